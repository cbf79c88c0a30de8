package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.proof.Integrity;

/** 門牌整編: doors are called otherwise from a day on, nobody moved, and what was believed before is kept. */
class RenumberingTests extends RegistryScenario {

    private static final Actor SUPERVISOR = Actor.staff("director", new OfficeCode("09007010"));
    /** Of the same county. */
    private static final Actor ANOTHER = Actor.staff("deputy", new OfficeCode("09007020"));

    /** 連江縣北竿鄉塘岐村. */
    private static final String TANGQI = "09007020001";

    private static final RenumberingDesk.Decision APPROVED = new RenumberingDesk.Decision("APPROVED", "", "");

    @Autowired
    private RenumberingDesk renumbering;

    @Autowired
    private MarkDesk marks;

    @Autowired
    private Heard heard;

    @Autowired
    private Rulebook rulebook;

    private static RenumberingForm numbers(String street, LocalDate effective, String... lines) {
        return new RenumberingForm(
                JIESHOU, "", street, String.join("\n", lines), "", "", "", RocDate.compact(effective), "連民字第1號");
    }

    private RegistrationId enacted(RenumberingForm form) {
        RenumberingDesk.Preview preview = renumbering.preview(form, SUPERVISOR);
        assertThat(preview.refusals()).isEmpty();
        return enacted(form, preview.mark(), SUPERVISOR);
    }

    /** Prepared by one, enacted by another. */
    private RegistrationId enacted(RenumberingForm form, String mark, Actor preparing) {
        RenumberingDesk.Enactment prepared = renumbering.enact(form, mark, preparing);
        assertThat(prepared.preview().refusals()).isEmpty();
        assertThat(prepared.id()).isNull();
        RenumberingDesk.Enactment enactment = approved(Objects.requireNonNull(prepared.proposal()), mark, ANOTHER);
        assertThat(enactment.preview().refusals()).isEmpty();
        return Objects.requireNonNull(enactment.id());
    }

    /** Asked for by one, decided by another. */
    private void takenBack(RegistrationId id, String reason) {
        assertThat(renumbering.revoke(id, reason, SUPERVISOR)).isEmpty();
        assertThat(renumbering.decideRevocation(id, APPROVED, ANOTHER)).isEmpty();
    }

    private RenumberingDesk.Enactment approved(UUID proposal, String mark, Actor by) {
        return renumbering.decide(proposal, new RenumberingDesk.Decision("APPROVED", "", mark), by);
    }

    private void assertRefused(RenumberingForm form, Refusal... refusals) {
        assertThat(renumbering.preview(form, SUPERVISOR).refusals()).containsExactly(refusals);
        RenumberingDesk.Enactment enactment = renumbering.enact(form, "", SUPERVISOR);
        assertThat(enactment.id()).isNull();
        assertThat(enactment.preview().refusals()).containsExactly(refusals);
    }

    private String street(HouseholdNo no, LocalDate on) {
        return household(no, on).address().street();
    }

    @Test
    void everyHouseholdOfTheDoorReadsAnewAndNobodyMoved() throws SQLException {
        People.Home home = aFamily("整編甲路12號");
        People.Home upstairs = aFamily("整編甲路12號三樓");
        People.Home next = aFamily("整編甲路12號之1");
        Household before = household(home.no());
        Instant eve = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        int findings = findings();

        RenumberingForm form = numbers("整編甲路", TODAY, "舊門牌,新門牌", "１２,２０", "12-1\t18之2號");
        RenumberingDesk.Preview preview = renumbering.preview(form, SUPERVISOR);
        assertThat(preview.kind()).isEqualTo(RegistrationKind.RENUMBER);
        assertThat(preview.households()).isEqualTo(3);
        assertThat(preview.persons()).isEqualTo(15);
        assertThat(preview.doors())
                .extracting(d -> d.before().street(), d -> d.after().street(), RenumberingDesk.Door::persons)
                .containsExactlyInAnyOrder(
                        tuple("整編甲路12號", "整編甲路20號", 5),
                        tuple("整編甲路12號三樓", "整編甲路20號三樓", 5),
                        tuple("整編甲路12號之1", "整編甲路18號之2", 5));
        RegistrationId id = enacted(form);

        assertThat(street(home.no(), TODAY)).isEqualTo("整編甲路20號");
        assertThat(street(upstairs.no(), TODAY)).isEqualTo("整編甲路20號三樓");
        assertThat(street(next.no(), TODAY)).isEqualTo("整編甲路18號之2");
        assertThat(street(home.no(), TODAY.minusDays(1))).isEqualTo("整編甲路12號");
        assertThat(desk.household(home.no(), new AsOf(TODAY, eve), NANGAN)
                        .orElseThrow()
                        .address())
                .isEqualTo(before.address());

        Household after = household(home.no());
        assertThat(after.recordNo()).isEqualTo(before.recordNo());
        assertThat(after.openedOn()).isEqualTo(before.openedOn());
        assertThat(after.head()).isEqualTo(before.head());
        assertThat(relations(after)).isEqualTo(relations(before));
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(rows("registry.stay", home)).isEqualTo(5);
        assertThat(rows("registry.stay_superseded", home)).isZero();
        assertThat(desk.registrationsOf(home.id(0), NANGAN)).isEmpty();
        assertThat(desk.history(home.no(), NANGAN)).singleElement().satisfies(r -> {
            assertThat(r.kind()).isEqualTo(RegistrationKind.RENUMBER);
            assertThat(r.annotation()).isEqualTo("連民字第1號");
            assertThat(r.affected()).isEmpty();
        });
        assertThat(heard.ofDoors(id)).isEqualTo(new DoorsRenumbered(id, id, RegistrationKind.RENUMBER, ANOTHER));
        assertThat(findings()).isEqualTo(findings);
    }

    private static long rows(String table, People.Home home) {
        return TestDatabase.asOwner()
                .sql("select count(*) from " + table + " where household_no = ?")
                .param(home.no().value())
                .query(Long.class)
                .single();
    }

    private static int findings() throws SQLException {
        try (Connection database = TestDatabase.connectionOfOwner()) {
            database.setAutoCommit(false);
            int findings = Integrity.check(database).stream()
                    .mapToInt(f -> f.subjects().size())
                    .sum();
            database.rollback();
            return findings;
        }
    }

    @Test
    void itIsAnnotatedToEverybodyPresentAndStandsOnTheTranscript() {
        People.Home home = aFamily("整編乙路1號");
        recorded(Forms.death(home.person(4), "115/2/20", home.person(0), "HEAD"), NANGAN);
        enacted(numbers("整編乙路", TODAY, "1,3"));
        String annotation = "原住連江縣南竿鄉介壽村001鄰整編乙路1號民國115年03月02日門牌整編。";
        assertThat(household(home.no()).members())
                .filteredOn(p -> p.deathDate() == null)
                .hasSize(4)
                .allSatisfy(p -> assertThat(p.annotations())
                        .extracting(Person.Annotation::text)
                        .contains(annotation));
        assertThat(person(home.id(4)).annotations())
                .extracting(Person.Annotation::text)
                .doesNotContain(annotation);
        Transcript transcript = desk.transcript(home.no(), AsOf.on(TODAY), Transcript.Version.ALL_FULL, NANGAN)
                .orElseThrow();
        assertThat(transcript.household().address().street()).isEqualTo("整編乙路3號");
        assertThat(transcript.dynamics()).contains(annotation);
        assertThat(transcript.entries().getFirst().annotations()).contains(annotation);
    }

    @Test
    void aDayToComeIsKnownBeforeItAndWhoComesMeanwhileIsRenumberedToo() {
        People.Home home = aFamily("整編丙路1號");
        People.Home comer = aFamily("他處路31號");
        LocalDate then = TODAY.plusDays(10);
        enacted(numbers("整編丙路", then, "1,5"));
        assertThat(street(home.no(), TODAY)).isEqualTo("整編丙路1號");
        assertThat(street(home.no(), then.minusDays(1))).isEqualTo("整編丙路1號");
        assertThat(street(home.no(), then)).isEqualTo("整編丙路5號");
        assertThat(person(home.id(0)).annotations()).isEmpty();
        assertThat(person(home.id(0), then).annotations()).hasSize(1);

        Registration moved = recorded(Forms.addressChange(home.person(0), "115/3/1", FUXING, "復興路931號"), NANGAN);
        assertThat(moved.annotation()).contains("原住連江縣南竿鄉介壽村001鄰整編丙路1號");
        assertThat(street(home.no(), then)).isEqualTo("復興路931號");

        recorded(Forms.addressChange(comer.person(0), "115/3/1", JIESHOU, "整編丙路1號二樓"), NANGAN);
        assertThat(street(comer.no(), TODAY)).isEqualTo("整編丙路1號二樓");
        assertThat(street(comer.no(), then)).isEqualTo("整編丙路5號二樓");
        assertThat(desk.search(new PersonSearch(null, null, null, null, "南竿鄉整編丙路1號"), NANGAN)
                        .persons())
                .extracting(Person::householdNo)
                .containsOnly(comer.no());

        clock.goTo(then);
        Forms late = Forms.addressChange(person(home.id(0), then), "115/3/12", JIESHOU, "整編丙路1號");
        assertThat(desk.assess(late.form(), NANGAN).warnings())
                .contains(Refusal.of("address.street", "registry.address.renumbered", "連江縣南竿鄉介壽村003鄰整編丙路5號"));
    }

    @Test
    void aDoorThatIsCalledOtherwiseClosesNoRecordAndHoldsUpNobody() {
        People.Home home = aFamily("整編寅路1號");
        LocalDate then = TODAY.plusDays(10);
        enacted(numbers("整編寅路", then, "1,5"));
        for (LocalDate day : List.of(TODAY, then.minusDays(1), then)) {
            assertThat(household(home.no(), day).closedOn()).as(day.toString()).isNull();
        }
        recorded(Forms.headChange(home.person(0), "115/2/20", home.person(1)), NANGAN);
        assertThat(household(home.no(), TODAY).head()).isEqualTo(home.id(1));
        assertThat(household(home.no(), then).address().street()).isEqualTo("整編寅路5號");
        assertThat(household(home.no(), LocalDate.of(2026, 2, 19)).closedOn()).isEqualTo(LocalDate.of(2026, 2, 20));
    }

    @Test
    void eachWrongLineHasItsSentence() {
        aFamily("整編丁路1號");
        aFamily("整編丁路2號");
        aFamily("整編丁路9號");
        assertRefused(
                numbers("整編丁路", TODAY, "1,3,5", "1,甲", "1", "1,3", "1,4", "2,3", "7,8", "2,9"),
                Refusal.of("lines", "registry.renumbering.line.cells", "1"),
                Refusal.of("lines", "registry.renumbering.line.number", "2", "甲"),
                Refusal.of("lines", "registry.renumbering.line.noNew", "3"),
                Refusal.of("lines", "registry.renumbering.line.oldTwice", "5", "1號", "4"),
                Refusal.of("lines", "registry.renumbering.line.newTwice", "6", "3號", "4"),
                Refusal.of("lines", "registry.renumbering.line.unknown", "7", "整編丁路7號"),
                Refusal.of("lines", "registry.renumbering.line.taken", "8", "整編丁路9號"));
        assertRefused(
                new RenumberingForm(LIUHOU, "0", "丁路1號", "", "", "無此村", "x", "115/2/30", " "),
                Refusal.of("villageCode", "registry.renumbering.otherTownship", "新北市板橋區"),
                Refusal.of("newVillage", "registry.address.village.unknown"),
                Refusal.of("neighbourhood", "registry.address.neighbourhood.outOfRange"),
                Refusal.of("newNeighbourhood", "registry.address.neighbourhood.outOfRange"),
                Refusal.of("street", "registry.renumbering.street.wrong"),
                Refusal.of("effective", "registry.date.unknown"),
                Refusal.of("reference", "registry.renumbering.reference.missing"));
        assertRefused(
                numbers("整編丁路", TODAY.minusDays(1), "1,3"),
                Refusal.of("effective", "registry.renumbering.effective.past"));
        assertRefused(numbers("整編丁路", TODAY), Refusal.of("lines", "registry.renumbering.nothing"));
        String refused = "select count(*) from audit.trail where action = 'registry.renumbering.propose'"
                + " and outcome = 'REFUSED' and detail like '%registry.renumbering.nothing%'";
        assertThat(TestDatabase.asOwner().sql(refused).query(Long.class).single())
                .isPositive();
    }

    @Test
    void doorsMayChangePlacesButNotBeRenumberedTwiceBeforeTheDay() {
        People.Home one = aFamily("整編戊路1號");
        People.Home two = aFamily("整編戊路2號");
        LocalDate then = TODAY.plusDays(5);
        enacted(numbers("整編戊路", then, "1,2", "2,1"));
        assertThat(street(one.no(), then)).isEqualTo("整編戊路2號");
        assertThat(street(two.no(), then)).isEqualTo("整編戊路1號");
        assertThat(renumbering
                        .preview(numbers("整編戊路", TODAY, "1,7"), SUPERVISOR)
                        .refusals())
                .extracting(Refusal::code)
                .contains("registry.renumbering.overlaps");
    }

    @Test
    void aStreetGetsAnotherNameWithItsLanesAndNumbers() {
        People.Home home = aFamily("整編己路12巷3號之1二樓");
        People.Home other = aFamily("整編己路東路1號");
        enacted(new RenumberingForm(JIESHOU, "1", "整編己路", "", "整編新己路", "", "", RocDate.compact(TODAY), "字第2號"));
        assertThat(street(home.no(), TODAY)).isEqualTo("整編新己路12巷3號之1二樓");
        assertThat(street(other.no(), TODAY)).isEqualTo("整編己路東路1號");
    }

    @Test
    void aBoundaryChangeTakesTheHouseholdsToTheOtherVillageAndAlsoTheOtherTownship() {
        People.Home home = aFamily("整編庚路1號");
        People.Home far = aFamily("整編庚路2號");
        long jieshou = households(JIESHOU);
        long fuxing = households(FUXING);
        enacted(new RenumberingForm(JIESHOU, "", "整編庚路", "1", "", "復興村", "7", RocDate.compact(TODAY), "字第3號"));
        Household after = household(home.no());
        assertThat(after.address().full()).isEqualTo("連江縣南竿鄉復興村007鄰整編庚路1號");
        assertThat(after.members().getFirst().annotations().getLast().text())
                .isEqualTo("原住連江縣南竿鄉介壽村001鄰整編庚路1號民國115年03月02日行政區域調整。");
        assertThat(households(JIESHOU)).isEqualTo(jieshou - 1);
        assertThat(households(FUXING)).isEqualTo(fuxing + 1);
        assertThat(after.no()).isEqualTo(home.no());

        LocalDate then = TODAY.plusDays(3);
        enacted(new RenumberingForm(JIESHOU, "", "整編庚路", "", "", TANGQI, "2", RocDate.compact(then), "字第4號"));
        Forms form = Forms.nameChange(far.person(2), "王壹").by(far.person(0), "LEGAL_REPRESENTATIVE");
        assertThat(desk.assess(form.form(), NANGAN).refusals()).isEmpty();
        clock.goTo(then);
        assertThat(household(far.no(), then).address().townshipCode()).isEqualTo("09007020");
        Forms move = Forms.addressChange(person(far.id(0), then), "115/3/5", TANGQI, "塘岐路1號");
        assertThat(desk.assess(move.form(), NANGAN).refusals())
                .extracting(Refusal::code)
                .contains("registry.office.notDomicile");
        assertThat(desk.assess(move.form(), People.clerk(TANGQI)).refusals()).isEmpty();
    }

    private static long households(String village) {
        return TestDatabase.asOwner()
                .sql(
                        "select count(*) from registry.household where village_code = ? and upper_inf(valid_during) and not closed")
                .param(village)
                .query(Long.class)
                .single();
    }

    @Test
    void anOpenSittingNoticesAndWhatChangedSinceThePreviewIsNotEnacted() {
        People.Home home = aFamily("整編辛路1號");
        long seen = household(home.no()).version();
        RenumberingForm form = numbers("整編辛路", TODAY, "1,3");
        String mark = renumbering.preview(form, SUPERVISOR).mark();
        People.Home late = aFamily("整編辛路1號二樓");
        RenumberingDesk.Enactment stale = renumbering.enact(form, mark, SUPERVISOR);
        assertThat(stale.id()).isNull();
        assertThat(stale.preview().refusals()).containsExactly(Refusal.of("", "registry.renumbering.changedSince"));
        assertThat(stale.preview().households()).isEqualTo(2);
        enacted(form);
        assertThat(street(late.no(), TODAY)).isEqualTo("整編辛路3號二樓");

        Forms change = Forms.addressChange(home.person(0), "115/3/1", FUXING, "復興路933號");
        Recording recording = desk.record(List.of(change.form()), Map.of(home.no(), seen), NANGAN);
        assertThat(recording)
                .isInstanceOfSatisfying(
                        Recording.Overtaken.class,
                        overtaken -> assertThat(overtaken.since())
                                .extracting(Recording.Change::kind, Recording.Change::by)
                                .containsExactly(tuple(RegistrationKind.RENUMBER, "deputy")));
    }

    @Test
    void aFormerDoorIsFoundAndSaysSo() {
        People.Home home = aFamily("整編壬路1號");
        People.Home gone = aFamily("整編壬路2號");
        enacted(numbers("整編壬路", TODAY, "1,3", "2,4"));
        recorded(Forms.addressChange(gone.person(0), "115/3/2", FUXING, "復興路935號"), NANGAN);
        for (String typed : List.of("南竿鄉介壽村整編壬路1號", "整編壬路１號")) {
            RegistryDesk.Found found = desk.search(new PersonSearch(null, null, null, null, typed), NANGAN);
            assertThat(found.persons()).hasSize(5).allMatch(p -> p.householdNo().equals(home.no()));
            assertThat(found.formerly()).hasSize(5);
        }
        RegistryDesk.Found now = desk.search(new PersonSearch(null, null, null, null, "整編壬路3號"), NANGAN);
        assertThat(now.persons()).hasSize(5);
        assertThat(now.formerly()).isEmpty();
        assertThat(desk.search(new PersonSearch(null, null, null, null, "整編壬路2號"), NANGAN)
                        .persons())
                .isEmpty();
    }

    @Test
    void itIsRevokedAsAnActAndNothingIsDeleted() {
        People.Home home = aFamily("整編癸路1號");
        People.Home comer = aFamily("他處路33號");
        RegistrationId id = enacted(numbers("整編癸路", TODAY, "1,3"));
        recorded(Forms.addressChange(comer.person(0), "115/3/2", JIESHOU, "整編癸路3號"), NANGAN);
        Instant enacted = clock.instant();
        assertThat(renumbering.revoke(id, " ", SUPERVISOR))
                .containsExactly(Refusal.of("reason", "registry.renumbering.reason.missing"));
        assertThat(renumbering.revoke(id, "公告有誤", People.clerk(LIUHOU)))
                .containsExactly(Refusal.of("", "registry.registration.unknown"));
        clock.advance(Duration.ofSeconds(1));
        takenBack(id, "公告有誤");
        assertThat(street(home.no(), TODAY)).isEqualTo("整編癸路1號");
        assertThat(household(comer.no()).address().neighbourhood()).isEqualTo(3);
        assertThat(desk.household(home.no(), new AsOf(TODAY, enacted), NANGAN)
                        .orElseThrow()
                        .address()
                        .street())
                .isEqualTo("整編癸路3號");
        assertThat(person(home.id(0)).annotations())
                .extracting(Person.Annotation::text)
                .containsExactly("原住連江縣南竿鄉介壽村001鄰整編癸路1號民國115年03月02日門牌整編。", "原民國115年03月02日門牌整編登記因公告有誤撤銷民國115年03月02日登記。");
        assertThat(desk.history(home.no(), NANGAN))
                .extracting(Registration::kind, Registration::about, r -> String.valueOf(r.revokedOn()))
                .containsExactly(
                        tuple(RegistrationKind.REVOKE, RegistrationKind.RENUMBER, "null"),
                        tuple(RegistrationKind.RENUMBER, RegistrationKind.RENUMBER, TODAY.toString()));
        assertThat(renumbering.revoke(id, "再撤", SUPERVISOR))
                .containsExactly(Refusal.of("", "registry.registration.revoked", TODAY.toString()));
        assertThat(renumbering.renumberings(SUPERVISOR))
                .filteredOn(r -> r.id().equals(id))
                .extracting(r -> String.valueOf(r.revokedOn()))
                .containsExactly(TODAY.toString());
    }

    @Test
    void aMoveBeforeItIsStillRevokedByItself() {
        People.Home home = aFamily("他處路35號");
        Registration moved = recorded(Forms.addressChange(home.person(0), "115/2/1", JIESHOU, "整編子路1號"), NANGAN);
        enacted(numbers("整編子路", TODAY, "1,3"));
        assertThat(street(home.no(), TODAY)).isEqualTo("整編子路3號");
        recorded(Forms.revocation(home.person(0), moved.id(), "115/3/2"), NANGAN);
        assertThat(street(home.no(), TODAY)).isEqualTo("他處路35號");
    }

    @Test
    void ofWhoMayNotBeSeenThereIsNoLine() {
        People.Home refuge = aFamily("整編丑路1號");
        People.Home open = aFamily("整編丑路2號");
        Person barred = aFamily("他處路37號").person(0);
        assertThat(marks.place(
                        new MarkForm(
                                refuge.id(0),
                                "PROTECTION_ORDER",
                                "HOUSEHOLD",
                                "115家護1號",
                                barred.nationalId().value(),
                                "",
                                ""),
                        NANGAN))
                .isEmpty();
        Actor serving = SUPERVISOR.serving(Set.of(barred.nationalId()));
        RenumberingForm form = numbers("整編丑路", TODAY, "1,3", "2,4");
        RenumberingDesk.Preview preview = renumbering.preview(form, serving);
        assertThat(preview.households()).isEqualTo(2);
        assertThat(preview.persons()).isEqualTo(10);
        assertThat(preview.doors())
                .filteredOn(RenumberingDesk.Door::masked)
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.after().full()).isEmpty();
                    assertThat(d.persons()).isZero();
                });
        assertThat(preview.doors().toString()).doesNotContain("整編丑路1號", "整編丑路3號");
        RegistrationId id = enacted(form, preview.mark(), serving);
        assertThat(street(refuge.no(), TODAY)).isEqualTo("整編丑路3號");
        assertThat(street(open.no(), TODAY)).isEqualTo("整編丑路4號");
        assertThat(renumbering.renumbering(id, serving).orElseThrow().doors().toString())
                .doesNotContain("整編丑路1號", "整編丑路3號")
                .contains("整編丑路4號");
        assertThat(desk.history(refuge.no(), NANGAN.serving(Set.of(barred.nationalId()))))
                .isEmpty();
    }

    @Test
    void whoPreparedItDoesNotEnactItAndNobodyElseButASupervisorOfTheCountyDoes() {
        People.Home home = aFamily("整編卯路1號");
        RenumberingForm form = numbers("整編卯路", TODAY, "1,3");
        String mark = renumbering.preview(form, SUPERVISOR).mark();
        assertThat(renumbering.twoPersons()).isTrue();
        UUID id =
                Objects.requireNonNull(renumbering.enact(form, mark, SUPERVISOR).proposal());
        assertThat(street(home.no(), TODAY)).isEqualTo("整編卯路1號");
        assertThat(renumbering.enact(form, mark, SUPERVISOR).preview().refusals())
                .containsExactly(Refusal.of("", "registry.renumbering.waits"));
        assertThat(renumbering.proposals(ANOTHER))
                .extracting(RenumberingDesk.Proposal::id)
                .contains(id);
        assertThat(renumbering.proposals(BANQIAO))
                .extracting(RenumberingDesk.Proposal::id)
                .doesNotContain(id);
        assertThat(renumbering.proposal(id, BANQIAO)).isEmpty();
        assertThat(approved(id, mark, BANQIAO).preview().refusals())
                .containsExactly(Refusal.of("", "registry.renumbering.proposal.none"));
        assertThat(approved(id, mark, SUPERVISOR).preview().refusals())
                .containsExactly(Refusal.of("", "registry.renumbering.own"));
        Actor neighbour = ANOTHER.being(home.numbers().get(2));
        assertThat(approved(id, mark, neighbour).preview().refusals())
                .containsExactly(Refusal.of("", "registry.abstain.SELF"));
        assertThat(renumbering
                        .enact(form, mark, SUPERVISOR.being(home.numbers().getFirst()))
                        .preview()
                        .refusals())
                .containsExactly(Refusal.of("", "registry.abstain.SELF"));
        assertThat(renumbering
                        .decide(id, new RenumberingDesk.Decision("", "", mark), ANOTHER)
                        .preview()
                        .refusals())
                .containsExactly(Refusal.of("verdict", "registry.renumbering.verdict"));
        assertThat(street(home.no(), TODAY)).isEqualTo("整編卯路1號");
        RegistrationId made = Objects.requireNonNull(approved(id, mark, ANOTHER).id());
        assertThat(street(home.no(), TODAY)).isEqualTo("整編卯路3號");
        assertThat(renumbering.renumbering(made, SUPERVISOR).orElseThrow())
                .extracting(Renumbering::by, Renumbering::preparedBy, Renumbering::office)
                .containsExactly("deputy", "director", SUPERVISOR.office());
        assertThat(approved(id, mark, ANOTHER).preview().refusals())
                .containsExactly(Refusal.of("", "registry.renumbering.proposal.none"));
        assertThat(renumbering.revoke(made, "測試", neighbour.being(null))).isNotEmpty();
    }

    @Test
    void whoAsksThatItBeTakenBackDoesNotDecideIt() {
        People.Home home = aFamily("整編申路1號");
        RegistrationId id = enacted(numbers("整編申路", TODAY, "1,3"));
        assertThat(renumbering.decideRevocation(id, APPROVED, ANOTHER))
                .containsExactly(Refusal.of("", "registry.renumbering.proposal.none"));
        assertThat(renumbering.revoke(id, "公告有誤", ANOTHER))
                .containsExactly(Refusal.of("", "registry.registration.unknown"));
        assertThat(renumbering.revoke(id, "公告有誤", SUPERVISOR)).isEmpty();
        assertThat(street(home.no(), TODAY)).isEqualTo("整編申路3號");
        assertThat(renumbering.revoke(id, "公告有誤", SUPERVISOR))
                .containsExactly(Refusal.of("", "registry.renumbering.takeback.waits"));
        assertThat(renumbering.renumberings(ANOTHER))
                .extracting(Renumbering::id)
                .containsExactly(id);
        assertThat(renumbering.renumbering(id, BANQIAO)).isEmpty();
        assertThat(renumbering.decideRevocation(id, APPROVED, BANQIAO))
                .containsExactly(Refusal.of("", "registry.renumbering.proposal.none"));
        assertThat(renumbering.decideRevocation(id, APPROVED, SUPERVISOR))
                .containsExactly(Refusal.of("", "registry.renumbering.own"));
        assertThat(renumbering.decideRevocation(id, new RenumberingDesk.Decision("SENT_BACK", " ", ""), ANOTHER))
                .containsExactly(Refusal.of("reason", "registry.renumbering.sentBack.reason"));
        assertThat(renumbering.decideRevocation(
                        id, APPROVED, ANOTHER.being(home.numbers().get(2))))
                .containsExactly(Refusal.of("", "registry.abstain.SELF"));
        assertThat(renumbering.decideRevocation(id, new RenumberingDesk.Decision("SENT_BACK", "公告無誤", ""), ANOTHER))
                .isEmpty();
        assertThat(street(home.no(), TODAY)).isEqualTo("整編申路3號");
        assertThat(renumbering.renumbering(id, SUPERVISOR).orElseThrow().takeback())
                .extracting(t -> t.waits() + " " + t.sentBack() + " " + t.sentBackBy())
                .isEqualTo("false 公告無誤 deputy");
        assertThat(renumbering.renumberings(ANOTHER)).isEmpty();
        takenBack(id, "公告確有誤");
        assertThat(street(home.no(), TODAY)).isEqualTo("整編申路1號");
        assertThat(renumbering.renumbering(id, SUPERVISOR).orElseThrow().takeback())
                .isNull();
        assertThat(renumbering.decideRevocation(id, APPROVED, ANOTHER))
                .containsExactly(Refusal.of("", "registry.renumbering.proposal.none"));
    }

    @Test
    void whatChangedSinceIsSaidAndWhatIsSentBackIsPreparedAnew() {
        aFamily("整編辰路1號");
        RenumberingForm form = numbers("整編辰路", TODAY, "1,3");
        String mark = renumbering.preview(form, SUPERVISOR).mark();
        UUID id =
                Objects.requireNonNull(renumbering.enact(form, mark, SUPERVISOR).proposal());
        assertThat(renumbering.proposal(id, ANOTHER).orElseThrow().changed()).isFalse();
        People.Home late = aFamily("整編辰路1號二樓");
        RenumberingDesk.Proposed now = renumbering.proposal(id, ANOTHER).orElseThrow();
        assertThat(now.changed()).isTrue();
        assertThat(now.proposal().households()).isEqualTo(1);
        assertThat(now.preview().households()).isEqualTo(2);
        assertThat(approved(id, mark, ANOTHER).preview().refusals())
                .containsExactly(Refusal.of("", "registry.renumbering.changedSince"));
        assertThat(renumbering
                        .decide(id, new RenumberingDesk.Decision("SENT_BACK", " ", ""), ANOTHER)
                        .preview()
                        .refusals())
                .containsExactly(Refusal.of("reason", "registry.renumbering.sentBack.reason"));
        assertThat(renumbering
                        .decide(id, new RenumberingDesk.Decision("SENT_BACK", "公告文號有誤", ""), ANOTHER)
                        .proposal())
                .isEqualTo(id);
        assertThat(renumbering.proposals(SUPERVISOR))
                .filteredOn(p -> p.id().equals(id))
                .singleElement()
                .satisfies(back -> {
                    assertThat(back.waits()).isFalse();
                    assertThat(back.reason()).isEqualTo("公告文號有誤");
                    assertThat(back.typed()).isEqualTo(form);
                });
        assertThat(street(late.no(), TODAY)).isEqualTo("整編辰路1號二樓");
        enacted(form);
        assertThat(street(late.no(), TODAY)).isEqualTo("整編辰路3號二樓");
    }

    @Test
    void aSupervisorIsNotToldByARefusalThatWhoIsHiddenFromThemLivesThere() {
        People.Home home = aFamily("他處路39號");
        Person she = home.person(1);
        assertThat(marks.place(
                        new MarkForm(
                                she.id(),
                                "PROTECTION_ORDER",
                                "PERSON",
                                "115家護2號",
                                home.numbers().getFirst().value(),
                                "",
                                ""),
                        NANGAN))
                .isEmpty();
        recorded(Forms.partOf(RegistrationKind.ADDR, "115/3/1", she).address(JIESHOU, "整編午路1號"), NANGAN);
        RenumberingForm form = numbers("整編午路", TODAY, "1,3");
        Actor he = SUPERVISOR.being(home.numbers().getFirst());
        String mark = renumbering.preview(form, he).mark();
        RenumberingDesk.Enactment prepared = renumbering.enact(form, mark, he);
        assertThat(prepared.preview().refusals()).isEmpty();
        assertThat(prepared.preview().doors()).allMatch(RenumberingDesk.Door::masked);
    }

    @Test
    void byADatedRuleOnePersonIsEnough() {
        People.Home home = aFamily("整編巳路1號");
        try {
            approval(0);
            RenumberingForm form = numbers("整編巳路", TODAY, "1,3");
            RenumberingDesk.Enactment done = renumbering.enact(
                    form, renumbering.preview(form, SUPERVISOR).mark(), SUPERVISOR);
            assertThat(done.id()).isNotNull();
            assertThat(street(home.no(), TODAY)).isEqualTo("整編巳路3號");
            assertThat(renumbering
                            .renumbering(Objects.requireNonNull(done.id()), SUPERVISOR)
                            .orElseThrow()
                            .preparedBy())
                    .isEmpty();
            assertThat(renumbering.revoke(Objects.requireNonNull(done.id()), "測試", SUPERVISOR))
                    .isEmpty();
            assertThat(street(home.no(), TODAY)).isEqualTo("整編巳路1號");
        } finally {
            approval(1);
        }
    }

    /** 1 where a second person decides, 0 where one is enough. */
    private void approval(int value) {
        TestDatabase.asOwner()
                .sql("update registry.rule_value set value = ? where name = 'renumbering.approval'")
                .param(value)
                .update();
        rulebook.forget();
    }

    @Test
    void whatWaitsForAnotherToDecideIsNotTakenBackByOneOnceTheRuleWantsOne() {
        People.Home home = aFamily("整編酉路1號");
        RegistrationId id = enacted(numbers("整編酉路", TODAY, "1,3"));
        assertThat(renumbering.revoke(id, "公告有誤", SUPERVISOR)).isEmpty();
        try {
            approval(0);
            assertThat(renumbering.revoke(id, "公告有誤", SUPERVISOR))
                    .containsExactly(Refusal.of("", "registry.renumbering.takeback.waits"));
        } finally {
            approval(1);
        }
        assertThat(renumbering.decideRevocation(id, APPROVED, ANOTHER)).isEmpty();
        assertThat(street(home.no(), TODAY)).isEqualTo("整編酉路1號");
        assertThat(renumbering.renumberings(ANOTHER))
                .extracting(Renumbering::id)
                .doesNotContain(id);
    }

    /** Nothing is said of seconds; that a street of a few thousand households goes in few statements is. */
    @Test
    void aStreetOfThousandsIsRenumberedByAFewStatements() {
        List<Founding> street = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 3000; i++) {
            street.add(new Founding(
                    new HouseholdNo("V%07d".formatted(i)),
                    Household.Kind.SINGLE_LIVING,
                    new Address(JIESHOU, "", "", "", 1, "整編長路" + i + "號"),
                    LocalDate.of(2010, 1, 1),
                    List.of(new Founding.Member(
                            i,
                            People.nextId(Sex.FEMALE),
                            "長路人",
                            1,
                            Sex.FEMALE,
                            LocalDate.of(1970, 1, 1).plusDays(i),
                            "連江縣",
                            "長女",
                            Person.Marital.SINGLE,
                            "戶長",
                            null,
                            null,
                            null,
                            null,
                            null))));
            lines.append(i).append(',').append(i + 2).append('\n');
        }
        people.load(street);
        RenumberingForm form = numbers("整編長路", TODAY, lines.toString());
        String mark = renumbering.preview(form, SUPERVISOR).mark();
        RenumberingDesk.Enactment[] done = new RenumberingDesk.Enactment[1];
        UUID proposal =
                Objects.requireNonNull(renumbering.enact(form, mark, SUPERVISOR).proposal());
        List<String> statements = Statements.of(() -> done[0] = approved(proposal, mark, ANOTHER));
        RegistrationId id = Objects.requireNonNull(done[0].id());
        // With those that tell the agencies, once for all doors.
        assertThat(statements).hasSizeLessThan(56);
        assertThat(street(new HouseholdNo("V0000001"), TODAY)).isEqualTo("整編長路3號");
        assertThat(street(new HouseholdNo("V0003000"), TODAY)).isEqualTo("整編長路3002號");
        assertThat(TestDatabase.asOwner()
                        .sql(
                                "select count(*) from audit.trail where action = 'registry.renumbering.enact' and object = ?")
                        .param(String.valueOf(id.value()))
                        .query(Long.class)
                        .single())
                .isEqualTo(3001);
        takenBack(id, "測試");
        assertThat(street(new HouseholdNo("V0003000"), TODAY)).isEqualTo("整編長路3000號");
    }
}
