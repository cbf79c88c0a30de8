package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;

/** 迴避: a case of one's own, of one's spouse and of near kin is a colleague's; and who is barred sees nobody through an account. */
class AbstentionTests extends RegistryScenario {

    @Autowired
    private MarkDesk marks;

    @Autowired
    private Rulebook rulebook;

    private static Actor clerkWho(Person person) {
        return NANGAN.being(person.nationalId());
    }

    private Optional<String> why(PersonId concerned, Actor clerk) {
        return desk.abstention(List.of(concerned), List.of(), clerk)
                .map(no -> no.code()
                        + no.arguments().stream()
                                .findFirst()
                                .map(degree -> " " + degree)
                                .orElse(""));
    }

    @Test
    void nobodyAssessesOrRecordsACaseOfTheirOwnOfASpouseOrOfAChild() {
        People.Home home = aFamily("迴避路1號");
        Actor he = clerkWho(home.person(0));
        assertOnlyRefused(Forms.nameChange(home.person(0), "王大明"), he, "", "registry.abstain.SELF");
        assertOnlyRefused(Forms.nameChange(home.person(1), "林大美"), he, "", "registry.abstain.SPOUSE");
        Forms child = Forms.nameChange(home.person(2), "王壹").by(home.person(1), "LEGAL_REPRESENTATIVE");
        assertRefused(child, he, "", "registry.abstain.SPOUSE");
        assertOnlyRefused(
                Forms.death(home.person(2), "115/2/20", home.person(4), "COHABITANT"),
                he,
                "",
                "registry.abstain.BLOOD");
        assertThat(desk.assess(child.form(), he).affected()).isEmpty();
        assertThat(TestDatabase.asOwner()
                        .sql("select count(*) from audit.trail where action = 'registry.registration.record'"
                                + " and outcome = 'REFUSED' and detail like '%registry.abstain.BLOOD%'")
                        .query(Integer.class)
                        .single())
                .isPositive();
        recorded(Forms.nameChange(home.person(4), "何去"), he);
        recorded(Forms.nameChange(home.person(0), "王大明"), NANGAN);
    }

    @Test
    void whoAppliesAndWhoseRecordFollowsCountAsTheParty() {
        People.Home home = aFamily("迴避路2號");
        People.Home other = people.household(JIESHOU, "迴避路3號")
                .head("丁一", Sex.MALE, LocalDate.of(1960, 1, 1))
                .found();
        Forms death = Forms.death(home.person(4), "115/2/20", home.person(1), "COHABITANT");
        assertOnlyRefused(death, clerkWho(home.person(0)), "", "registry.abstain.SPOUSE");
        assertThat(desk.assess(death.form(), clerkWho(other.person(0))).refusals())
                .isEmpty();
        NationalId unregistered = People.nextId(Sex.MALE);
        assertOnlyRefused(
                Forms.nameChange(home.person(4), "何去").mandate(unregistered.value(), "林志明", "115/3/1"),
                NANGAN.being(unregistered),
                "",
                "registry.abstain.SELF");
        // Her child lodges with somebody else, whose household moves as a whole.
        recorded(
                Forms.partOf(RegistrationKind.ADDR, "115/2/1", home.person(2))
                        .with("joinHousehold", other.no().value())
                        .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,JOINED_HOUSEHOLD_CERTIFICATE")
                        .by(home.person(0), "LEGAL_REPRESENTATIVE"),
                NANGAN);
        assertOnlyRefused(
                Forms.addressChange(other.person(0), "115/3/1", FUXING, "復興路941號"),
                clerkWho(home.person(1)),
                "",
                "registry.abstain.BLOOD");
    }

    @Test
    void kinAreAsNearAsTheDatedRuleSays() {
        Family family = new Family();
        Actor me = NANGAN.being(family.numbers[2]);
        assertThat(why(family.id(0), me)).contains("registry.abstain.BLOOD 2");
        assertThat(why(family.id(3), me)).contains("registry.abstain.BLOOD 3");
        assertThat(why(family.id(4), me)).contains("registry.abstain.BLOOD 4");
        assertThat(why(family.id(5), me)).as("a cousin's child, fifth degree").isEmpty();
        assertThat(why(family.id(7), me)).as("an uncle's wife").contains("registry.abstain.AFFINITY 3");
        assertThat(why(family.id(6), me)).as("a cousin's wife, fourth degree").isEmpty();
        assertThat(why(family.id(2), NANGAN.being(family.numbers[7]))).contains("registry.abstain.AFFINITY 3");
        var owner = TestDatabase.asOwner();
        try {
            owner.sql("update registry.rule_value set effective = '(,2026-03-02)' where name = 'abstain.blood'")
                    .update();
            owner.sql("insert into registry.rule_value values ('abstain.blood', 2, '[2026-03-02,)', 'test')")
                    .update();
            rulebook.forget();
            assertThat(why(family.id(3), me)).isEmpty();
            assertThat(why(family.id(0), me)).contains("registry.abstain.BLOOD 2");
        } finally {
            owner.sql("delete from registry.rule_value where legal_basis = 'test'")
                    .update();
            owner.sql("update registry.rule_value set effective = '(,)' where name = 'abstain.blood'")
                    .update();
            rulebook.forget();
        }
        assertThat(why(family.id(3), me)).isPresent();
    }

    /** 祖父 0, 父 1, 本人 2, 叔 3, 堂兄 4, 堂姪 5, 堂嫂 6, 嬸 7. */
    private final class Family {

        private final NationalId[] numbers = new NationalId[8];

        Family() {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = People.nextId(i < 6 ? Sex.MALE : Sex.FEMALE);
            }
            people.load(List.of(new Founding(
                    new HouseholdNo("Y900000" + 7),
                    Household.Kind.SHARED_LIVING,
                    new Address(JIESHOU, "", "", "", 1, "迴避路9號"),
                    LocalDate.of(2010, 1, 1),
                    List.of(
                            member(0, null, null),
                            member(1, 0, null),
                            member(2, 1, null),
                            member(3, 0, 7),
                            member(4, 3, 6),
                            member(5, 4, null),
                            member(6, null, 4),
                            member(7, null, 3)))));
        }

        private Founding.Member member(int i, @Nullable Integer father, @Nullable Integer spouse) {
            return new Founding.Member(
                    i + 1,
                    numbers[i],
                    "迴避" + i,
                    1,
                    i < 6 ? Sex.MALE : Sex.FEMALE,
                    LocalDate.of(1930 + i, 1, 1),
                    "連江縣",
                    "長男",
                    spouse == null ? Person.Marital.SINGLE : Person.Marital.MARRIED,
                    i == 0 ? "戶長" : "家屬",
                    spouse == null ? null : spouse + 1,
                    father == null ? null : father + 1,
                    null,
                    null,
                    null);
        }

        PersonId id(int i) {
            return desk.person(numbers[i], AsOf.on(TODAY), NANGAN).orElseThrow().id();
        }
    }

    @Test
    void whoWasASpouseKeepsAwayForGood() {
        People.Home home = aFamily("迴避路4號");
        recorded(Forms.divorce(RegistrationKind.DIVORCE, home.person(0), "115/3/2"), NANGAN);
        assertThat(why(home.id(1), clerkWho(home.person(0)))).contains("registry.abstain.SPOUSE");
        assertThat(why(home.id(0), clerkWho(home.person(1)))).contains("registry.abstain.SPOUSE");
    }

    @Test
    void marksOfKinAndAgainstKinAreAColleagues() {
        People.Home family = aFamily("迴避路5號");
        People.Home refuge = people.household(FUXING, "迴避路6號")
                .head("藍雨", Sex.FEMALE, LocalDate.of(1988, 8, 8))
                .found();
        Actor brother = clerkWho(family.person(2));
        MarkForm against = mark(refuge.person(0), family.person(3));
        assertThat(marks.place(against, brother)).containsExactly(Refusal.of("", "registry.abstain.BLOOD", "2"));
        assertThat(marks.place(mark(family.person(3), refuge.person(0)), brother))
                .containsExactly(Refusal.of("", "registry.abstain.BLOOD", "2"));
        assertThat(marks.place(against, NANGAN)).isEmpty();
        ProtectiveMark.Id mark = marks.marks(refuge.id(0), NANGAN).getFirst().id();
        assertThat(marks.lift(mark, "撤銷", brother)).containsExactly(Refusal.of("", "registry.abstain.BLOOD", "2"));
        Actor barred = clerkWho(family.person(3));
        assertThat(marks.lift(mark, "撤銷", barred)).containsExactly(Refusal.of("", "registry.mark.ended"));
        assertThat(marks.lift(new ProtectiveMark.Id(Long.MAX_VALUE), "撤銷", barred))
                .containsExactly(Refusal.of("", "registry.mark.ended"));
        assertThat(marks.marks(refuge.id(0), barred)).isEmpty();
        assertThat(marks.marks(refuge.id(0), NANGAN).getFirst().inForce(TODAY)).isTrue();
    }

    private static MarkForm mark(Person protectedOne, Person barred) {
        return new MarkForm(
                protectedOne.id(),
                "PROTECTION_ORDER",
                "PERSON",
                "115年度家護字第13號",
                barred.nationalId().value(),
                "",
                "");
    }

    @Test
    void aClerkWhoIsBarredSeesNobodyThroughTheirAccountAndIsToldNothing() {
        People.Home family = aFamily("迴避路7號");
        Person she = family.person(1);
        assertThat(marks.place(mark(she, family.person(0)), BANQIAO)).isEmpty();
        Actor barred = clerkWho(family.person(0));
        assertThat(desk.search(new PersonSearch(she.nationalId().value(), null, null, null, null), barred)
                        .persons())
                .isEmpty();
        assertThat(desk.person(she.id(), AsOf.on(TODAY), barred)).isEmpty();
        assertThat(desk.person(she.id(), AsOf.on(TODAY), barred.serving(List.of(she.nationalId()))))
                .isEmpty();
        assertThat(desk.person(she.id(), AsOf.on(TODAY), NANGAN)).isPresent();
        // Not even that it is his wife's.
        assertThat(desk.abstention(List.of(she.id()), List.of(), barred)).isEmpty();
        assertThat(desk.abstention(List.of(she.id()), List.of(), clerkWho(family.person(2))))
                .isPresent();
        assertOnlyRefused(Forms.nameChange(she, "林大美"), barred, "party", "registry.party.unknown");
        assertThat(desk.unseen(List.of(she.id(), family.id(4)), barred)).containsExactly(she.id());
        assertThat(desk.unseen(List.of(she.id()), NANGAN)).isEmpty();
        PersonId nobody = new PersonId(Long.MAX_VALUE);
        AsOf today = AsOf.on(TODAY);
        assertThat(Statements.of(() -> desk.person(she.id(), today, barred)))
                .isEqualTo(Statements.of(() -> desk.person(nobody, today, barred)));
        NationalId unborne = People.nextId(Sex.FEMALE);
        assertThat(Statements.of(() -> desk.person(she.nationalId(), today, barred)))
                .isEqualTo(Statements.of(() -> desk.person(unborne, today, barred)));
    }

    @Test
    void whoGotAnotherNumberIsStillWhoTheyAre() {
        People.Home family = aFamily("迴避路9號");
        Person she = family.person(1);
        Person he = family.person(0);
        assertThat(marks.place(mark(she, he), BANQIAO)).isEmpty();
        recorded(Forms.idNumber(he, "OTHER"), NANGAN);
        Actor asHeWas = clerkWho(he);
        assertThat(he.nationalId()).isNotEqualTo(person(he.id()).nationalId());
        assertThat(desk.person(she.id(), AsOf.on(TODAY), asHeWas)).isEmpty();
        assertThat(why(he.id(), asHeWas)).contains("registry.abstain.SELF");
        assertThat(why(family.id(2), asHeWas)).contains("registry.abstain.BLOOD 1");
    }

    @Test
    void readingOfKinIsNotRefusedAndStandsMarkedInTheTrail() {
        People.Home home = aFamily("迴避路8號");
        Actor he = clerkWho(home.person(0));
        long before = lastAct();
        assertThat(desk.household(home.no(), AsOf.on(TODAY), he).orElseThrow().members())
                .hasSize(5);
        assertThat(TestDatabase.asOwner()
                        .sql("select detail from audit.trail where seq > ? and action = 'registry.household.read'")
                        .param(before)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("kin=SELF", "kin=SPOUSE", "kin=BLOOD", "kin=BLOOD", "");
        desk.person(home.person(1).nationalId(), AsOf.on(TODAY), he);
        assertThat(TestDatabase.asOwner()
                        .sql("select detail from audit.trail order by seq desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("kin=SPOUSE");
    }

    private static long lastAct() {
        return TestDatabase.asOwner()
                .sql("select max(seq) from audit.trail")
                .query(Long.class)
                .single();
    }
}
