package tw.onestop.demo;

import java.io.Console;
import java.io.PrintStream;

/** 終端機畫面: lines for whoever sits at the terminal; colours only where somebody sees them. */
final class Screen {

    private final PrintStream out;
    private final boolean colours;
    private final long since = System.nanoTime();

    Screen(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** The terminal of this process; plain when output is a file, or when NO_COLOR says so. */
    @SuppressWarnings("SystemConsoleNull") // its type still says it may be null
    static Screen ofTerminal() {
        Console console = System.console();
        boolean seen = console != null
                && console.isTerminal()
                && System.getenv("NO_COLOR") == null
                && !"dumb".equals(System.getenv("TERM"));
        return new Screen(new PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8), seen);
    }

    /** Whether somebody looks at it while it is written. */
    boolean isTerminal() {
        return colours;
    }

    /** A step that is done. */
    void step(String what) {
        line("  %s %s %s".formatted(green("✓"), pad(what, 58), dim("%5.1f s".formatted(seconds()))));
    }

    void note(String what) {
        line("  " + dim("· " + what));
    }

    void title(String text) {
        String bar = "─".repeat(width(text) + 4);
        line("");
        line("  " + green("╭" + bar + "╮"));
        line("  " + green("│  ") + bold(text) + green("  │"));
        line("  " + green("╰" + bar + "╯"));
    }

    void heading(String text) {
        line("");
        line("  " + bold(text));
    }

    /** Two columns. */
    void row(String left, int columns, String right) {
        line("    " + pad(left, columns) + "  " + right);
    }

    void line(String text) {
        out.println(text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String bold(String text) {
        return paint("1", text);
    }

    String green(String text) {
        return paint("38;5;29", text);
    }

    String link(String url) {
        return paint("4;38;5;25", url);
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private double seconds() {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Filled with blanks to so many columns. */
    static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** Columns a terminal needs: two for each Han character and full-width sign. */
    static int width(String text) {
        return text.codePoints()
                .map(c -> (c >= 0x1100 && c <= 0x115F)
                                || (c >= 0x2E80 && c <= 0xA4CF)
                                || (c >= 0xF900 && c <= 0xFAFF)
                                || (c >= 0xFE30 && c <= 0xFE6F)
                                || (c >= 0xFF00 && c <= 0xFF60)
                                || c >= 0x20000
                        ? 2
                        : 1)
                .sum();
    }
}
