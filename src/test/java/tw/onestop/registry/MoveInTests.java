package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.Sex;

class MoveInTests extends RegistryScenario {

    private static final LocalDate MOVED = LocalDate.of(2026, 2, 1);

    @Test
    void aWholeHouseholdHasANewNumberAndTheOldOneEnds() {
        People.Home home = aFamily("介壽路201號");
        Registration r = recorded(Forms.moveIn(home.person(0), "115/2/1", LIUHOU, "文化路5號"), BANQIAO);
        Person head = person(home.id(0));
        assertThat(head.householdNo().value()).startsWith("F");
        assertThat(relations(household(head.householdNo())))
                .containsExactly("王小明 戶長", "林美 配偶", "王一 長子", "王二 長女", "何來 寄居");
        Household old = household(home.no());
        assertThat(old.closedOn()).isEqualTo(MOVED);
        assertThat(old.members()).extracting(Person::name).contains("王小明", "何來");
        assertThat(household(home.no(), MOVED.minusDays(1)).closedOn()).isEqualTo(MOVED);
        assertThat(r.affected()).hasSize(5).allSatisfy(a -> {
            assertThat(a.changes()).containsOnlyKeys("ADDRESS", "HEAD");
            assertThat(a.townshipBefore()).isEqualTo("09007010");
            assertThat(a.townshipAfter()).isEqualTo("65000010");
        });
        assertThat(r.annotation()).contains("民國115年02月01日由連江縣南竿鄉介壽村001鄰介壽路201號遷入");
    }

    @Test
    void membersJoinAHouseholdWithTheRelationDerivedOrTyped() {
        People.Home home = aFamily("介壽路202號");
        People.Home other = people.household(LIUHOU, "文化路6號")
                .head("林大", Sex.MALE, LocalDate.of(1955, 1, 1))
                .found();
        Forms form = Forms.partOf(RegistrationKind.MOVE_IN, "115/2/1", home.person(1), home.person(3))
                .with("joinHousehold", other.no().value())
                .with("relation." + home.id(1).value(), "長女");
        assertWarned(form, BANQIAO, "registry.relation.assumed");
        recorded(form, BANQIAO);
        assertThat(relations(household(other.no()))).containsExactly("林大 戶長", "林美 長女", "王二 家屬");
    }

    @Test
    void aChildWhoJoinsItsParentIsAChildThere() {
        People.Home home = aFamily("介壽路203號");
        recorded(
                Forms.partOf(RegistrationKind.MOVE_IN, "115/2/1", home.person(1))
                        .address(LIUHOU, "文化路7號"),
                BANQIAO);
        Person mother = person(home.id(1));
        recorded(
                Forms.partOf(RegistrationKind.MOVE_IN, "115/2/2", home.person(2))
                        .by(home.person(0), "LEGAL_REPRESENTATIVE")
                        .with("joinHousehold", mother.householdNo().value()),
                BANQIAO);
        assertThat(relations(household(mother.householdNo()))).containsExactly("林美 戶長", "王一 長子");
    }

    private Person lone(String street) {
        return people.household(JIESHOU, street)
                .head("游子", Sex.MALE, LocalDate.of(1980, 1, 9))
                .found()
                .person(0);
    }

    @Test
    void whoMovedAbroadMovesInAgainAsTheirOwnHousehold() {
        Person lone = lone("介壽路221號");
        recorded(Forms.abroad(lone, "115/1/10").with("mode", "WHOLE"), NANGAN);
        Forms back = home(lone, "115/2/20").address(LIUHOU, "文化路221號");
        assertOnlyRefused(
                home(lone, "115/2/20").address(LIUHOU, "文化路221號").with("evidence", "ID_CARD,LEASE"),
                BANQIAO,
                "evidence",
                "registry.evidence.missing.ENTRY_RECORD");
        assertOnlyRefused(
                home(lone, "115/1/9").address(LIUHOU, "文化路221號"),
                BANQIAO,
                "eventDate",
                "registry.eventDate.beforeLastChange");
        Registration r = recorded(back, BANQIAO);
        Person now = person(lone.id());
        assertThat(now.status()).isEqualTo(Person.DomicileStatus.PRESENT);
        assertThat(now.householdNo()).isNotEqualTo(lone.householdNo());
        assertThat(relations(household(now.householdNo()))).containsExactly("游子 戶長");
        assertThat(r.annotation()).isEqualTo("民國115年02月20日自國外遷入民國115年03月02日申登。");
        assertThat(r.affected())
                .singleElement()
                .satisfies(a -> assertThat(a.changes()).containsOnlyKeys("STATUS", "ADDRESS", "HEAD"));
        Household left = household(lone.householdNo());
        assertThat(left.closedOn()).isEqualTo(LocalDate.of(2026, 1, 10));
        assertThat(left.members()).extracting(Person::status).containsExactly(Person.DomicileStatus.ABROAD);
        recorded(Forms.revocation(lone, r.id(), "115/3/2"), BANQIAO);
        assertThat(person(lone.id()).status()).isEqualTo(Person.DomicileStatus.ABROAD);
    }

    @Test
    void whoMovedAbroadComesBackToTheFamilyOrToTheSameTownship() {
        People.Home home = aFamily("介壽路222號");
        Person wife = home.person(1);
        recorded(Forms.abroad(wife, "114/12/10"), NANGAN);
        recorded(Forms.abroad(home.person(4), "114/12/10"), NANGAN);
        recorded(Forms.death(home.person(0), "115/2/25", home.person(2), "RELATIVE"), NANGAN);
        recorded(home(wife, "115/2/26").with("joinHousehold", home.no().value()).without("address.street"), NANGAN);
        assertThat(person(wife.id()).status()).isEqualTo(Person.DomicileStatus.PRESENT);
        assertThat(relations(household(home.no()))).startsWith("王一 戶長", "林美 母");
        recorded(home(home.person(4), "115/2/20").address(JIESHOU, "介壽路223號"), NANGAN);
        assertThat(relations(household(person(home.id(4)).householdNo()))).containsExactly("何來 戶長");
        assertThat(household(home.no()).closedOn()).isNull();
    }

    @Test
    void whoIsAbroadDoesNothingButComeBack() {
        Person lone = lone("介壽路224號");
        People.Home there = aFamily("介壽路224號");
        People.Home family = aFamily("介壽路225號");
        recorded(Forms.abroad(lone, "115/1/10").with("mode", "WHOLE"), NANGAN);
        recorded(Forms.abroad(family.person(4), "115/1/10"), NANGAN);
        for (Forms form : List.of(
                Forms.addressChange(lone, "115/2/20", FUXING, "復興路224號"),
                Forms.merge(lone, "115/2/20", there.no().value()),
                Forms.abroad(lone, "115/2/20").with("mode", "WHOLE"),
                Forms.abroad(family.person(4), "115/2/20")
                        .by(family.person(0), "HEAD")
                        .with("mode", "WHOLE"))) {
            assertOnlyRefused(form, NANGAN, "party", "registry.party.abroad");
        }
        assertRefused(
                home(lone, "115/2/20").address(LIUHOU, "文化路224號").with("mode", "PART"),
                BANQIAO,
                "mode",
                "registry.mode.returning");
    }

    @Test
    void aMinorComesBackToAnAdult() {
        People.Home home = aFamily("介壽路226號");
        Person child = home.person(2);
        recorded(Forms.abroad(child, "115/1/10").by(home.person(0), "LEGAL_REPRESENTATIVE"), NANGAN);
        Forms back = home(child, "115/2/20").by(home.person(0), "LEGAL_REPRESENTATIVE");
        assertOnlyRefused(
                back.address(LIUHOU, "文化路226號"), BANQIAO, "joinHousehold", "registry.joinHousehold.minorAlone");
        recorded(
                home(child, "115/2/20")
                        .by(home.person(0), "LEGAL_REPRESENTATIVE")
                        .with("joinHousehold", home.no().value()),
                NANGAN);
        assertThat(relations(household(home.no()))).contains("王一 長子");
    }

    /** Somebody comes back from abroad. */
    private static Forms home(Person back, String day) {
        return Forms.partOf(RegistrationKind.MOVE_IN, day, back)
                .with("mode", "WHOLE")
                .without("members")
                .with("evidence", "ID_CARD,ENTRY_RECORD,LEASE,HEAD_CONSENT");
    }

    @Test
    void aRemovedHouseholdShowsItsLastMembersAsTheyWereThere() {
        People.Home home = aFamily("介壽路231號");
        recorded(
                Forms.partOf(RegistrationKind.MOVE_IN, "115/1/5", home.person(0), home.person(3))
                        .address(LIUHOU, "文化路231號")
                        .with("oldHouseholdNewHead", home.person(1)),
                BANQIAO);
        HouseholdNo fathers = person(home.id(0)).householdNo();
        recorded(
                Forms.moveIn(home.person(1), "115/2/1", LIUHOU, "文化路231號").with("joinHousehold", fathers.value()),
                BANQIAO);
        assertThat(relations(household(fathers))).contains("王小明 戶長", "林美 配偶", "王一 長子");
        Household removed = household(home.no());
        assertThat(removed.closedOn()).isEqualTo(MOVED);
        assertThat(relations(removed)).containsExactly("林美 戶長", "王一 長子", "何來 寄居");
        assertThat(removed.members()).allSatisfy(m -> {
            assertThat(m.householdNo()).isEqualTo(home.no());
            assertThat(m.address().street()).isEqualTo("介壽路231號");
        });
        assertThat(removed.members().getFirst().annotations().getLast().text()).contains("遷入");
        Transcript transcript = desk.transcript(home.no(), AsOf.on(TODAY), Transcript.Version.ALL_FULL, NANGAN)
                .orElseThrow();
        assertThat(transcript.removed()).isTrue();
        assertThat(transcript.entries())
                .extracting(e -> e.person().relationToHead())
                .first()
                .isEqualTo("戶長");
    }

    @Test
    void aMinorDoesNotMoveAlone() {
        People.Home home = aFamily("介壽路204號");
        Forms form = Forms.partOf(RegistrationKind.MOVE_IN, "115/2/1", home.person(2))
                .by(home.person(0), "LEGAL_REPRESENTATIVE")
                .address(LIUHOU, "文化路8號");
        assertOnlyRefused(form, BANQIAO, "joinHousehold", "registry.joinHousehold.minorAlone");
        People.Home children = people.household(LIUHOU, "文化路18號")
                .head("孤兒", Sex.MALE, LocalDate.of(2012, 1, 1))
                .found();
        Forms joining = Forms.partOf(RegistrationKind.MOVE_IN, "115/2/1", home.person(2))
                .by(home.person(0), "LEGAL_REPRESENTATIVE")
                .with("joinHousehold", children.no().value());
        assertOnlyRefused(joining, BANQIAO, "joinHousehold", "registry.joinHousehold.noAdult");
        People.Home strangers = people.household(LIUHOU, "文化路19號")
                .head("路人", Sex.MALE, LocalDate.of(1970, 1, 1))
                .found();
        joining.with("joinHousehold", strangers.no().value());
        assertWarned(joining, BANQIAO, "registry.minor.noKnownRelative");
        assertWarned(joining, BANQIAO, "registry.minor.bothParents");
    }

    @Test
    void ifOnlyMinorsStayTheEldestIsHead() {
        People.Home home = people.household(JIESHOU, "介壽路205號")
                .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                .child("王一", Sex.MALE, LocalDate.of(2012, 5, 6))
                .child("王二", Sex.FEMALE, LocalDate.of(2010, 7, 8))
                .found();
        Forms form = Forms.partOf(RegistrationKind.MOVE_IN, "115/2/1", home.person(0))
                .address(LIUHOU, "文化路9號");
        assertWarned(form, BANQIAO, "registry.newHead.eldestTakes");
        assertOnlyRefused(
                form.with("oldHouseholdNewHead", home.person(1)),
                BANQIAO,
                "oldHouseholdNewHead",
                "registry.newHead.mustBeEldest");
        recorded(form.without("oldHouseholdNewHead"), BANQIAO);
        assertThat(relations(household(home.no()))).containsExactly("王二 戶長", "王一 弟");
    }

    @Test
    void itIsFiledWhereOneMovesInAndNotForTheSameTownship() {
        People.Home home = aFamily("介壽路206號");
        assertOnlyRefused(
                Forms.moveIn(home.person(0), "115/2/1", LIUHOU, "文化路5號"), NANGAN, "", "registry.office.notMoveIn");
        assertOnlyRefused(
                Forms.moveIn(home.person(0), "115/2/1", FUXING, "復興路5號"),
                NANGAN,
                "address.villageCode",
                "registry.address.sameTownship");
    }

    @Test
    void aHouseholdOfItsOwnNeedsProofOfTheDwelling() {
        People.Home home = aFamily("介壽路207號");
        assertOnlyRefused(
                Forms.moveIn(home.person(0), "115/2/1", LIUHOU, "文化路5號")
                        .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE"),
                BANQIAO,
                "evidence",
                "registry.evidence.dwelling");
    }
}
