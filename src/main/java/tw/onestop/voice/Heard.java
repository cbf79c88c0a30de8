package tw.onestop.voice;

/** 來話: what came from the caller's side, or from the desk that was asked for them. */
sealed interface Heard {

    /** 按鍵: 0 to 9, {@code *} or {@code #}. */
    record Key(char key) implements Heard {}

    /** 無回應: nothing was pressed in the time there was. */
    record Silence() implements Heard {}

    /** 查詢中: the answer is not there yet. */
    record Slow() implements Heard {}

    /** 查得. */
    record Found(Standing standing) implements Heard {}

    /** 查無資料. */
    record Unknown() implements Heard {}

    /** 查詢過於頻繁. */
    record Wait(int minutes) implements Heard {}

    /** 系統忙碌: no answer came. */
    record Away() implements Heard {}

    /** 通話過長. */
    record TooLong() implements Heard {}
}
