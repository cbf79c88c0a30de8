package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.TestDatabase;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.Filing;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.NoticeForm;

/** 保護註記: to whoever is barred it is as if the protected person were not registered; to all others nothing changes. */
class ProtectiveMarkTests extends RegistryScenario {

    private static final Actor RULE = Actor.rule("notice.statutory");

    @Autowired
    private MarkDesk marks;

    @Autowired
    private Rulebook rulebook;

    @Autowired
    private NoticeDesk notices;

    @Autowired
    private TransactionTemplate transaction;

    /** 藍晴 (1988) with her son 藍天 (2018), away from those who are barred. */
    private People.Home aRefuge(String street) {
        return people.household(FUXING, street)
                .head("藍晴", Sex.FEMALE, LocalDate.of(1988, 8, 8))
                .child("藍天", Sex.MALE, LocalDate.of(2018, 3, 3))
                .found();
    }

    private MarkForm form(Person protectedOne, String scope, String from, String until, Person... barred) {
        return new MarkForm(
                protectedOne.id(),
                "PROTECTION_ORDER",
                scope,
                "115年度家護字第12號",
                String.join(
                        "，",
                        List.of(barred).stream()
                                .map(p -> p.nationalId().value())
                                .toList()),
                from,
                until);
    }

    private void protect(Person protectedOne, String scope, Person... barred) {
        assertThat(marks.place(form(protectedOne, scope, "", "", barred), BANQIAO))
                .isEmpty();
    }

    private static Actor serving(Person... people) {
        return NANGAN.serving(List.of(people).stream().map(Person::nationalId).toList());
    }

    private static PersonSearch byNumber(Person person) {
        return new PersonSearch(person.nationalId().value(), null, null, null, null);
    }

    @Test
    void whoIsBarredFindsNobodyAndWhoIsNotFindsThePerson() {
        People.Home refuge = aRefuge("復興路701號");
        People.Home family = aFamily("介壽路701號");
        Person her = refuge.person(0);
        protect(her, "PERSON", family.person(0));
        Actor barred = serving(family.person(0));
        AsOf today = AsOf.on(TODAY);
        for (PersonSearch search : List.of(
                byNumber(her),
                new PersonSearch(null, "藍晴", "77/8/8", null, null),
                new PersonSearch(null, null, null, refuge.no().value(), null),
                new PersonSearch(null, null, null, null, "南竿鄉復興村復興路701號"))) {
            assertThat(desk.search(search, barred).persons())
                    .extracting(Person::id)
                    .doesNotContain(refuge.id(0), refuge.id(1));
            assertThat(desk.search(search, NANGAN).persons())
                    .extracting(Person::id)
                    .contains(her.id());
            assertThat(desk.search(search, serving(family.person(1))).persons())
                    .extracting(Person::id)
                    .contains(her.id());
        }
        assertThat(desk.person(her.id(), today, barred)).isEmpty();
        assertThat(desk.person(her.nationalId(), today, barred)).isEmpty();
        assertThat(desk.household(refuge.no(), today, barred)).isEmpty();
        assertThat(desk.kindred(her.id(), 4, TODAY, barred)).isEmpty();
        assertThat(desk.person(her.id(), today, NANGAN)).isPresent();
        assertThat(desk.household(refuge.no(), today, serving(family.person(1))))
                .isPresent();
    }

    @Test
    void ofAHeadWhoeverLivesThereIsHiddenTooAndOfAnotherMemberOnlyWhenTheMarkSaysSo() {
        People.Home refuge = aRefuge("復興路702號");
        People.Home family = aFamily("介壽路702號");
        Actor barred = serving(family.person(0));
        AsOf today = AsOf.on(TODAY);
        protect(refuge.person(1), "PERSON", family.person(0));
        assertThat(desk.household(refuge.no(), today, barred).orElseThrow().members())
                .extracting(Person::id)
                .containsExactly(refuge.id(0));
        assertThat(desk.kindred(refuge.id(0), 4, TODAY, barred).orElseThrow().relatives())
                .isEmpty();
        assertThat(desk.kindred(refuge.id(0), 4, TODAY, barred).orElseThrow().heirs())
                .isEmpty();
        protect(refuge.person(1), "HOUSEHOLD", family.person(0));
        assertThat(desk.person(refuge.id(0), today, barred)).isEmpty();
        assertThat(desk.household(refuge.no(), today, barred)).isEmpty();
    }

    @Test
    void whoIsBarredSeesThemselfAndTheRestOfTheirHouseholdEvenWithTheProtectedInIt() {
        People.Home home = aFamily("介壽路703號");
        protect(home.person(1), "PERSON", home.person(0));
        Actor barred = serving(home.person(0));
        Household seen = desk.household(home.no(), AsOf.on(TODAY), barred).orElseThrow();
        assertThat(seen.members()).extracting(Person::name).containsExactly("王小明", "王一", "王二", "何來");
        assertThat(desk.kindred(home.id(2), 2, TODAY, barred).orElseThrow().relatives())
                .extracting(r -> r.person().name())
                .contains("王小明", "王二")
                .doesNotContain("林美");
        assertThat(desk.kindred(home.id(0), 2, TODAY, barred).orElseThrow().heirs())
                .extracting(h -> h.person().name())
                .containsExactlyInAnyOrder("王一", "王二");
        protect(home.person(1), "HOUSEHOLD", home.person(0));
        assertThat(desk.household(home.no(), AsOf.on(TODAY), barred)
                        .orElseThrow()
                        .members())
                .extracting(Person::name)
                .containsExactly("王小明");
    }

    @Test
    void anAgentIsAsBarredAsAnApplicantAndNobodyIsSeenByStandingBesideTheProtected() {
        People.Home refuge = aRefuge("復興路704號");
        People.Home family = aFamily("介壽路704號");
        protect(refuge.person(0), "PERSON", family.person(0));
        assertThat(desk.person(refuge.id(0), AsOf.on(TODAY), serving(refuge.person(0), family.person(0))))
                .isEmpty();
        assertThat(desk.person(refuge.id(0), AsOf.on(TODAY), serving(refuge.person(0))))
                .isPresent();
    }

    @Test
    void neitherCountsNorTheWordThatThereAreMoreTell() {
        for (int i = 0; i < 51; i++) {
            people.household(JIESHOU, "介壽路705號")
                    .head("藏藏" + (char) ('一' + i), Sex.MALE, LocalDate.of(1980, 1, 9))
                    .found();
        }
        People.Home family = aFamily("介壽路705號");
        PersonSearch search = new PersonSearch(null, "藏藏", null, null, null);
        RegistryDesk.Found all = desk.search(search, NANGAN);
        assertThat(all.more()).isTrue();
        protect(all.persons().get(7), "PERSON", family.person(0));
        RegistryDesk.Found found = desk.search(search, serving(family.person(0)));
        assertThat(found.persons()).hasSize(50).doesNotContain(all.persons().get(7));
        assertThat(found.more()).isFalse();
    }

    private static Reading asked(NationalId number, Actor reader) {
        return new Reading(
                List.of(number),
                AsOf.on(TODAY),
                reader,
                true,
                "link.query",
                UUID.randomUUID().toString(),
                "purpose=NTAX-01 user=officer");
    }

    @Test
    void theDatabaseIsAskedTheSameOfSomebodyHiddenAndOfSomebodyUnknown() {
        People.Home refuge = aRefuge("復興路706號");
        People.Home family = aFamily("介壽路706號");
        protect(refuge.person(0), "PERSON", family.person(0));
        Actor barred = serving(family.person(0));
        PersonId nobody = new PersonId(Long.MAX_VALUE);
        NationalId unborne = People.nextId(Sex.FEMALE);
        tw.onestop.kernel.HouseholdNo unfounded = new tw.onestop.kernel.HouseholdNo("Y9999998");
        AsOf today = AsOf.on(TODAY);
        assertThat(Statements.of(() -> desk.person(refuge.id(0), today, barred)))
                .isNotEmpty()
                .isEqualTo(Statements.of(() -> desk.person(nobody, today, barred)));
        assertThat(Statements.of(() -> desk.person(refuge.numbers().getFirst(), today, barred)))
                .isEqualTo(Statements.of(() -> desk.person(unborne, today, barred)));
        // As machines ask: no millisecond may tell either.
        assertThat(Statements.of(() -> desk.read(List.of(asked(refuge.numbers().getFirst(), barred)))))
                .isNotEmpty()
                .isEqualTo(Statements.of(() -> desk.read(List.of(asked(unborne, barred)))));
        assertThat(Statements.of(() -> desk.household(refuge.no(), today, barred)))
                .isEqualTo(Statements.of(() -> desk.household(unfounded, today, barred)));
        assertThat(Statements.of(() -> desk.kindred(refuge.id(0), 4, TODAY, barred)))
                .isEqualTo(Statements.of(() -> desk.kindred(nobody, 4, TODAY, barred)));
        assertThat(Statements.of(() -> desk.registrationsOf(refuge.id(0), barred)))
                .isEqualTo(Statements.of(() -> desk.registrationsOf(nobody, barred)));
        assertThat(Statements.of(() -> desk.search(byNumber(refuge.person(0)), barred)))
                .isEqualTo(Statements.of(
                        () -> desk.search(new PersonSearch(unborne.value(), null, null, null, null), barred)));
    }

    @Test
    void aMarkHoldsFromItsFirstDayToItsLastByTheClock() {
        People.Home refuge = aRefuge("復興路707號");
        People.Home family = aFamily("介壽路707號");
        assertThat(marks.place(form(refuge.person(0), "PERSON", "115/3/3", "115/3/5", family.person(0)), NANGAN))
                .isEmpty();
        for (int day = 2; day <= 6; day++) {
            clock.goTo(LocalDate.of(2026, 3, day));
            assertThat(desk.person(refuge.id(0), AsOf.on(TODAY), serving(family.person(0)))
                            .isEmpty())
                    .as("March %d", day)
                    .isEqualTo(day >= 3 && day <= 5);
        }
    }

    @Test
    void anyOfficeLiftsAMarkWhichIsKeptAndNeverDeleted() {
        People.Home refuge = aRefuge("復興路708號");
        People.Home family = aFamily("介壽路708號");
        protect(refuge.person(0), "PERSON", family.person(0));
        ProtectiveMark mark = marks.marks(refuge.id(0), NANGAN).getFirst();
        assertThat(marks.lift(mark.id(), " ", NANGAN))
                .containsExactly(Refusal.of("reason", "registry.mark.reason.missing"));
        assertThat(desk.person(refuge.id(0), AsOf.on(TODAY), serving(family.person(0))))
                .isEmpty();
        assertThat(marks.lift(mark.id(), "保護令撤銷", NANGAN)).isEmpty();
        assertThat(desk.person(refuge.id(0), AsOf.on(TODAY), serving(family.person(0))))
                .isPresent();
        assertThat(marks.lift(mark.id(), "保護令撤銷", NANGAN)).containsExactly(Refusal.of("", "registry.mark.ended"));
        assertThat(marks.marks(refuge.id(0), NANGAN)).singleElement().satisfies(kept -> {
            assertThat(kept.barred()).containsExactly(family.numbers().getFirst());
            assertThat(kept.placed().office()).isEqualTo(BANQIAO.office());
            assertThat(kept.lifted()).isNotNull();
            assertThat(kept.inForce(TODAY)).isFalse();
        });
        assertThatThrownBy(() -> TestDatabase.asOwner()
                        .sql("delete from registry.protective_mark")
                        .update())
                .hasMessageContaining("never deleted");
        assertThat(TestDatabase.asOwner()
                        .sql("select count(*) from audit.trail where object = ? and action like 'registry.mark.%'"
                                + " and subject_index is not null")
                        .param(String.valueOf(mark.id().value()))
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void everyWrongInputOfAMarkHasItsOwnAnswer() {
        People.Home refuge = aRefuge("復興路709號");
        Person her = refuge.person(0);
        String number = her.nationalId().value();
        PersonId id = her.id();
        assertThat(marks.place(MarkForm.blank(id), NANGAN))
                .extracting(Refusal::field, Refusal::code)
                .containsExactly(
                        tuple("ground", "registry.mark.ground.missing"),
                        tuple("reference", "registry.mark.reference.missing"),
                        tuple("barred", "registry.mark.barred.missing"));
        assertThat(marks.place(
                        new MarkForm(id, "?", "?", "字".repeat(101), "A123456788 " + number, "115/2/30", "x"), NANGAN))
                .extracting(Refusal::field, Refusal::code)
                .containsExactly(
                        tuple("ground", "registry.mark.ground.missing"),
                        tuple("scope", "registry.mark.scope.missing"),
                        tuple("reference", "registry.text.tooLong"),
                        tuple("barred", "registry.mark.barred.invalid"),
                        tuple("barred", "registry.mark.barred.self"),
                        tuple("from", "registry.date.unknown"),
                        tuple("until", "registry.date.unknown"));
        MarkForm right = new MarkForm(id, "STALKING", "PERSON", "字第1號", "A123456789", "115/3/1", "115/2/1");
        assertThat(marks.place(right, NANGAN))
                .containsExactly(Refusal.of("until", "registry.mark.until.beforeFrom", "2026-03-01"));
        assertThat(marks.place(
                        new MarkForm(id, "STALKING", "PERSON", "字第1號", "A123456789", "115/2/1", "115/3/1"), NANGAN))
                .containsExactly(Refusal.of("until", "registry.mark.until.over"));
        assertThat(marks.place(
                        new MarkForm(id, "STALKING", "PERSON", "字第1號", "A123456789", "", ""), Actor.rule("test")))
                .containsExactly(Refusal.of("", "registry.office.none"));
        assertThat(marks.place(MarkForm.blank(new PersonId(Long.MAX_VALUE)), NANGAN))
                .containsExactly(Refusal.of("", "registry.party.unknown"));
        assertThat(marks.marks(id, NANGAN)).isEmpty();
    }

    @Test
    void aBarredApplicantIsAnsweredAsIfThePartyWereUnknown() {
        People.Home refuge = aRefuge("復興路710號");
        People.Home family = aFamily("介壽路710號");
        protect(refuge.person(0), "PERSON", family.person(0));
        Forms form = Forms.death(refuge.person(0), "115/2/20", family.person(0), "RELATIVE");
        assertOnlyRefused(form, NANGAN, "party", "registry.party.unknown");
        Assessment hidden = desk.assess(form.form(), NANGAN);
        RegistrationForm unknown = new RegistrationForm(
                form.form().kind(),
                new PersonId(Long.MAX_VALUE),
                form.form().applicant(),
                form.form().values());
        assertThat(hidden).isEqualTo(desk.assess(unknown, NANGAN));
        assertOnlyRefused(
                Forms.nameChange(refuge.person(0), "藍海")
                        .mandate(family.numbers().getFirst().value(), "王小明", "115/3/1"),
                NANGAN,
                "party",
                "registry.party.unknown");
        assertThat(desk.assess(
                                Forms.death(refuge.person(0), "115/2/20", family.person(4), "COHABITANT")
                                        .form(),
                                NANGAN)
                        .refusals())
                .extracting(Refusal::code)
                .doesNotContain("registry.party.unknown");
    }

    @Test
    void whoAndWhereABarredApplicantNamesIsUnknownToo() {
        People.Home refuge = aRefuge("復興路711號");
        People.Home family = aFamily("介壽路711號");
        Person he = family.person(4);
        protect(refuge.person(0), "PERSON", he);
        Forms wedding = Forms.marriage(RegistrationKind.MARRY, he, refuge.person(0), "115/3/2");
        NationalId unborne = People.nextId(Sex.FEMALE);
        Assessment named = desk.assess(wedding.form(), NANGAN);
        assertThat(named.refusals()).extracting(Refusal::code).contains("registry.person.unknown");
        assertThat(named)
                .isEqualTo(desk.assess(wedding.with("partner", unborne.value()).form(), NANGAN));
        Forms move = Forms.partOf(RegistrationKind.ADDR, "115/3/1", he)
                .with("joinHousehold", refuge.no().value())
                .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,JOINED_HOUSEHOLD_CERTIFICATE");
        Assessment joined = desk.assess(move.form(), NANGAN);
        assertThat(joined.refusals()).extracting(Refusal::code).contains("registry.householdNo.unknown");
        assertThat(joined)
                .isEqualTo(desk.assess(move.with("joinHousehold", "Y9999998").form(), NANGAN));
    }

    @Test
    void neitherTheOfficeOfAHiddenHouseholdNorAnOldNumberOfSomebodyHiddenIsSaid() {
        People.Home refuge = aRefuge("復興路715號");
        People.Home family = aFamily("介壽路715號");
        Person he = family.person(4);
        Person her = refuge.person(0);
        protect(her, "PERSON", he);
        Forms move = Forms.partOf(RegistrationKind.MOVE_IN, "115/3/1", he)
                .with("joinHousehold", refuge.no().value())
                .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,JOINED_HOUSEHOLD_CERTIFICATE");
        assertThat(desk.assess(move.form(), BANQIAO))
                .isEqualTo(desk.assess(move.with("joinHousehold", "Y9999998").form(), BANQIAO));
        recorded(Forms.idNumber(her, "OTHER"), NANGAN);
        Forms wedding = Forms.marriage(RegistrationKind.MARRY, he, her, "115/3/2");
        NationalId unborne = People.nextId(Sex.FEMALE);
        assertThat(desk.assess(wedding.form(), NANGAN))
                .isEqualTo(desk.assess(wedding.with("partner", unborne.value()).form(), NANGAN));
    }

    @Test
    void whatABarredApplicantIsToldCountsNobodyHiddenAndWhatIsRecordedIsWhole() {
        People.Home home = aFamily("介壽路712號");
        protect(home.person(1), "PERSON", home.person(0));
        Forms renaming = Forms.nameChange(home.person(0), "王大明");
        Assessment told = desk.assess(renaming.form(), NANGAN);
        assertThat(told.affected()).extracting(Registration.Affected::person).doesNotContain(home.id(1));
        assertThat(told.consequences()).contains(Refusal.of("", "registry.consequence.KIN", "2"));
        Registration made = recorded(renaming, NANGAN);
        assertThat(made.affected()).extracting(Registration.Affected::person).contains(home.id(1));
        assertThat(person(home.id(1)).spouse()).isEqualTo("王大明");
        assertThat(desk.registration(made.id(), serving(home.person(0)))
                        .orElseThrow()
                        .affected())
                .extracting(Registration.Affected::person)
                .contains(home.id(0), home.id(2))
                .doesNotContain(home.id(1));
    }

    @Test
    void whereSomebodyProtectedWentIsNotInTheHistoryOfTheHouseholdTheyLeft() {
        People.Home home = aFamily("介壽路713號");
        protect(home.person(1), "PERSON", home.person(0));
        long version = household(home.no()).version();
        Registration left = recorded(
                Forms.partOf(RegistrationKind.ADDR, "115/3/1", home.person(1)).address(FUXING, "復興路713號"), NANGAN);
        Actor barred = serving(home.person(0));
        assertThat(desk.history(home.no(), NANGAN)).extracting(Registration::id).contains(left.id());
        assertThat(desk.history(home.no(), barred)).isEmpty();
        assertThat(desk.registration(left.id(), barred)).isEmpty();
        assertThat(desk.registrationsOf(home.id(1), barred)).isEmpty();
        Recording overtaken = desk.record(
                List.of(Forms.nameChange(home.person(0), "王大明").form()), Map.of(home.no(), version), NANGAN);
        assertThat(overtaken)
                .isInstanceOfSatisfying(
                        Recording.Overtaken.class, o -> assertThat(o.since()).isEmpty());
    }

    @Test
    void authoritiesAreAnsweredAndTheAddressFollowsItsDatedRule() {
        People.Home refuge = aRefuge("復興路714號");
        People.Home family = aFamily("介壽路714號");
        protect(refuge.person(0), "PERSON", family.person(0));
        Registration moved = recorded(Forms.addressChange(refuge.person(0), "115/3/1", JIESHOU, "介壽路714號之1"), NANGAN);
        Actor agency = Actor.officer("officer", new AgencyCode("TAIPOWER"));
        assertThat(changes(moved, RULE)).contains("ADDRESS");
        assertThat(ofTheCounty(refuge, agency)).containsExactly("藍晴", "藍天");
        assertThat(desk.person(refuge.id(0), AsOf.on(TODAY), agency)
                        .orElseThrow()
                        .address()
                        .full())
                .contains("714號");
        var owner = TestDatabase.asOwner();
        try {
            owner.sql("update registry.rule_value set effective = '(,2026-03-02)' where name like 'mark.release.%'")
                    .update();
            owner.sql("insert into registry.rule_value select name, 0, '[2026-03-02,)', 'test' from registry.rule_value"
                            + " where name like 'mark.release.%'")
                    .update();
            rulebook.forget();
            assertThat(changes(moved, RULE)).doesNotContain("ADDRESS", "HEAD");
            assertThat(changes(moved, NANGAN)).contains("ADDRESS");
            Actor consent = Actor.rule("notice.consent");
            assertThat(changes(moved, consent.serving(List.of(family.person(1).nationalId()))))
                    .doesNotContain("ADDRESS");
            assertThat(changes(moved, consent.serving(List.of(refuge.person(0).nationalId()))))
                    .contains("ADDRESS");
            assertThat(wrongInTelling(moved, family.person(1))).contains("notice.choice.notChanged");
            assertThat(wrongInTelling(moved, refuge.person(0))).doesNotContain("notice.choice.notChanged");
            Person seen = desk.person(refuge.id(0), AsOf.on(TODAY), agency).orElseThrow();
            assertThat(seen.name()).isEqualTo("藍晴");
            assertThat(seen.address().full()).isEmpty();
            // Whether she lives in the agency's county would be told as well, by her being there or not.
            assertThat(ofTheCounty(refuge, agency)).containsExactly("藍天");
            // Of many readings at once as of one: the road of queries has as many ways to the database with this rule
            // as without.
            Reading one = asked(refuge.numbers().getFirst(), agency);
            assertThat(Statements.of(
                            () -> desk.read(List.of(one, asked(refuge.numbers().getLast(), agency)))))
                    .isEqualTo(Statements.of(() -> desk.read(List.of(one))));
            assertThat(desk.household(refuge.no(), AsOf.on(TODAY), agency)
                            .orElseThrow()
                            .address()
                            .full())
                    .isEmpty();
        } finally {
            owner.sql("delete from registry.rule_value where legal_basis = 'test'")
                    .update();
            owner.sql("update registry.rule_value set effective = '(,)' where name like 'mark.release.%'")
                    .update();
            rulebook.forget();
        }
    }

    /** Who is found of a household by an agency that may ask for its own county alone. */
    private List<String> ofTheCounty(People.Home home, Actor agency) {
        Reading reading = new Reading(
                home.numbers(), AsOf.on(TODAY), agency, false, "link.query", "", "", Set.of(FUXING.substring(0, 5)));
        return desk.read(List.of(reading)).getFirst().stream().map(Person::name).toList();
    }

    /** What is wrong when this applicant has the land office told of the address; nobody has signed. */
    private List<String> wrongInTelling(Registration moved, Person applicant) {
        NoticeForm form = new NoticeForm(
                List.of(moved.id()),
                applicant.nationalId(),
                applicant.name(),
                null,
                "0912345678",
                "",
                true,
                notices.consentNotice().version(),
                new byte[0],
                List.of(new NoticeForm.Choice(
                        new AgencyCode("LAND"),
                        ChangeType.ADDRESS,
                        moved.affected().getFirst().person(),
                        Map.of())));
        Filing filing = Objects.requireNonNull(transaction.execute(_ -> notices.file(form, NANGAN)));
        return ((Filing.Refused) filing).refusals().stream().map(Refusal::code).toList();
    }

    private Set<String> changes(Registration registration, Actor reader) {
        return desk.registration(registration.id(), reader)
                .orElseThrow()
                .affected()
                .getFirst()
                .changes()
                .keySet();
    }
}
