package tw.onestop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Responsibility;
import tw.onestop.notice.NoticeDesk;

/** Whoever tries the demonstration finds somebody to be at every desk that a programme passes. */
@ProductTest
class StaffingTests {

    private static final String FIRST_OFFICE = "09007010";
    /** All programmes were there, and nothing of what other tests announce. */
    private static final LocalDate DAY = LocalDate.of(2021, 1, 1);

    private static final Pattern ACCOUNT =
            Pattern.compile("`((?:clerk|supervisor|officer|ministry|controller|security|operator|auditor)[-a-z0-9]*)`");

    @Autowired
    AgencyDesk agencies;

    @Autowired
    NoticeDesk notices;

    @Test
    void everyAgencyThatAProgrammeTellsHasAnOfficer() {
        Set<String> told = Stream.of(
                        notices.errands(DAY).stream()
                                .map(errand -> errand.agency().value()),
                        agencies.capabilities(DAY).stream()
                                .map(row -> row.agency().value()),
                        Stream.of(Responsibility.values())
                                .flatMap(one -> agencies.responsible(one, FIRST_OFFICE).map(Agency::code).stream())
                                .map(code -> code.value()),
                        Alliances.OFFICERS.values().stream())
                .flatMap(codes -> codes)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).contains("LIA", "BOCA", "TAIPOWER", "EX-PT-GAS", "INDIGENOUS-" + FIRST_OFFICE);
        assertThat(plan().stream().map(State.Account::agency).filter(Objects::nonNull))
                .containsAll(told);
    }

    @Test
    void everyAccountThatTheReadmeNamesIsOpened() throws IOException {
        Set<String> named = ACCOUNT.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(15);
        assertThat(plan().stream().map(State.Account::username)).containsAll(named);
    }

    private List<State.Account> plan() {
        return Staffing.plan(
                agencies, "連江縣", Playing.ALL.stream().map(Playing::code).toList(), null);
    }
}
