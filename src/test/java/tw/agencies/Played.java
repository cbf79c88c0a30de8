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
        return new Played(Simulators.start(Configuration.read(file), _ -> Dials.ALL_OFF, Clock.systemUTC()));
    }

    @Override
    public void close() {
        simulators.close();
    }
}
