package tw.onestop.joining;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Coverage;
import tw.onestop.kernel.AgencyCode;

/** 轄區名稱, for templates ({@code @areaWords}): counties and townships by their official names, which both languages read. */
@Component("areaWords")
public class AreaWords {

    private final AgencyDesk agencies;
    private final Clock clock;

    AreaWords(AgencyDesk agencies, Clock clock) {
        this.agencies = agencies;
        this.clock = clock;
    }

    /** 屏東縣、臺東縣, in the order of the directory; {@code ""} of none. */
    public String names(Collection<String> codes) {
        return agencies.areas().stream()
                .filter(area -> codes.contains(area.code()))
                .map(Coverage.Area::name)
                .collect(Collectors.joining("、"));
    }

    /** An agency's own area as the directory knows it; {@code ""} where it knows none. */
    public String own(AgencyCode agency) {
        return names(agencies.territory(agency, LocalDate.now(clock)));
    }
}
