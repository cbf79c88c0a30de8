package tw.onestop.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tw.onestop.intake.IntakeDesk.Conclusion;
import tw.onestop.intake.ReportDesk.Received;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Forms;
import tw.onestop.registry.People;

/** What becomes of a report: whom it fits, what an office has to do, and what ends it. */
class ReportTests extends ReportCase {

    @Autowired
    JdbcClient jdbc;

    @Test
    void aReportedDeathIsATaskOfTheDomicileOfficeUntilItIsRegisteredWhereverThatIs() {
        People.Home home = aCouple();
        Task task = reported(Reported.death(home.person(0), TODAY.minusDays(3)));
        assertThat(task.state()).isEqualTo(Task.State.WAITING);
        assertThat(task.party()).isEqualTo(home.id(0));
        assertThat(task.office()).isEqualTo(NANGAN.office());
        assertThat(work.task(task.id(), NANGAN)).isPresent();
        assertThat(work.task(task.id(), BANQIAO)).isEmpty();

        Conclusion.Concluded made = (Conclusion.Concluded) conclude(
                Forms.death(home.person(0), TODAY.minusDays(3).toString(), home.person(1), "SPOUSE")
                        .form(),
                0,
                BANQIAO);

        assertThat(again(task).state()).isEqualTo(Task.State.REGISTERED);
        assertThat(again(task).registration()).isEqualTo(made.registrations().getFirst());
        assertThat(again(task).exOfficio()).isFalse();
    }

    @Test
    void itsLimitsAreThoseOfTheLawCountedWithTheHolidays() {
        People.Home home = aCouple();
        Task death = reported(Reported.death(home.person(0), LocalDate.of(2026, 1, 23)));
        // The thirtieth day, 22 February, is a Sunday.
        assertThat(death.limit()).isEqualTo(LocalDate.of(2026, 2, 23));
        assertThat(death.actBy()).isEqualTo(LocalDate.of(2026, 3, 9));
        Task birth = reported(Reported.birth(home.person(1), LocalDate.of(2026, 2, 2), "MALE"));
        // The sixtieth day, 3 April, begins a long weekend.
        assertThat(birth.limit()).isEqualTo(LocalDate.of(2026, 4, 7));
        Task declared = reported(Reported.declaration(home.person(0), LocalDate.of(2025, 1, 2), TODAY.minusDays(1)));
        assertThat(declared.limit()).isEqualTo(LocalDate.of(2026, 3, 31));
    }

    @Test
    void theSameReportAgainChangesNothingAndTheNextVersionHoldsWhileBothAreKept() {
        People.Home home = aCouple();
        Map<String, String> values = Reported.death(home.person(0), TODAY.minusDays(3));
        Task task = reported(values);
        String number = task.report().number();
        assertThat(reports.receive("MOHW", number, values, Reported.SOURCE)).isEqualTo(new Received.Taken(1, true));
        values.put("eventDate", TODAY.minusDays(4).toString());
        assertThat(reports.receive("MOHW", number, values, Reported.SOURCE)).isEqualTo(new Received.Taken(2, false));
        assertThat(again(task).report().facts().onDay()).isEqualTo(TODAY.minusDays(4));
        assertThat(work.versions(task, NANGAN))
                .extracting(version -> version.facts().onDay())
                .containsExactly(TODAY.minusDays(4), TODAY.minusDays(3));
        assertThatThrownBy(() -> jdbc.sql("delete from intake.report where number = ?")
                        .param(number)
                        .update())
                .hasStackTraceContaining("kept for good");
    }

    @Test
    void whomNobodyFitsIsAnExceptionThatAClerkMatches() {
        People.Home home = aCouple();
        Map<String, String> values = Reported.death(home.person(0), TODAY.minusDays(3));
        values.put("birthDate", "1950-01-10");
        Task task = reported(values);
        assertThat(task.state()).isEqualTo(Task.State.EXCEPTION);
        assertThat(task.mismatch()).isEqualTo("birthDate");
        assertThat(task.office()).isEqualTo(NANGAN.office());
        assertThat(codes(work.match(task.id(), "", NANGAN))).containsExactly("intake.report.nationalId.missing");
        assertThat(codes(work.match(task.id(), "A1", NANGAN))).containsExactly("intake.report.nationalId.invalid");
        assertThat(codes(work.match(task.id(), People.nextId(Sex.MALE).value(), NANGAN)))
                .containsExactly("intake.mismatch.unknownNumber");
        assertThat(work.match(task.id(), home.numbers().getFirst().value(), NANGAN))
                .isEmpty();
        assertThat(again(task).state()).isEqualTo(Task.State.WAITING);
        assertThat(again(task).party()).isEqualTo(home.id(0));
        assertThat(codes(work.match(task.id(), home.numbers().getFirst().value(), NANGAN)))
                .containsExactly("intake.task.notException");
    }

    @Test
    void anUnknownNumberIsEveryOfficesExceptionAndCanBeDismissedWithAReason() {
        Map<String, String> values = Reported.death(aCouple().person(0), TODAY.minusDays(3));
        values.put("nationalId", People.nextId(Sex.MALE).value());
        Task task = reported(values);
        assertThat(task.mismatch()).isEqualTo("unknownNumber");
        assertThat(work.task(task.id(), BANQIAO)).isPresent();
        assertThat(codes(work.dismiss(task.id(), " ", BANQIAO))).containsExactly("intake.task.reason.missing");
        assertThat(work.dismiss(task.id(), "外籍人士，無戶籍", BANQIAO)).isEmpty();
        assertThat(again(task).state()).isEqualTo(Task.State.DISMISSED);
        assertThat(again(task).reason()).isEqualTo("外籍人士，無戶籍");
        assertThat(codes(work.dismiss(task.id(), "再一次", BANQIAO))).containsExactly("intake.task.closed");
    }

    @Test
    void aBirthIsItsMothersAndOfTwinsEachHasItsOwnTask() {
        People.Home home = aCouple();
        LocalDate born = TODAY.minusDays(5);
        Task girl = reported(Reported.birth(home.person(1), born, "FEMALE"));
        Task boy = reported(Reported.birth(home.person(1), born, "MALE"));
        assertThat(girl.party()).isEqualTo(home.id(1));

        conclude(Forms.birth(home.person(1), born.toString(), "王一一").form(), 0, NANGAN);
        assertThat(again(boy).state()).isEqualTo(Task.State.REGISTERED);
        assertThat(again(girl).state()).isEqualTo(Task.State.WAITING);

        // The father is the party of the second one.
        conclude(
                Forms.birth(home.person(0), born.toString(), "王二二")
                        .with("sex", "FEMALE")
                        .by(home.person(0), "FATHER")
                        .form(),
                0,
                NANGAN);
        assertThat(again(girl).state()).isEqualTo(Task.State.REGISTERED);
        assertThat(reported(Reported.birth(home.person(1), born, "FEMALE")).state())
                .isEqualTo(Task.State.WAITING);
    }

    @Test
    void aMotherIsNoMan() {
        assertThat(reported(Reported.birth(aCouple().person(0), TODAY.minusDays(5), "MALE"))
                        .mismatch())
                .isEqualTo("notAMother");
    }

    @Test
    void whatIsRegisteredAlreadyIsNothingToDoAndAnotherVersionOfItIsAnException() {
        People.Home home = aCouple();
        conclude(
                Forms.death(home.person(0), TODAY.minusDays(3).toString(), home.person(1), "SPOUSE")
                        .form(),
                0,
                NANGAN);
        Map<String, String> values = Reported.death(home.person(0), TODAY.minusDays(3));
        Task task = reported(values);
        assertThat(task.state()).isEqualTo(Task.State.REGISTERED);
        values.put("eventDate", TODAY.minusDays(4).toString());
        reports.receive("MOHW", task.report().number(), values, Reported.SOURCE);
        assertThat(again(task).mismatch()).isEqualTo("changedAfter");
        assertThat(reported(Reported.declaration(home.person(0), TODAY.minusDays(9), TODAY.minusDays(2)))
                        .mismatch())
                .isEqualTo("deadOtherwise");
    }

    @Test
    void aSourceReportsOnlyWhatItMay() {
        People.Home home = aCouple();
        assertReturned("MOJ", Reported.birth(home.person(1), TODAY, "MALE"), "kind", "intake.report.kind.notAllowed");
        assertReturned("LAND", Reported.death(home.person(0), TODAY), "kind", "intake.report.kind.notAllowed");
        assertThat(reports.receive(
                        "HEALTH-09007010",
                        Reported.nextNumber(),
                        Reported.birth(home.person(1), TODAY, "MALE"),
                        Reported.SOURCE))
                .isInstanceOf(Received.Taken.class);
    }

    @Test
    void everyWrongFieldIsSaidAtOnce() {
        Map<String, String> nothing = Map.of("kind", "BIRTH");
        assertThat(fields(nothing))
                .containsExactlyInAnyOrder("nationalId", "eventDate", "sex", "place", "certificateNo");
        assertThat(fields(Map.of("kind", "DEATH_DECL")))
                .containsExactlyInAnyOrder("nationalId", "birthDate", "eventDate", "finalOn", "certificateNo");
        assertReturned("MOHW", Map.of(), "kind", "intake.report.kind.missing");
        assertReturned("MOHW", Map.of("kind", "MARRY"), "kind", "intake.report.kind.unknown");
        Map<String, String> values = Reported.death(aCouple().person(0), TODAY);
        assertReturned("MOHW", with(values, "eventDate", "1150231"), "eventDate", "intake.report.eventDate.unreadable");
        assertReturned(
                "MOHW", with(values, "eventDate", "2026-03-03"), "eventDate", "intake.report.eventDate.inFuture");
        assertReturned(
                "MOHW", with(values, "eventDate", "1940-1-1"), "eventDate", "intake.report.eventDate.beforeBirth");
        assertReturned("MOHW", with(values, "nationalId", "A123"), "nationalId", "intake.report.nationalId.invalid");
        assertReturned("MOHW", with(values, "certificateNo", "字".repeat(61)), "certificateNo", "intake.report.tooLong");
        assertReturned("MOHW", with(values, "place", "a\u0007"), "place", "intake.report.controlCharacter");
        Received numberless = reports.receive("MOHW", "no blanks", values, Reported.SOURCE);
        assertThat(((Received.Returned) numberless).refusals())
                .containsExactly(Refusal.of("reportNo", "intake.report.reportNo.invalid"));
    }

    /** Also those whose code is put together from a field and what is wrong with it. */
    @Test
    void everyRefusalHasItsSentenceInBothLanguages() throws IOException {
        Set<String> codes = new LinkedHashSet<>();
        Pattern code =
                Pattern.compile("\"(intake\\.(?:report|file|task|demand|exOfficio|mismatch)\\.[a-zA-Z.]*[a-zA-Z])\"");
        try (var files = Files.list(Path.of("src/main/java/tw/onestop/intake"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher found = code.matcher(Files.readString(file));
                while (found.find()) {
                    codes.add(found.group(1));
                }
            }
        }
        codes.removeAll(Set.of("intake.report.receive", "intake.file.take", "intake.file.read", "intake.file.list"));
        codes.remove("intake.task.read");
        for (String field :
                List.of("reportNo", "nationalId", "birthDate", "eventDate", "finalOn", "sex", "place", "kind")) {
            codes.add("intake.report." + field + ".missing");
        }
        for (String field : List.of("name", "address", "reason")) {
            codes.add("intake.task." + field + ".missing");
        }
        codes.add("intake.demand.deliveredOn.missing");
        codes.add("intake.demand.deliveredOn.unreadable");
        for (String why : List.of("unknownNumber", "birthDate", "notAMother", "deadOtherwise", "changedAfter")) {
            codes.add("intake.mismatch." + why);
        }
        assertThat(codes).hasSizeGreaterThan(25);
        assertThat(sentences("intake")).containsKeys(codes.toArray());
        assertThat(sentences("intake_en").keySet())
                .isEqualTo(sentences("intake").keySet());
        assertThat(sentences("counter_en").keySet())
                .isEqualTo(sentences("counter").keySet());
    }

    private static Properties sentences(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(
                Path.of("src/main/resources/messages/" + name + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    private static Map<String, String> with(Map<String, String> values, String name, String value) {
        Map<String, String> changed = new java.util.LinkedHashMap<>(values);
        changed.put(name, value);
        return changed;
    }

    private List<String> fields(Map<String, String> values) {
        Received received = reports.receive("MOHW", Reported.nextNumber(), values, Reported.SOURCE);
        return ((Received.Returned) received)
                .refusals().stream().map(Refusal::field).toList();
    }

    private void assertReturned(String source, Map<String, String> values, String field, String code) {
        Received received = reports.receive(source, Reported.nextNumber(), values, Reported.SOURCE);
        assertThat(received).isInstanceOf(Received.Returned.class);
        assertThat(((Received.Returned) received).refusals())
                .extracting(r -> r.field() + " " + r.code())
                .containsExactly(field + " " + code);
    }
}
