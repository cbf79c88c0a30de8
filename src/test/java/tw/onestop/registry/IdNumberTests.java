package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;

/** 統一編號更正、變更: who may get another number, which, and how the old one goes on to find its bearer. */
class IdNumberTests extends RegistryScenario {

    private static final AtomicInteger PICKED = new AtomicInteger(5_300_000);

    @Test
    void theNextNumberIsGivenAndNothingElseChanges() {
        People.Home home = aFamily("號碼路1號");
        NationalId old = home.numbers().getFirst();
        Registration r = recorded(Forms.idNumber(home.person(0), "OTHER"), NANGAN);
        Person now = person(home.id(0));
        assertThat(now.nationalId().value()).startsWith("Z1");
        assertThat(person(home.id(0), TODAY.minusDays(1)).nationalId()).isEqualTo(old);
        assertThat(r.affected()).singleElement().satisfies(a -> {
            assertThat(a.person()).isEqualTo(home.id(0));
            assertThat(a.changes())
                    .isEqualTo(Map.of(
                            "UIN",
                            new Registration.Change(
                                    Map.of("nationalId", old.value()),
                                    Map.of("nationalId", now.nationalId().value()))));
        });
        assertThat(r.annotation()).isEqualTo("原統一編號" + old.value() + "因與帳號混淆民國115年03月02日變更民國115年03月02日申登。");
        assertThat(now.name()).isEqualTo("王小明");
        assertThat(household(home.no()).recordNo()).isEqualTo(1);
    }

    @Test
    void byTheOldNumberThePersonIsFoundAndNobodyActsUnderIt() {
        People.Home home = aFamily("號碼路2號");
        Person before = home.person(0);
        recorded(Forms.idNumber(before, "OTHER"), NANGAN);
        for (String number : List.of(
                before.nationalId().value(), person(home.id(0)).nationalId().value())) {
            assertThat(desk.search(new PersonSearch(number, null, null, null, null), NANGAN)
                            .persons())
                    .extracting(Person::id, Person::nationalId)
                    .containsExactly(tuple(home.id(0), person(home.id(0)).nationalId()));
        }
        assertOnlyRefused(
                Forms.birthplace(home.person(2), "臺北市").by(before, "LEGAL_REPRESENTATIVE"),
                NANGAN,
                "applicant.nationalId",
                "registry.nationalId.former");
        assertRefused(
                Forms.acknowledgement(home.person(4), before, TODAY.toString()).by(person(home.id(0)), "ACKNOWLEDGER"),
                NANGAN,
                "father",
                "registry.nationalId.former");
    }

    @ParameterizedTest
    @CsvSource({
        "DUPLICATE,evidence,registry.evidence.missing.DUPLICATE_PROOF",
        "MISUSED,evidence,registry.evidence.missing.MISUSE_RULING",
        "SEX_DIGIT,numberGround,registry.numberGround.sexDigitRight",
        "RESIDENT,numberGround,registry.numberGround.notOldForm",
        "?,numberGround,registry.numberGround.unknown"
    })
    void everyGroundHasItsCondition(String ground, String field, String code) {
        People.Home home = aFamily("號碼路3號");
        assertRefused(Forms.idNumber(home.person(0), ground), NANGAN, field, code);
    }

    @Test
    void otherGroundsNeedEvidenceAndAReason() {
        People.Home home = aFamily("號碼路4號");
        for (String ground : List.of("OTHER", "WAS_DUPLICATE")) {
            assertOnlyRefused(
                    Forms.idNumber(home.person(0), ground).with("evidence", "ID_CARD"),
                    NANGAN,
                    "evidence",
                    "registry.evidence.missing.REASON_PROOF");
        }
        assertOnlyRefused(
                Forms.idNumber(home.person(0), "OTHER").without("numberReason"),
                NANGAN,
                "numberReason",
                "registry.numberReason.missing");
    }

    @Test
    void tooManyFoursAreAGroundAndFewAreNot() {
        NationalId last = numberWith(n -> n.endsWith("4"));
        NationalId three = numberWith(n -> !n.endsWith("4") && n.substring(2, 8).matches(".*4.*4.*4.*"));
        NationalId none = numberWith(n -> !n.endsWith("4") && !n.substring(2, 8).matches(".*4.*4.*4.*"));
        recorded(Forms.idNumber(bearing(last, Sex.MALE), "FOURS"), NANGAN);
        recorded(Forms.idNumber(bearing(three, Sex.MALE), "FOURS"), NANGAN);
        assertOnlyRefused(
                Forms.idNumber(bearing(none, Sex.MALE), "FOURS"),
                NANGAN,
                "numberGround",
                "registry.numberGround.noFours");
    }

    @Test
    void ofTwoBearersTheSideOfTheRuleChanges() {
        People.Home home = aFamily("號碼路5號");
        Forms form = Forms.idNumber(home.person(0), "DUPLICATE")
                .with("evidence", "ID_CARD,DUPLICATE_PROOF")
                .with("otherBearer", "王大明");
        assertOnlyRefused(form, NANGAN, "duplicateSide", "registry.duplicateSide.missing");
        form.with("duplicateSide", "LATER");
        assertRefused(form, NANGAN, "ownAssignedOn", "registry.ownAssignedOn.missing");
        assertRefused(form, NANGAN, "otherAssignedOn", "registry.otherAssignedOn.missing");
        form.with("ownAssignedOn", "69/2/1").with("otherAssignedOn", "69/2/1");
        assertOnlyRefused(form, NANGAN, "ownAssignedOn", "registry.ownAssignedOn.notLater");
        form.with("duplicateSide", "YOUNGER");
        assertOnlyRefused(form, NANGAN, "otherBirthDate", "registry.otherBirthDate.missing");
        form.with("otherBirthDate", "69/1/9");
        assertOnlyRefused(form, NANGAN, "otherBirthDate", "registry.otherBirthDate.notOlder");
        form.with("otherBirthDate", "69/1/8");
        assertThat(desk.assess(form.form(), NANGAN).acceptable()).isTrue();
        assertOnlyRefused(form.with("numberBar", "WANTED"), NANGAN, "numberBar", "registry.numberBar.otherSide");
        assertOnlyRefused(
                form.with("numberBar", "CLEAR").without("otherBearer"),
                NANGAN,
                "otherBearer",
                "registry.otherBearer.missing");
        Registration r = recorded(
                form.with("otherBearer", "王大明").with("duplicateSide", "LATER").with("ownAssignedOn", "69/2/2"), NANGAN);
        assertThat(r.annotation()).contains("與他人重複");
    }

    @Test
    void whoIsWantedOrSentencedIsBarredUntilThreeYearsAfter() {
        People.Home home = aFamily("號碼路6號");
        Forms form = Forms.idNumber(home.person(0), "OTHER");
        assertOnlyRefused(form.without("numberBar"), NANGAN, "numberBar", "registry.numberBar.missing");
        for (String bar : List.of("WANTED", "NO_EXIT", "SENTENCED")) {
            assertOnlyRefused(form.with("numberBar", bar), NANGAN, "numberBar", "registry.numberBar.barred");
        }
        assertOnlyRefused(
                form.with("sentenceServedOn", "2023-03-03"), NANGAN, "numberBar", "registry.numberBar.barred");
        assertOnlyRefused(form.with("numberBar", "?"), NANGAN, "numberBar", "registry.numberBar.unknown");
        assertThat(desk.assess(
                                form.with("numberBar", "SENTENCED")
                                        .with("sentenceServedOn", "2023-03-02")
                                        .form(),
                                NANGAN)
                        .acceptable())
                .isTrue();
        assertThat(desk.assess(
                                Forms.idNumber(home.person(2), "OTHER")
                                        .without("numberBar")
                                        .by(home.person(0), "LEGAL_REPRESENTATIVE")
                                        .form(),
                                NANGAN)
                        .acceptable())
                .as("under fourteen nobody is queried")
                .isTrue();
    }

    @Test
    void aWrongSexDigitIsCorrectedWhateverBars() {
        Person woman = bearing(NationalId.of('Z', 1, PICKED.incrementAndGet()), Sex.FEMALE);
        Registration r = recorded(Forms.idNumber(woman, "SEX_DIGIT").with("numberBar", "WANTED"), NANGAN);
        assertThat(person(woman.id()).nationalId().value()).startsWith("Z2");
        assertThat(r.annotation()).contains("性別碼錯誤", "更正");
    }

    @Test
    void aNumberIsPickedByTheRulesOfNumbers() {
        People.Home home = aFamily("號碼路7號");
        Forms form = Forms.idNumber(home.person(0), "OTHER");
        NationalId free = NationalId.of('Z', 1, PICKED.incrementAndGet());
        for (Map.Entry<String, String> wrong : Map.of(
                        "A123456788",
                        "registry.nationalId.invalid",
                        home.numbers().getFirst().value(),
                        "registry.newNumber.same",
                        home.numbers().get(2).value(),
                        "registry.newNumber.letter",
                        NationalId.of('Z', 2, 5_310_000).value(),
                        "registry.newNumber.sex",
                        "F800000000",
                        "registry.newNumber.resident",
                        "AC17003729",
                        "registry.newNumber.resident")
                .entrySet()) {
            assertOnlyRefused(form.with("newNumber", wrong.getKey()), NANGAN, "newNumber", wrong.getValue());
        }
        recorded(form.with("newNumber", free.value()), NANGAN);
        assertThat(person(home.id(0)).nationalId()).isEqualTo(free);
        Person lodger = home.person(4);
        assertOnlyRefused(
                Forms.idNumber(lodger, "OTHER").with("newNumber", free.value()),
                NANGAN,
                "newNumber",
                "registry.newNumber.taken");
        recorded(Forms.idNumber(person(home.id(0)), "OTHER"), NANGAN);
        assertOnlyRefused(
                Forms.idNumber(lodger, "OTHER").with("newNumber", free.value()),
                NANGAN,
                "newNumber",
                "registry.newNumber.taken");
    }

    @Test
    void twoWhoPickOneNumberInOneSittingAreTold() {
        People.Home home = aFamily("號碼路8號");
        NationalId free = NationalId.of('Z', 1, PICKED.incrementAndGet());
        Recording recording = desk.record(
                List.of(
                        Forms.idNumber(home.person(0), "OTHER")
                                .with("newNumber", free.value())
                                .form(),
                        Forms.idNumber(home.person(4), "OTHER")
                                .with("newNumber", free.value())
                                .form()),
                Map.of(),
                NANGAN);
        assertThat(recording)
                .isInstanceOfSatisfying(
                        Recording.Refused.class,
                        refused -> assertThat(refused.refusals()).containsOnlyKeys(1));
    }

    @Test
    void aResidentNumberOfTheOldFormGivesWayToTheOneOnThePermit() {
        Person resident = bearing(new NationalId("AC17003729"), Sex.MALE);
        Forms form = Forms.idNumber(resident, "RESIDENT")
                .with("evidence", "ID_CARD,RESIDENCE_PERMIT")
                .without("numberBar");
        assertOnlyRefused(form, NANGAN, "newNumber", "registry.newNumber.missing");
        assertOnlyRefused(form.with("newNumber", "A123456789"), NANGAN, "newNumber", "registry.newNumber.notResident");
        assertOnlyRefused(form.with("newNumber", "F900000002"), NANGAN, "newNumber", "registry.newNumber.sex");
        recorded(form.with("newNumber", NationalId.of('A', 8, 1_700_372).value()), NANGAN);
        assertThat(desk.search(new PersonSearch("ac17003729", null, null, null, null), NANGAN)
                        .persons())
                .extracting(Person::id)
                .containsExactly(resident.id());
    }

    @Test
    void itIsFiledAtTheDomicile() {
        People.Home home = aFamily("號碼路9號");
        assertOnlyRefused(Forms.idNumber(home.person(0), "OTHER"), BANQIAO, "", "registry.office.notDomicile");
    }

    /** The first number of this form that fits and that no other test uses. */
    private static NationalId numberWith(java.util.function.Predicate<String> fits) {
        return IntStream.iterate(PICKED.addAndGet(1), i -> PICKED.incrementAndGet())
                .mapToObj(i -> NationalId.of('Z', 1, i % 10_000_000))
                .filter(n -> fits.test(n.value()))
                .findFirst()
                .orElseThrow();
    }

    /** Somebody alone who bears this number. */
    private Person bearing(NationalId number, Sex sex) {
        people.load(List.of(new Founding(
                new HouseholdNo("Z9%06d".formatted(PICKED.incrementAndGet() % 1_000_000)),
                Household.Kind.SINGLE_LIVING,
                new Address(JIESHOU, "", "", "", 1, "號碼路10號"),
                LocalDate.of(2010, 1, 1),
                List.of(new Founding.Member(
                        1,
                        number,
                        "曾阿水",
                        1,
                        sex,
                        LocalDate.of(1980, 1, 9),
                        "連江縣",
                        "",
                        Person.Marital.SINGLE,
                        "戶長",
                        null,
                        null,
                        null,
                        null,
                        null)))));
        return desk.person(number, AsOf.on(TODAY), NANGAN).orElseThrow();
    }
}
