package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Sex;

/** 戶籍謄本 and who lived where: of any day, as known at any instant. */
class TranscriptTests extends RegistryScenario {

    private Transcript transcript(People.Home home, LocalDate on, @Nullable Instant known, Transcript.Version version) {
        return desk.transcript(home.no(), new AsOf(on, known), version, NANGAN).orElseThrow();
    }

    private Transcript now(People.Home home, Transcript.Version version) {
        return transcript(home, TODAY, null, version);
    }

    private static List<String> names(Transcript transcript) {
        return transcript.entries().stream().map(e -> e.person().name()).toList();
    }

    private List<String> residents(String address, LocalDate on, @Nullable Instant known) {
        RegistryDesk.Found found = desk.residents(address, new AsOf(on, known), NANGAN);
        assertThat(found.refusals()).isEmpty();
        return found.persons().stream().map(Person::name).toList();
    }

    @Test
    void fourVersionsAreOfThosePresentOrOfAllWithAnnotationsOrWithout() {
        People.Home home = aFamily("謄本路1號");
        recorded(Forms.death(home.person(3), "115/3/1", home.person(0), "RELATIVE"), NANGAN);
        assertThat(names(now(home, Transcript.Version.PRESENT_OMITTED))).containsExactly("王小明", "林美", "王一", "何來");
        assertThat(names(now(home, Transcript.Version.ALL_OMITTED))).containsExactly("王小明", "林美", "王一", "何來", "王二");
        assertThat(now(home, Transcript.Version.ALL_OMITTED).entries())
                .allSatisfy(e -> assertThat(e.annotations()).isEmpty());
        assertThat(now(home, Transcript.Version.ALL_FULL).entries().getLast()).satisfies(e -> {
            assertThat(e.present()).isFalse();
            assertThat(e.annotations()).singleElement().asString().contains("死亡");
        });
    }

    @Test
    void kinAreNamedByTheirNumbers() {
        People.Home home = aFamily("謄本路2號");
        Transcript transcript = now(home, Transcript.Version.PRESENT_OMITTED);
        assertThat(transcript.headName()).isEqualTo("王小明");
        assertThat(transcript.headNumber()).isEqualTo(home.numbers().getFirst().value());
        Transcript.Entry head = transcript.entries().getFirst();
        assertThat(head.fatherNumber()).isEmpty();
        assertThat(head.spouseNumber()).isEqualTo(home.numbers().get(1).value());
        Transcript.Entry child = transcript.entries().get(2);
        assertThat(child.fatherNumber()).isEqualTo(home.numbers().getFirst().value());
        assertThat(child.motherNumber()).isEqualTo(home.numbers().get(1).value());
    }

    @Test
    void anOldRecordIsRemovedAndTheNewOneTellsOfItsHeads() {
        People.Home home = aFamily("謄本路3號");
        recorded(
                Forms.death(home.person(0), "115/3/1", home.person(1), "SPOUSE").with("newHead", home.person(1)),
                NANGAN);
        Transcript before = transcript(home, LocalDate.of(2026, 2, 28), null, Transcript.Version.PRESENT_OMITTED);
        assertThat(before.removed()).isTrue();
        assertThat(before.household().closedOn()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(before.headName()).isEqualTo("王小明");
        assertThat(before.dynamics()).isEmpty();
        Transcript after = now(home, Transcript.Version.PRESENT_OMITTED);
        assertThat(after.removed()).isFalse();
        assertThat(after.headName()).isEqualTo("林美");
        assertThat(after.dynamics()).containsExactly("原戶長王小明民國115年03月01日死亡由林美繼為戶長民國115年03月02日申登。");
    }

    @Test
    void whatWasKnownThenIsWhatIsSaid() {
        People.Home home = aFamily("謄本路4號");
        Instant before = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        recorded(Forms.nameChange(home.person(0), "王大明"), NANGAN);
        recorded(Forms.addressChange(person(home.id(0)), "115/3/1", FUXING, "謄本路40號"), NANGAN);
        Transcript then = transcript(home, TODAY, before, Transcript.Version.PRESENT_FULL);
        assertThat(then.headName()).isEqualTo("王小明");
        assertThat(then.household().address().full()).endsWith("謄本路4號");
        assertThat(then.dynamics()).isEmpty();
        Transcript today = now(home, Transcript.Version.PRESENT_FULL);
        assertThat(today.headName()).isEqualTo("王大明");
        assertThat(today.dynamics()).singleElement().asString().contains("住址變更");
        assertThat(residents("南竿鄉謄本路4號", TODAY, before)).hasSize(5).contains("王小明");
        assertThat(residents("南竿鄉謄本路4號", TODAY, null)).isEmpty();
        assertThat(residents("南竿鄉復興村謄本路40號", TODAY, before)).isEmpty();
    }

    @Test
    void aFeeIsPaidForEverySheetAndTheIssueIsKept() {
        People.Builder builder = people.household(JIESHOU, "謄本路5號").head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9));
        for (int i = 0; i < 7; i++) {
            builder.lodger("何來" + "一二三四五六七".charAt(i), Sex.FEMALE, LocalDate.of(1990 + i, 1, 9));
        }
        People.Home home = builder.found();
        Transcript transcript = desk.issueTranscript(
                        home.no(), AsOf.on(TODAY), Transcript.Version.PRESENT_OMITTED, NANGAN)
                .orElseThrow();
        assertThat(transcript.sheets()).hasSize(2);
        assertThat(transcript.sheets().stream().flatMap(List::stream).toList()).isEqualTo(transcript.entries());
        assertThat(transcript.fee()).isEqualTo(30);
        assertThat(TestDatabase.asOwner()
                        .sql("select detail from audit.trail where action = 'registry.transcript.issue' and object = ?")
                        .param(home.no().value())
                        .query(String.class)
                        .list())
                .containsExactly("version=PRESENT_OMITTED on=2026-03-02 known=now sheets=2 fee=30");
        assertThat(desk.transcript(home.no(), AsOf.on(LocalDate.of(2009, 1, 1)), Transcript.Version.ALL_FULL, NANGAN))
                .isEmpty();
    }

    @Test
    void whoLivedAtAnAddressIsAskedForADay() {
        People.Home home = aFamily("謄本路6號");
        recorded(Forms.partOf(RegistrationKind.ADDR, "115/2/20", home.person(4)).address(FUXING, "謄本路60號"), NANGAN);
        assertThat(residents("南竿鄉介壽村謄本路6號", LocalDate.of(2026, 2, 19), null))
                .contains("何來")
                .hasSize(5);
        assertThat(residents("連江縣南竿鄉謄本路6號", TODAY, null)).hasSize(4).doesNotContain("何來");
        assertThat(residents("南竿鄉謄本路60號", TODAY, null)).containsExactly("何來");
        assertThat(residents("南竿鄉謄本路60號", LocalDate.of(2026, 2, 19), null)).isEmpty();
        recorded(Forms.death(home.person(3), "115/3/1", home.person(0), "RELATIVE"), NANGAN);
        assertThat(residents("南竿鄉謄本路6號", TODAY, null)).hasSize(3);
    }

    @Test
    void anAddressIsWrittenWithItsTownship() {
        for (String[] wrong : new String[][] {
            {"", "registry.search.addressMissing"},
            {"謄本路6號", "registry.search.townshipMissing"},
            {"南竿鄉", "registry.search.townshipMissing"},
            {"南竿鄉謄本路%", "registry.search.wildcard"}
        }) {
            assertThat(desk.residents(wrong[0], AsOf.on(TODAY), NANGAN).refusals())
                    .extracting(r -> r.field() + " " + r.code())
                    .containsExactly("address " + wrong[1]);
        }
    }
}
