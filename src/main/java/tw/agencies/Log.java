package tw.agencies;

import java.time.Clock;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Standard output, one line per event: time, agency, what happened. Ids and codes only, never what a notice says. */
record Log(Clock clock, String agency) {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

    void line(String event, @Nullable Object... details) {
        StringBuilder line = new StringBuilder()
                .append(clock.instant().atZone(TAIPEI).toLocalTime().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(agency)
                .append(' ')
                .append(event);
        for (@Nullable Object detail : details) {
            line.append(' ').append(detail);
        }
        System.out.println(line);
    }
}
