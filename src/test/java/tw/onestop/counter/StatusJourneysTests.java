package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistrationKind;

/** One journey for each registration of civil status, and for households that part and join, in a real browser and by keyboard. */
class StatusJourneysTests extends CounterJourney {

    private People.Home alone(String name, Sex sex, String street) {
        return people.household(JIESHOU, street)
                .head(name, sex, LocalDate.of(1994, 4, 5))
                .found();
    }

    private People.Home couple(String street) {
        return people.household(JIESHOU, street)
                .head("康文彬", Sex.MALE, LocalDate.of(1990, 1, 2))
                .spouse("戴怡君", Sex.FEMALE, LocalDate.of(1991, 3, 4))
                .found();
    }

    @Test
    void aChildIsBornAndHasANumberAtOnce() {
        People.Home home = couple("介壽路161號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().get(1).value());
            clerk.begin(RegistrationKind.BIRTH);
            clerk.walk.type(daysAgo(5));
            clerk.walk.fill("f-childName", "康樂");
            clerk.answer("sex", 1);
            clerk.answer("descent", 0);
            clerk.answer("surnameFrom", 0);
            clerk.answer("surnameBy", 0);
            clerk.walk.fill("f-birthPlace", "連江縣");
            clerk.papers("SURNAME_AGREEMENT");
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("約定從父姓", "配賦統一編號");
            clerk.conclude();
            assertThat(clerk.walk.text()).contains("康樂");
        }
        assertThat(household(home.no()).members())
                .filteredOn(m -> m.name().equals("康樂"))
                .singleElement()
                .satisfies(child -> {
                    assertThat(child.relationToHead()).isEqualTo("長女");
                    assertThat(child.nationalId().sex()).isEqualTo(Sex.FEMALE);
                });
    }

    @Test
    void aFatherAcknowledgesHisChildAndItBearsHisNameInAllItsNotices() {
        People.Home mother = people.household(JIESHOU, "介壽路171之1號")
                .head("葉青", Sex.FEMALE, LocalDate.of(1994, 4, 5))
                .child("葉小楓", Sex.FEMALE, LocalDate.of(2020, 4, 5))
                .found();
        People.Home father = alone("傅海", Sex.MALE, "介壽路171之2號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(mother.numbers().get(1).value());
            clerk.begin(RegistrationKind.ACK);
            clerk.answer("ackBy", 0);
            clerk.walk.fill("f-eventDate", daysAgo(1));
            clerk.walk.fill("f-father", father.numbers().getFirst().value());
            clerk.answer("ackSurname", 1);
            clerk.papers("SURNAME_AGREEMENT");
            clerk.pick("f-applicant.relation", 0);
            clerk.walk.fill(
                    "f-applicant.nationalId", father.numbers().getFirst().value());
            clerk.walk.fill("f-applicant.name", "傅海");
            clerk.toNotices();
            clerk.walk.tick("c-NHIA/NAME/" + mother.id(1).value());
            clerk.agree();
            assertThat(clerk.walk.text()).contains("經生父傅海認領");
            clerk.conclude();
        }
        assertThat(person(mother.id(1)).name()).isEqualTo("傅小楓");
        assertThat(person(mother.id(1)).father()).isEqualTo("傅海");
    }

    @Test
    void aCourtGivesSomebodyAGuardianAndAnAssistant() {
        People.Home home = people.household(JIESHOU, "介壽路172之1號")
                .head("阮國強", Sex.MALE, LocalDate.of(1970, 4, 5))
                .lodger("鄧老", Sex.MALE, LocalDate.of(1940, 4, 5))
                .lodger("聶老", Sex.FEMALE, LocalDate.of(1941, 4, 5))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.BANQIAO, access, port)) {
            clerk.find(home.numbers().get(1).value());
            clerk.begin(RegistrationKind.GUARD);
            clerk.answer("careAction", 0);
            clerk.answer("guardBy", 0);
            care(clerk, "f-guardian", home);
            clerk.find(home.numbers().get(2).value());
            clerk.begin(RegistrationKind.ASSIST);
            clerk.answer("careAction", 0);
            care(clerk, "f-assistant", home);
            clerk.find(home.numbers().get(2).value());
            assertThat(clerk.page().innerText(".counter-members")).contains("監護 阮國強", "輔助 阮國強");
        }
    }

    private void care(Clerk clerk, String carer, People.Home home) {
        clerk.walk.fill("f-eventDate", daysAgo(4));
        clerk.walk.fill(carer, home.numbers().getFirst().value());
        clerk.papers("FINALITY_CERTIFICATE");
        clerk.pick("f-applicant.relation", 0);
        clerk.pick("f-applicant.fill", 1);
        clerk.toNotices();
        clerk.withoutNotices();
        clerk.conclude();
    }

    @Test
    void parentsWhoPartAgreeOnTheirChild() {
        People.Home home = people.household(JIESHOU, "介壽路172之2號")
                .head("萬家寶", Sex.MALE, LocalDate.of(1990, 1, 2))
                .spouse("段雨", Sex.FEMALE, LocalDate.of(1991, 3, 4))
                .child("萬全", Sex.MALE, LocalDate.of(2018, 3, 4))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.BANQIAO, access, port)) {
            clerk.find(home.numbers().get(2).value());
            clerk.begin(RegistrationKind.CUSTODY);
            clerk.answer("careAction", 0);
            clerk.answer("custodyBy", 0);
            clerk.walk.fill("f-eventDate", daysAgo(0));
            clerk.walk.fill("f-custodian", home.numbers().get(1).value());
            clerk.papers();
            clerk.pick("f-applicant.fill", 2);
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("由段雨行使負擔權利義務");
            clerk.conclude();
        }
        assertThat(person(home.id(2)).carers()).containsExactly("段雨");
    }

    @Test
    void aPeopleAndATraditionalNameAreNoted() {
        People.Home home = alone("古秀美", Sex.FEMALE, "介壽路172之3號");
        try (Clerk clerk = Clerk.of(Clerk.BANQIAO, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.INDIG);
            clerk.answer("indigAction", 0);
            clerk.answer("indigStatus", 1);
            clerk.answer("people", 0);
            clerk.walk.fill("f-indigenousName", "Panay");
            clerk.papers("ID_CARD");
            clerk.toNotices();
            clerk.withoutNotices();
            clerk.conclude();
            clerk.find(home.numbers().getFirst().value());
            assertThat(clerk.page().innerText(".counter-members")).contains("阿美族 Panay");
        }
    }

    @Test
    void aChildIsAdoptedAndTheAdoptionEnds() {
        People.Home child = alone("姚晴", Sex.FEMALE, "介壽路172之4號");
        People.Home man = people.household(JIESHOU, "介壽路172之5號")
                .head("鍾山", Sex.MALE, LocalDate.of(1965, 4, 5))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.BANQIAO, access, port)) {
            clerk.find(child.numbers().getFirst().value());
            clerk.begin(RegistrationKind.ADOPT);
            clerk.walk.type(daysAgo(6));
            clerk.walk.fill("f-adoptiveFather", man.numbers().getFirst().value());
            clerk.answer("adoptSurname", 1);
            clerk.papers("FINALITY_CERTIFICATE");
            clerk.toNotices();
            clerk.walk.tick("c-NHIA/NAME/" + child.id(0).value());
            clerk.agree();
            assertThat(clerk.walk.text()).contains("由鍾山收養從養家姓");
            clerk.conclude();
            assertThat(person(child.id(0)).name()).isEqualTo("鍾晴");

            clerk.find(child.numbers().getFirst().value());
            assertThat(clerk.page().innerText(".counter-members")).contains("養父 鍾山");
            clerk.begin(RegistrationKind.ADOPT_END);
            clerk.answer("adoptEndBy", 0);
            clerk.walk.fill("f-eventDate", daysAgo(1));
            clerk.papers();
            clerk.toNotices();
            clerk.withoutNotices();
            clerk.conclude();
        }
        assertThat(person(child.id(0)).name()).isEqualTo("姚晴");
    }

    @Test
    void aClerkSeesRelativesAndHeirs() {
        People.Home home = couple("介壽路172之6號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.walk.tabTo("kin");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/kin");
            assertThat(clerk.page().innerText("[data-kin]")).contains("配偶", "戴怡君", "康文彬－戴怡君");
            assertThat(clerk.page().innerText("[data-heirs]")).contains("戴怡君");
        }
    }

    @Test
    void somebodyWhoSettlesHereIsRegisteredForTheFirstTime() {
        People.Home home = couple("介壽路172之7號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.INIT);
            clerk.walk.type(daysAgo(2));
            clerk.answer("initBy", 0);
            clerk.answer("initInto", 0);
            clerk.walk.fill("f-newcomerName", "阮氏蘭");
            clerk.answer("sex", 1);
            clerk.walk.fill("f-birthDate", "0790607");
            clerk.walk.fill("f-birthPlace", "越南");
            clerk.walk.fill("f-relation", "弟媳");
            clerk.papers();
            clerk.pick("f-applicant.relation", 1);
            clerk.pick("f-applicant.fill", 1);
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("經許可定居初設戶籍");
            clerk.conclude();
        }
        assertThat(household(home.no()).members()).extracting(Person::name).contains("阮氏蘭");
    }

    @Test
    void twoPeopleMarryAndOneOfThemTellsTheTaxOffice() {
        People.Home bride = alone("唐心怡", Sex.FEMALE, "介壽路162號");
        People.Home groom = alone("莊柏翰", Sex.MALE, "介壽路163號");
        marry(RegistrationKind.MARRY, bride, groom);
        assertThat(person(bride.id(0)).spouse()).isEqualTo("莊柏翰");
        assertThat(person(groom.id(0)).spouse()).isEqualTo("唐心怡");
    }

    @Test
    void twoWomenMarry() {
        People.Home one = alone("孟芸", Sex.FEMALE, "介壽路164號");
        People.Home other = alone("柯寧", Sex.FEMALE, "介壽路165號");
        marry(RegistrationKind.MARRY_748, one, other);
        assertThat(person(one.id(0)).spouse()).isEqualTo("柯寧");
        try (Clerk clerk = Clerk.of(Clerk.BANQIAO, access, port)) {
            divorce(clerk, RegistrationKind.END_748, one);
        }
        assertThat(person(other.id(0)).marital()).isEqualTo(Person.Marital.DIVORCED);
    }

    private void marry(RegistrationKind kind, People.Home one, People.Home other) {
        try (Clerk clerk = Clerk.of(Clerk.BANQIAO, access, port)) {
            clerk.find(one.numbers().getFirst().value());
            clerk.begin(kind);
            clerk.walk.type(daysAgo(0));
            clerk.answer("partnerFrom", 0);
            clerk.walk.fill("f-partner", other.numbers().getFirst().value());
            clerk.walk.fill("f-witness1", "甲證人");
            clerk.walk.fill("f-witness2", "乙證人");
            clerk.papers("ID_CARD");
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("結婚");
            clerk.conclude();
        }
    }

    @Test
    void aCoupleDivorces() {
        People.Home home = couple("介壽路166號");
        try (Clerk clerk = Clerk.of(Clerk.BANQIAO, access, port)) {
            divorce(clerk, RegistrationKind.DIVORCE, home);
        }
        assertThat(person(home.id(0)).marital()).isEqualTo(Person.Marital.DIVORCED);
        assertThat(person(home.id(1)).spouse()).isNull();
    }

    private void divorce(Clerk clerk, RegistrationKind kind, People.Home home) {
        clerk.find(home.numbers().getFirst().value());
        clerk.begin(kind);
        clerk.answer("divorceBy", 0);
        clerk.walk.fill("f-eventDate", daysAgo(0));
        clerk.walk.fill("f-witness1", "甲證人");
        clerk.walk.fill("f-witness2", "乙證人");
        clerk.papers("DIVORCE_AGREEMENT");
        clerk.toNotices();
        clerk.withoutNotices();
        clerk.conclude();
    }

    @Test
    void aHouseholdPartsAndJoinsAgain() {
        People.Home home = people.household(JIESHOU, "介壽路167號")
                .head("田永福", Sex.MALE, LocalDate.of(1960, 1, 2))
                .child("田大中", Sex.MALE, LocalDate.of(1988, 3, 4))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().get(1).value());
            clerk.begin(RegistrationKind.SPLIT);
            clerk.walk.type(daysAgo(1));
            clerk.walk.tick("f-members-" + home.id(1).value());
            clerk.papers("HOUSEHOLD_CERTIFICATE", "SEPARATE_LIVING");
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("分戶");
            clerk.conclude();
            assertThat(person(home.id(1)).householdNo()).isNotEqualTo(home.no());

            clerk.find(home.numbers().get(1).value());
            clerk.begin(RegistrationKind.MERGE);
            clerk.walk.type(daysAgo(0));
            clerk.answer("mode", 0);
            clerk.walk.fill("f-joinHousehold", home.no().value());
            clerk.papers("HOUSEHOLD_CERTIFICATE", "HEAD_CONSENT");
            clerk.toNotices();
            clerk.withoutNotices();
            clerk.conclude();
        }
        assertThat(person(home.id(1)).householdNo()).isEqualTo(home.no());
        assertThat(person(home.id(1)).relationToHead()).isEqualTo("長子");
    }

    @Test
    void whoIsAbroadForLongMovesOut() {
        People.Home home = couple("介壽路168號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().get(1).value());
            clerk.begin(RegistrationKind.MOVE_OUT);
            clerk.walk.type(daysAgo(2));
            clerk.answer("mode", 1);
            clerk.walk.tick("f-members-" + home.id(1).value());
            clerk.walk.fill("f-country", "日本");
            clerk.papers();
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("遷出國外（日本）");
            clerk.conclude();
        }
        assertThat(person(home.id(1)).status()).isEqualTo(Person.DomicileStatus.ABROAD);
    }

    @Test
    void whoLostTheNationalityHasNoDomicileAnyMore() {
        People.Home home = couple("介壽路173號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().get(1).value());
            clerk.begin(RegistrationKind.ANNUL);
            clerk.answer("annulGround", 0);
            clerk.walk.fill("f-eventDate", daysAgo(2));
            clerk.answer("litigation", 0);
            clerk.papers();
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("喪失中華民國國籍廢止戶籍");
            clerk.conclude();
        }
        assertThat(person(home.id(1)).status()).isEqualTo(Person.DomicileStatus.ANNULLED);
    }

    @Test
    void somebodyMissingIsDeclaredDead() {
        People.Home home = couple("介壽路169號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.DEATH_DECL);
            clerk.walk.type(daysAgo(20));
            clerk.walk.fill("f-finalOn", daysAgo(3));
            clerk.papers("FINALITY_CERTIFICATE");
            clerk.pick("f-applicant.relation", 1);
            clerk.pick("f-applicant.fill", 1);
            clerk.toNotices();
            assertThat(clerk.walk.text()).contains("依法直接通報");
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("宣告死亡");
            clerk.conclude();
        }
        assertThat(person(home.id(0)).status()).isEqualTo(Person.DomicileStatus.DECLARED_DEAD);
        assertThat(household(home.no()).head()).isEqualTo(home.id(1));
    }

    @Test
    void whereSomebodyWasBornIsRegistered() {
        People.Home home = alone("江小梅", Sex.FEMALE, "介壽路170號");
        try (Clerk clerk = Clerk.of(Clerk.BANQIAO, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.BIRTHPLACE);
            clerk.walk.fill("f-birthPlace", "花蓮縣");
            clerk.papers();
            clerk.toNotices();
            clerk.withoutNotices();
            clerk.conclude();
        }
        assertThat(person(home.id(0)).birthPlace()).isEqualTo("花蓮縣");
    }
}
