package tw.agencies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Fixture: the simulators as the demo starts them. */
public final class Played implements AutoCloseable {

    private final Simulators simulators;

    private Played(Simulators simulators) {
        this.simulators = simulators;
    }

    /**
     * @param file {@code <data>/agencies/simulators.json}
     */
    public static Played of(Path file) throws IOException {
        return of(file, "");
    }

    /**
     * @param dials how all of them misbehave, as {@code --agencies-fail} says it; {@code ""}: not at all
     */
    public static Played of(Path file, String dials) throws IOException {
        Dials standing = dials.isEmpty() ? Dials.ALL_OFF : Dials.ALL_OFF.with(dials);
        return new Played(Simulators.start(Configuration.read(file), _ -> standing, Clock.systemUTC()));
    }

    @Override
    public void close() {
        simulators.close();
    }
}
