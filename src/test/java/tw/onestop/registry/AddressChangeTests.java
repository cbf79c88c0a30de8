package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Sex;

class AddressChangeTests extends RegistryScenario {

    @Test
    void aWholeHouseholdKeepsItsNumberAndOpensANewRecord() {
        People.Home home = aFamily("介壽路101號");
        Registration r = recorded(Forms.addressChange(home.person(0), "115/2/1", FUXING, "復興路5號"), NANGAN);

        Household now = household(home.no());
        assertThat(now.recordNo()).isEqualTo(2);
        assertThat(now.openedOn()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(now.closedOn()).isNull();
        assertThat(now.address().full()).isEqualTo("連江縣南竿鄉復興村003鄰復興路5號");
        assertThat(now.members()).hasSize(5);

        Household before = household(home.no(), LocalDate.of(2026, 1, 31));
        assertThat(before.recordNo()).isEqualTo(1);
        assertThat(before.closedOn()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(before.address().street()).isEqualTo("介壽路101號");

        assertThat(r.affected()).hasSize(5).allSatisfy(a -> {
            assertThat(a.changes()).containsOnlyKeys("ADDRESS");
            Registration.Change change = a.changes().get("ADDRESS");
            assertThat(change).isNotNull();
            assertThat(change.before()).containsEntry("address.street", "介壽路101號");
            assertThat(change.after())
                    .containsEntry("address.full", "連江縣南竿鄉復興村003鄰復興路5號")
                    .containsEntry("address.villageCode", FUXING)
                    .containsEntry("address.county", "連江縣")
                    .containsEntry("address.township", "南竿鄉")
                    .containsEntry("address.village", "復興村")
                    .containsEntry("address.neighbourhood", "3");
        });
        assertThat(r.affected().getFirst().person()).isEqualTo(home.id(0));
        assertThat(r.annotation()).isEqualTo("原住連江縣南竿鄉介壽村001鄰介壽路101號民國115年02月01日住址變更民國115年03月02日申登。");
        assertThat(desk.history(home.no(), NANGAN)).extracting(Registration::id).containsExactly(r.id());
        assertThat(desk.registrationsOf(home.id(4), NANGAN))
                .extracting(Registration::id)
                .containsExactly(r.id());
    }

    @Test
    void whoMovesOutAloneFoundsAHouseholdAndTheOthersStay() {
        People.Home home = aFamily("介壽路102號");
        Registration r = recorded(
                Forms.partOf(RegistrationKind.ADDR, "115/2/1", home.person(4)).address(FUXING, "復興路6號"), NANGAN);
        Person lodger = person(home.id(4));
        assertThat(lodger.householdNo()).isNotEqualTo(home.no());
        assertThat(lodger.householdNo().value()).startsWith("Z");
        assertThat(lodger.relationToHead()).isEqualTo("戶長");
        assertThat(household(lodger.householdNo()).kind()).isEqualTo(Household.Kind.SINGLE_LIVING);
        assertThat(household(home.no()).members()).hasSize(4);
        assertThat(household(home.no()).recordNo()).isEqualTo(1);
        assertThat(household(home.no(), LocalDate.of(2026, 1, 31)).members()).hasSize(5);
        assertThat(r.affected()).hasSize(1);
        assertThat(r.affected().getFirst().changes()).containsOnlyKeys("ADDRESS", "HEAD");
    }

    @Test
    void membersMayJoinAnotherHouseholdOfTheTownship() {
        People.Home home = aFamily("介壽路103號");
        People.Home other = people.household(FUXING, "復興路7號")
                .head("何大", Sex.FEMALE, LocalDate.of(1970, 1, 1))
                .found();
        recorded(
                Forms.partOf(RegistrationKind.ADDR, "115/2/1", home.person(4))
                        .with("joinHousehold", other.no().value())
                        .with("relation", "叔父"),
                NANGAN);
        assertThat(relations(household(other.no()))).containsExactly("何大 戶長", "何來 叔父");
    }

    @Test
    void whenTheHeadMovesOutThoseWhoStayHaveANewHeadAndTheOldRecordIsClosed() {
        People.Home home = aFamily("介壽路104號");
        Forms form =
                Forms.partOf(RegistrationKind.ADDR, "115/2/1", home.person(0)).address(FUXING, "復興路8號");
        assertRefused(form, NANGAN, "oldHouseholdNewHead", "registry.newHead.missing");
        assertRefused(
                form.with("oldHouseholdNewHead", home.person(2)),
                NANGAN,
                "oldHouseholdNewHead",
                "registry.newHead.noCapacity");
        assertRefused(
                form.with("oldHouseholdNewHead", home.person(0)),
                NANGAN,
                "oldHouseholdNewHead",
                "registry.newHead.notRemaining");
        Registration r = recorded(form.with("oldHouseholdNewHead", home.person(1)), NANGAN);
        Household left = household(home.no());
        assertThat(left.recordNo()).isEqualTo(2);
        assertThat(relations(left)).containsExactly("林美 戶長", "王一 長子", "王二 長女", "何來 寄居");
        assertThat(r.affected())
                .filteredOn(a -> a.person().equals(home.id(2)))
                .singleElement()
                .satisfies(a -> assertThat(a.changes()).containsOnlyKeys("HEAD"));
        assertThat(person(home.id(1)).annotations())
                .extracting(Person.Annotation::text)
                .containsExactly("原戶長王小明民國115年02月01日遷出由林美繼為戶長民國115年03月02日申登。");
    }

    @Test
    void wrongAddressesAreRefusedFieldByField() {
        People.Home home = aFamily("介壽路105號");
        Forms form = Forms.addressChange(home.person(0), "115/2/1", FUXING, "復興路5號");
        assertOnlyRefused(
                form.with("address.villageCode", ""),
                NANGAN,
                "address.villageCode",
                "registry.address.village.missing");
        assertOnlyRefused(
                form.with("address.villageCode", "99999999999"),
                NANGAN,
                "address.villageCode",
                "registry.address.village.unknown");
        form.with("address.villageCode", FUXING);
        assertOnlyRefused(
                form.with("address.neighbourhood", ""),
                NANGAN,
                "address.neighbourhood",
                "registry.address.neighbourhood.missing");
        assertOnlyRefused(
                form.with("address.neighbourhood", "0"),
                NANGAN,
                "address.neighbourhood",
                "registry.address.neighbourhood.outOfRange");
        form.with("address.neighbourhood", "３鄰");
        assertOnlyRefused(form.with("address.street", ""), NANGAN, "address.street", "registry.address.street.missing");
        assertOnlyRefused(
                form.with("address.street", "復興路"), NANGAN, "address.street", "registry.address.street.noNumber");
        assertOnlyRefused(
                form.with("address.street", "復".repeat(60) + "5號"),
                NANGAN,
                "address.street",
                "registry.address.street.tooLong");
        assertOnlyRefused(
                form.address(JIESHOU, "介壽路１０５號").with("address.neighbourhood", "1"),
                NANGAN,
                "address.street",
                "registry.address.same");
        assertOnlyRefused(
                form.address(LIUHOU, "文化路5號"), NANGAN, "address.villageCode", "registry.address.otherTownship");
        assertThat(household(home.no()).version()).isEqualTo(1);
    }

    @Test
    void whoMovesIsToldRightly() {
        People.Home home = aFamily("介壽路106號");
        People.Home other = aFamily("介壽路107號");
        Forms whole = Forms.addressChange(home.person(0), "115/2/1", FUXING, "復興路5號");
        assertOnlyRefused(whole.without("mode"), NANGAN, "mode", "registry.mode.missing");
        assertOnlyRefused(whole.with("mode", "ALL"), NANGAN, "mode", "registry.mode.unknown");
        assertOnlyRefused(
                Forms.addressChange(home.person(1), "115/2/1", FUXING, "復興路5號"),
                NANGAN,
                "applicant.relation",
                "registry.applicant.wholeByHead");
        Forms part =
                Forms.partOf(RegistrationKind.ADDR, "115/2/1", home.person(4)).address(FUXING, "復興路5號");
        assertOnlyRefused(part.without("members"), NANGAN, "members", "registry.members.missing");
        assertOnlyRefused(part.with("members", "x"), NANGAN, "members", "registry.member.unknown");
        assertRefused(part.with("members", other.person(0)), NANGAN, "members", "registry.member.unknown");
        assertOnlyRefused(part.with("members", home.person(1)), NANGAN, "members", "registry.members.withoutParty");
        assertOnlyRefused(
                Forms.partOf(
                                RegistrationKind.ADDR,
                                "115/2/1",
                                home.person(0),
                                home.person(1),
                                home.person(2),
                                home.person(3),
                                home.person(4))
                        .address(FUXING, "復興路5號"),
                NANGAN,
                "mode",
                "registry.mode.everybodyMoves");
        assertOnlyRefused(
                Forms.partOf(RegistrationKind.ADDR, "115/2/1", home.person(1), home.person(2))
                        .address(FUXING, "復興路5號")
                        .with("newHead", home.person(2)),
                NANGAN,
                "newHead",
                "registry.newHead.noCapacity");
        assertOnlyRefused(
                Forms.partOf(RegistrationKind.ADDR, "115/2/1", home.person(1), home.person(2))
                        .address(FUXING, "復興路5號")
                        .with("newHead", home.person(0)),
                NANGAN,
                "newHead",
                "registry.newHead.notMoving");
    }

    @Test
    void aHouseholdToJoinMustStandAndBeAnother() {
        People.Home home = aFamily("介壽路108號");
        People.Home other = aFamily("介壽路109號");
        Forms form = Forms.partOf(RegistrationKind.ADDR, "115/2/1", home.person(4));
        assertOnlyRefused(form.with("joinHousehold", "12"), NANGAN, "joinHousehold", "registry.householdNo.invalid");
        assertOnlyRefused(
                form.with("joinHousehold", "K9999999"), NANGAN, "joinHousehold", "registry.householdNo.unknown");
        assertOnlyRefused(
                form.with("joinHousehold", home.no().value()), NANGAN, "joinHousehold", "registry.joinHousehold.own");
        form.with("joinHousehold", other.no().value());
        assertOnlyRefused(
                form.address(FUXING, "復興路5號"), NANGAN, "joinHousehold", "registry.joinHousehold.otherAddress");
        form.without("address.villageCode").without("address.neighbourhood").without("address.street");
        assertOnlyRefused(form.with("relation", "a1"), NANGAN, "relation", "registry.relation.invalid");
        assertOnlyRefused(
                form.with("relation", "叔父").with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,LEASE"),
                NANGAN,
                "evidence",
                "registry.evidence.joining");
        form.with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,HEAD_CONSENT");
        assertWarned(form.without("relation"), NANGAN, "registry.relation.assumed");
        recorded(Forms.moveIn(other.person(0), "115/2/1", LIUHOU, "文化路9號"), BANQIAO);
        assertOnlyRefused(form, NANGAN, "joinHousehold", "registry.joinHousehold.closed");
    }

    @Test
    void anEventBeforeAnotherRegisteredOneIsRefused() {
        People.Home home = aFamily("介壽路110號");
        recorded(Forms.addressChange(home.person(0), "115/2/1", FUXING, "復興路5號"), NANGAN);
        assertOnlyRefused(
                Forms.addressChange(home.person(0), "115/1/31", FUXING, "復興路15號"),
                NANGAN,
                "eventDate",
                "registry.eventDate.beforeLastChange");
    }

    @Test
    void theLimitIsThreeMonthsAndThirtyDaysAndThenAFineIsSuggested() {
        People.Home home = aFamily("介壽路111號");
        Assessment late = desk.assess(
                Forms.addressChange(home.person(0), "114/10/1", FUXING, "復興路5號").form(), NANGAN);
        // 2026-01-01 + 30 days = 2026-01-31, a Saturday: Monday 2026-02-02.
        assertThat(late.deadline()).isEqualTo(LocalDate.of(2026, 2, 2));
        assertThat(late.daysLate()).isEqualTo(28);
        assertThat(late.suggestedFine()).isEqualTo(new Assessment.Fine(300, 900));
        assertThat(late.acceptable()).isTrue();
        Assessment inTime = desk.assess(
                Forms.addressChange(home.person(0), "115/2/1", FUXING, "復興路5號").form(), NANGAN);
        assertThat(inTime.daysLate()).isZero();
        assertThat(inTime.suggestedFine()).isNull();
    }

    @Test
    void itIsFiledAtTheDomicileOffice() {
        People.Home home = aFamily("介壽路112號");
        assertOnlyRefused(
                Forms.addressChange(home.person(0), "115/2/1", FUXING, "復興路5號"),
                BANQIAO,
                "",
                "registry.office.notDomicile");
    }
}
