package tw.onestop.demo;

import java.io.PrintStream;

/** 進度條: how much of a load is done: a bar that grows on a terminal, a line for every twentieth part anywhere else. */
final class LoadProgress implements NationLoad.Progress {

    private static final int WIDTH = 40;
    private static final int PARTS = 20;

    private final PrintStream out;
    private final boolean terminal;
    private final long all;
    private final long since = System.nanoTime();
    private long done;
    private long said = -1;

    /**
     * @param all people to be loaded
     */
    LoadProgress(PrintStream out, boolean terminal, long all) {
        this.out = out;
        this.terminal = terminal;
        this.all = all;
    }

    @Override
    public synchronized void loaded(Township township) {
        done += township.people();
        long part = done * PARTS / all;
        String line = "%s %3d %%  %,d people  %.0f s  %s"
                .formatted(bar(), done * 100 / all, done, seconds(), township.name());
        if (terminal) {
            out.print("\r\u001b[K  " + line + (done == all ? "\n" : ""));
            out.flush();
        } else if (part != said) {
            out.println("  " + line);
        }
        said = part;
    }

    @Override
    public synchronized void made(String key) {
        out.printf("  key  %s  %.0f s%n", key, seconds());
    }

    double seconds() {
        return (System.nanoTime() - since) / 1e9;
    }

    private String bar() {
        int full = (int) (done * WIDTH / all);
        return "█".repeat(full) + "░".repeat(WIDTH - full);
    }
}
