package tw.onestop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.intake.WorkList.Entry;
import tw.onestop.intake.WorkList.Group;
import tw.onestop.intake.WorkList.Scope;
import tw.onestop.intake.WorkList.Urgency;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.MarkDesk;
import tw.onestop.registry.MarkForm;
import tw.onestop.registry.People;

/** One list of everything to be done, by the day on which the next step is due. */
class WorkListTests extends ReportCase {

    /** An office where no other test leaves anything. */
    private static final String DONGYIN = "09007040001";

    private static final Actor CLERK = Actor.staff("clerk-a", new OfficeCode("09007040"));
    private static final Actor COLLEAGUE = Actor.staff("clerk-b", new OfficeCode("09007040"));

    @Autowired
    MarkDesk marks;

    @Autowired
    Drafts drafts;

    @Test
    void theMostPressingComesFirstAndEachScopeShowsItsOwn() {
        People.Home home = people.household(DONGYIN, "清單路1號")
                .head("周一", tw.onestop.kernel.Sex.MALE, LocalDate.of(1950, 1, 9))
                .spouse("周二", tw.onestop.kernel.Sex.FEMALE, LocalDate.of(1990, 3, 4))
                .found();
        Task late = reported(Reported.death(home.person(0), TODAY.minusDays(40)));
        Task birth = reported(Reported.birth(home.person(1), TODAY.minusDays(2), "MALE"));
        UUID sitting = intake.open(Sitting.Draft.begun(home.no().value(), "周○"), COLLEAGUE);

        List<Entry> office = work.list(Scope.OFFICE, "", CLERK).entries();
        assertThat(office).extracting(Entry::id).contains(id(late), id(birth)).doesNotContain(sitting.toString());
        assertThat(office).isSortedAccordingTo(java.util.Comparator.comparing(Entry::due));
        assertThat(entry(office, late).group()).isEqualTo(Group.DEMAND);
        assertThat(entry(office, late).urgency()).isEqualTo(Urgency.OVERDUE);
        assertThat(entry(office, birth).urgency()).isEqualTo(Urgency.LATER);
        assertThat(entry(office, birth).due()).isEqualTo(LocalDate.of(2026, 3, 9));
        assertThat(work.list(Scope.MINE, "", CLERK).entries()).isEmpty();

        work.begun(birth.id(), UUID.randomUUID(), CLERK);
        assertThat(work.list(Scope.MINE, "", CLERK).entries())
                .extracting(Entry::id)
                .containsExactly(id(birth));
        assertThat(work.list(Scope.MINE, "", COLLEAGUE).entries())
                .extracting(Entry::id)
                .containsExactly(sitting.toString());
        WorkList team = work.list(Scope.TEAM, "", CLERK);
        assertThat(team.entries()).extracting(Entry::id).contains(sitting.toString(), id(late), id(birth));
        assertThat(team.entries())
                .filteredOn(entry -> entry.group() == Group.DRAFT)
                .hasSize(team.counts().getOrDefault(Group.DRAFT, 0));
        assertThat(team.scopes()).containsEntry(Scope.MINE, 1);

        Actor barred = CLERK.being(People.nextId(tw.onestop.kernel.Sex.MALE));
        Map<String, String> misdated = new HashMap<>(Reported.death(home.person(0), TODAY.minusDays(3)));
        misdated.put("birthDate", "1950-01-10");
        Task exception = reported(misdated);
        assertThat(exception.party()).isNull();
        UUID hers = intake.open(drafts.move(home, COLLEAGUE, "清單路2號"), COLLEAGUE);
        assertThat(work.list(Scope.TEAM, "", barred).entries())
                .extracting(Entry::id)
                .contains(id(late), id(exception), hers.toString());
        marks.place(
                new MarkForm(
                        home.id(0),
                        "STALKING",
                        "PERSON",
                        "字第1號",
                        String.valueOf(
                                java.util.Objects.requireNonNull(barred.self()).value()),
                        "",
                        ""),
                CLERK);
        WorkList withoutThem = work.list(Scope.TEAM, "", barred);
        assertThat(withoutThem.entries())
                .extracting(Entry::id)
                .doesNotContain(id(late), id(birth), id(exception), hers.toString())
                .contains(sitting.toString());
        assertThat(withoutThem.scopes().get(Scope.TEAM))
                .isEqualTo(team.entries().size() - 2);
        assertThat(work.task(late.id(), barred)).isEmpty();
        assertThat(work.task(exception.id(), barred)).isEmpty();
        NationalId reported = exception.report().facts().party();
        assertThat(work.dismiss(exception.id(), "測試", CLERK.being(reported)))
                .extracting(Refusal::code)
                .containsExactly("registry.abstain.SELF");
        assertThat(work.match(exception.id(), reported.value(), CLERK.being(reported)))
                .extracting(Refusal::code)
                .containsExactly("registry.abstain.SELF");
        work.dismiss(exception.id(), "測試", CLERK);
        intake.discard(hers, COLLEAGUE);
        Actor child = CLERK.being(home.numbers().getFirst());
        assertThat(work.dismiss(late.id(), "測試", child))
                .extracting(Refusal::code)
                .containsExactly("registry.abstain.SELF");

        assertThat(work.list(Scope.TEAM, home.numbers().getFirst().value().toLowerCase(java.util.Locale.ROOT), CLERK)
                        .entries())
                .extracting(Entry::id)
                .containsExactly(id(late));
        intake.discard(sitting, COLLEAGUE);
        work.dismiss(late.id(), "測試", CLERK);
        work.dismiss(birth.id(), "測試", CLERK);
        assertThat(work.list(Scope.TEAM, "周", CLERK).entries()).isEmpty();
    }

    private static String id(Task task) {
        return String.valueOf(task.id());
    }

    private static Entry entry(List<Entry> entries, Task task) {
        return entries.stream().filter(e -> e.id().equals(id(task))).findFirst().orElseThrow();
    }
}
