package tw.onestop.registry;

/**
 * 原住民身分及民族別 (戶籍法 §14-1, 原住民身分法).
 *
 * @param status {@code MOUNTAIN}, {@code PLAIN}, or {@code ""} for who has none
 * @param people code of the people (民族別), {@code ""} while none is noted
 * @param name 傳統名字 in romanised writing, {@code ""} while none is noted
 */
record Indigenous(String status, String people, String name) {

    static final Indigenous NONE = new Indigenous("", "", "");

    boolean is() {
        return !status.isEmpty();
    }
}
