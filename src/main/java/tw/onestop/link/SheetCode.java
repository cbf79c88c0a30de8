package tw.onestop.link;

import java.util.Optional;

/** 查驗碼, 24 characters of five bits: long enough that nobody guesses one. */
record SheetCode(String value) {

    private static final int LENGTH = 24;

    static SheetCode fresh() {
        return new SheetCode(Letters.fresh(LENGTH));
    }

    /** As typed from the paper. */
    static Optional<SheetCode> read(String typed) {
        return Letters.read(typed, LENGTH).map(SheetCode::new);
    }

    String grouped() {
        return Letters.grouped(value);
    }

    /** Does not tell it. */
    @Override
    public String toString() {
        return "SheetCode";
    }
}
