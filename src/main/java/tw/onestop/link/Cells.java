package tw.onestop.link;

/** 儲存格: one cell of a CSV that others open, never a formula to the program that does. */
final class Cells {

    /** Also full-width ones, which programs of this region read alike. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private Cells() {}

    /** Quoted. */
    static String cell(String given) {
        boolean formula = !given.isEmpty() && FORMULA.indexOf(given.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + given.replace("\"", "\"\"") + "\"";
    }
}
