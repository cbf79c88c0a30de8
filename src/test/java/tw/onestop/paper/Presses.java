package tw.onestop.paper;

import java.util.List;

/** Fixtures: the press with the fonts of some directories, or of the usual ones. */
public final class Presses {

    private Presses() {}

    public static PaperDesk of(String... directories) {
        return new Press(new Fonts(List.of(directories)), false);
    }
}
