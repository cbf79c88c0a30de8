package tw.onestop.kernel;

/** 性別, as the register knows it: the second digit of the national id (1 male, 2 female). */
public enum Sex {
    MALE('1'),
    FEMALE('2');

    private final char code;

    Sex(char code) {
        this.code = code;
    }

    /** 1 or 2. */
    public char code() {
        return code;
    }

    public static Sex ofCode(char code) {
        return code == '1' ? MALE : FEMALE;
    }
}
