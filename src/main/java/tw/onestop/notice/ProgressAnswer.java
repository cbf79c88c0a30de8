package tw.onestop.notice;

import java.time.Duration;

/** 進度查詢結果, for doors that are open to everybody. */
public sealed interface ProgressAnswer {

    /** 查得. */
    record Found(Receipt receipt) implements ProgressAnswer {}

    /** 查無資料: wrong code and unknown number alike. */
    record NotFound() implements ProgressAnswer {}

    /** 查詢過於頻繁: too many wrong answers from there, or about that number. */
    record Wait(Duration atLeast) implements ProgressAnswer {}
}
