package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Sex;

class DeathTests extends RegistryScenario {

    private static final LocalDate DIED = LocalDate.of(2026, 2, 20);

    @Test
    void aDeceasedMemberStaysInTheRecordAfterThosePresentAndTheSpouseIsWidowed() {
        People.Home home = aFamily("介壽路501號");
        Registration r = recorded(
                Forms.death(home.person(1), "115/2/20", home.person(0), "SPOUSE")
                        .with("deathPlace", "連江縣立醫院"),
                BANQIAO);
        Household now = household(home.no());
        assertThat(now.recordNo()).isEqualTo(1);
        assertThat(relations(now)).containsExactly("王小明 戶長", "王一 長子", "王二 長女", "何來 寄居", "林美 配偶");
        assertThat(person(home.id(1)).status()).isEqualTo(Person.DomicileStatus.DEAD);
        assertThat(person(home.id(1)).deathDate()).isEqualTo(DIED);
        assertThat(person(home.id(1), DIED.minusDays(1)).deathDate()).isNull();
        assertThat(person(home.id(0)).marital()).isEqualTo(Person.Marital.WIDOWED);
        assertThat(r.annotation()).isEqualTo("民國115年02月20日在連江縣立醫院死亡民國115年03月02日申登。");
        assertThat(r.affected()).hasSize(2);
        assertThat(r.affected().getFirst().changes())
                .isEqualTo(Map.of("DEATH", new Registration.Change(Map.of(), Map.of("deathDate", "2026-02-20"))));
        assertThat(r.affected().get(1).changes()).containsOnlyKeys("MARITAL");
    }

    @Test
    void aDeadHeadIsSucceededAndTheOldRecordClosed() {
        People.Home home = aFamily("介壽路502號");
        Forms form = Forms.death(home.person(0), "115/2/20", home.person(1), "SPOUSE");
        assertOnlyRefused(form, NANGAN, "newHead", "registry.newHead.missing");
        assertOnlyRefused(form.with("newHead", home.person(2)), NANGAN, "newHead", "registry.newHead.noCapacity");
        assertOnlyRefused(form.with("newHead", home.person(0)), NANGAN, "newHead", "registry.newHead.notRemaining");
        Registration r = recorded(form.with("newHead", home.person(1)), NANGAN);
        Household now = household(home.no());
        assertThat(now.recordNo()).isEqualTo(2);
        assertThat(now.openedOn()).isEqualTo(DIED);
        assertThat(relations(now)).containsExactly("林美 戶長", "王一 長子", "王二 長女", "何來 寄居", "王小明 配偶");
        Household removed = household(home.no(), DIED.minusDays(1));
        assertThat(removed.closedOn()).isEqualTo(DIED);
        assertThat(removed.head()).isEqualTo(home.id(0));
        assertThat(r.affected())
                .filteredOn(a -> a.person().equals(home.id(4)))
                .singleElement()
                .satisfies(a -> assertThat(a.changes())
                        .isEqualTo(Map.of(
                                "HEAD",
                                new Registration.Change(
                                        Map.of(
                                                "householdHead",
                                                "王小明",
                                                "householdNo",
                                                home.no().value()),
                                        Map.of(
                                                "householdHead",
                                                "林美",
                                                "householdNo",
                                                home.no().value())))));
    }

    @Test
    void aHouseholdOfNobodyEnds() {
        People.Home home = people.household(JIESHOU, "介壽路503號")
                .head("獨居", Sex.FEMALE, LocalDate.of(1940, 1, 1))
                .found();
        Person neighbour = aFamily("介壽路504號").person(0);
        recorded(Forms.death(home.person(0), "115/2/20", neighbour, "UNDERTAKER"), NANGAN);
        Household ended = household(home.no());
        assertThat(ended.closedOn()).isEqualTo(DIED);
        assertThat(ended.members()).extracting(Person::status).containsExactly(Person.DomicileStatus.DEAD);
        assertThat(household(home.no(), DIED.minusDays(1)).members())
                .extracting(Person::status)
                .containsExactly(Person.DomicileStatus.PRESENT);
    }

    @Test
    void theDeadDoNotMoveWithTheHousehold() {
        People.Home home = aFamily("介壽路505號");
        recorded(Forms.death(home.person(4), "115/2/20", home.person(0), "COHABITANT"), NANGAN);
        recorded(Forms.addressChange(home.person(0), "115/2/25", FUXING, "復興路55號"), NANGAN);
        assertThat(household(home.no()).members()).extracting(Person::name).doesNotContain("何來");
        assertThat(household(home.no(), LocalDate.of(2026, 2, 24)).members())
                .extracting(Person::name)
                .contains("何來");
    }

    @Test
    void nobodyDiesTwiceOrIsRegisteredAfterwards() {
        People.Home home = aFamily("介壽路506號");
        Forms form = Forms.death(home.person(4), "115/2/20", home.person(0), "HEAD");
        recorded(form, NANGAN);
        assertOnlyRefused(form, NANGAN, "party", "registry.party.dead");
        assertOnlyRefused(Forms.nameChange(home.person(4), "何去"), NANGAN, "party", "registry.party.dead");
        assertRefused(
                Forms.death(home.person(1), "115/2/20", home.person(4), "COHABITANT"),
                NANGAN,
                "applicant.nationalId",
                "registry.applicant.dead");
    }

    @Test
    void whoDiedBeforeTheSpouseIsRegisteredAfterwardsAllTheSame() {
        People.Home home = aFamily("介壽路511號");
        Person husband = home.person(0);
        Person wife = home.person(1);
        Person lodger = home.person(4);
        recorded(Forms.death(husband, "115/2/25", lodger, "COHABITANT").with("newHead", lodger), NANGAN);
        assertThat(person(wife.id()).marital()).isEqualTo(Person.Marital.WIDOWED);
        recorded(Forms.death(wife, "115/2/20", lodger, "COHABITANT"), NANGAN);
        assertThat(person(wife.id()).deathDate()).isEqualTo(DIED);
        assertThat(person(wife.id()).marital()).isEqualTo(Person.Marital.MARRIED);
        assertThat(person(husband.id()).marital()).isEqualTo(Person.Marital.MARRIED);
        assertThat(person(husband.id(), LocalDate.of(2026, 2, 22)).marital()).isEqualTo(Person.Marital.MARRIED);
        assertThat(relations(household(home.no())))
                .containsExactlyInAnyOrder("何來 戶長", "王小明 家屬", "林美 家屬", "王一 家屬", "王二 家屬");
    }

    @Test
    void whoBecameHeadAfterTheirDeathNeverWas() {
        People.Home home = aFamily("介壽路512號");
        Person husband = home.person(0);
        Person wife = home.person(1);
        Person lodger = home.person(4);
        recorded(Forms.death(husband, "115/2/25", wife, "SPOUSE").with("newHead", wife), NANGAN);
        recorded(Forms.death(wife, "115/2/20", lodger, "COHABITANT").with("newHead", lodger), NANGAN);
        Household now = household(home.no());
        assertThat(now.head()).isEqualTo(lodger.id());
        assertThat(now.recordNo()).isEqualTo(2);
        assertThat(now.openedOn()).isEqualTo(LocalDate.of(2026, 2, 25));
        assertThat(household(home.no(), LocalDate.of(2026, 2, 24)).head()).isEqualTo(husband.id());
        assertThat(relations(household(home.no(), LocalDate.of(2026, 2, 24)))).contains("王小明 戶長", "林美 配偶");
        assertThat(person(lodger.id()).annotations().getLast().text())
                .isEqualTo("原戶長王小明民國115年02月25日死亡由何來繼為戶長民國115年03月02日申登。");
    }

    @Test
    void aHouseholdOfTwoWhoDiedEndsWithTheLast() {
        People.Home home = people.household(JIESHOU, "介壽路513號")
                .head("老公", Sex.MALE, LocalDate.of(1940, 1, 9))
                .spouse("老婆", Sex.FEMALE, LocalDate.of(1942, 3, 4))
                .found();
        Person neighbour = aFamily("介壽路514號").person(0);
        recorded(Forms.death(home.person(0), "115/2/25", home.person(1), "SPOUSE"), NANGAN);
        recorded(Forms.death(home.person(1), "115/2/20", neighbour, "UNDERTAKER"), NANGAN);
        Household ended = household(home.no());
        assertThat(ended.closedOn()).isEqualTo(LocalDate.of(2026, 2, 25));
        assertThat(ended.head()).isEqualTo(home.id(0));
        assertThat(relations(ended)).containsExactly("老公 戶長", "老婆 配偶");
    }

    @Test
    void whatOthersRegisteredSinceDoesNotKeepTheMissingAlive() {
        People.Home home = aFamily("介壽路515號");
        Person missing = home.person(2);
        Person mother = home.person(1);
        recorded(Forms.death(home.person(0), "115/2/10", mother, "SPOUSE").with("newHead", home.person(4)), NANGAN);
        recorded(Forms.nameChange(mother, "林大"), NANGAN);
        recorded(Forms.declaredDead(missing, "112/5/1", "115/2/20", person(mother.id())), NANGAN);
        assertThat(person(missing.id()).deathDate()).isEqualTo(LocalDate.of(2023, 5, 1));
    }

    @Test
    void whatTheyRegisteredThemselvesSinceContradictsADeath() {
        People.Home home = aFamily("介壽路516號");
        Person wife = home.person(1);
        recorded(Forms.divorce(RegistrationKind.DIVORCE, wife, "115/3/2"), NANGAN);
        assertOnlyRefused(
                Forms.death(wife, "115/2/20", home.person(4), "COHABITANT"),
                NANGAN,
                "eventDate",
                "registry.eventDate.beforeLastChange");
        Person child = home.person(2);
        recorded(
                Forms.partOf(RegistrationKind.ADDR, "115/2/25", child, wife)
                        .by(wife, "LEGAL_REPRESENTATIVE")
                        .with("newHead", wife)
                        .address(FUXING, "復興路516號"),
                NANGAN);
        assertOnlyRefused(
                Forms.death(child, "115/2/20", home.person(4), "RELATIVE"),
                NANGAN,
                "eventDate",
                "registry.eventDate.beforeLastChange");
    }

    @Test
    void wrongInputsAreRefusedFieldByField() {
        People.Home home = aFamily("介壽路507號");
        Person wife = home.person(1);
        Person head = home.person(0);
        assertOnlyRefused(
                Forms.death(wife, "115/3/3", head, "SPOUSE"), NANGAN, "eventDate", "registry.eventDate.inFuture");
        assertOnlyRefused(
                Forms.death(wife, "60/3/3", head, "SPOUSE"), NANGAN, "eventDate", "registry.eventDate.beforeBirth");
        assertOnlyRefused(Forms.death(wife, "", head, "SPOUSE"), NANGAN, "eventDate", "registry.eventDate.missing");
        assertOnlyRefused(Forms.death(wife, "115/2/30", head, "SPOUSE"), NANGAN, "eventDate", "registry.date.unknown");
        assertOnlyRefused(
                Forms.death(wife, "115/2/20", head, "SPOUSE").without("idCardReturned"),
                NANGAN,
                "idCardReturned",
                "registry.idCardReturned.missing");
        assertOnlyRefused(
                Forms.death(wife, "115/2/20", head, "SPOUSE").with("idCardReturned", "EATEN"),
                NANGAN,
                "idCardReturned",
                "registry.idCardReturned.unknown");
        assertWarned(
                Forms.death(wife, "115/2/20", head, "SPOUSE").with("idCardReturned", "LOST"),
                NANGAN,
                "registry.idCardReturned.lost");
        assertOnlyRefused(
                Forms.death(wife, "115/2/20", head, "SPOUSE").with("evidence", ""),
                NANGAN,
                "evidence",
                "registry.evidence.death");
        assertOnlyRefused(
                Forms.death(wife, "115/2/20", head, "SPOUSE").with("newHead", head),
                NANGAN,
                "newHead",
                "registry.newHead.notNeeded");
        assertOnlyRefused(
                Forms.death(wife, "115/2/20", head, "SPOUSE").with("deathPlace", "遠".repeat(201)),
                NANGAN,
                "deathPlace",
                "registry.text.tooLong");
    }

    @Test
    void theLimitIsThirtyDaysRolledOverHolidays() {
        People.Home home = aFamily("介壽路508號");
        // 2026-01-16 + 30 = Sunday 2026-02-15; New Year holidays until Sunday the 22nd: Monday the 23rd.
        Assessment a = desk.assess(
                Forms.death(home.person(1), "115/1/16", home.person(0), "SPOUSE")
                        .form(),
                NANGAN);
        assertThat(a.deadline()).isEqualTo(LocalDate.of(2026, 2, 23));
        assertThat(a.daysLate()).isEqualTo(7);
    }
}
