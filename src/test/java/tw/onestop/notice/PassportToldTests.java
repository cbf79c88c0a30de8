package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.Outgoing;
import tw.onestop.exchange.Reply;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.PassportDesk.Begun;
import tw.onestop.notice.PassportDesk.Finding;
import tw.onestop.registry.Forms;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;
import tw.onestop.registry.Recording;
import tw.onestop.registry.RegistryDesk;

/** 護照人別確認通報: who may have it told, how often, and what Consular Affairs learns. */
@ProductTest
@Import(ErrandWorld.class)
class PassportToldTests {

    private static final String JIESHOU = "09007010001";
    private static final Actor CLERK = People.clerk(JIESHOU);
    private static final AgencyCode BOCA = new AgencyCode("BOCA");

    @Autowired
    PassportDesk passports;

    @Autowired
    NoticeDesk desk;

    @Autowired
    InboundHandler replies;

    @Autowired
    FakeExchange exchange;

    @Autowired
    People people;

    @Autowired
    RegistryDesk registry;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JsonMapper json;

    @AfterEach
    void theClockAsBefore() {
        clock.reset();
    }

    @Test
    void theSisterWhoCameAlongHasItToldAndWhoElseMayNot() throws IOException {
        People.Home home = family();
        Person child = home.person(2);
        Person sister = home.person(3);
        decide(child, with(home.person(0), sister, "CONFIRMED", ""));

        assertThat(codes(form(stranger(), tells(child, "confirmation")))).containsExactly("notice.errand.notSelf");
        JsonNode data = promised(filed(form(sister, tells(child, "confirmation"))));

        JsonNode told = data.path("details");
        assertThat(told.path("companion").asString()).isEqualTo("COLLATERAL");
        assertThat(told.path("companionNationalId").asString())
                .isEqualTo(sister.nationalId().value());
        assertThat(told.path("consentName").asString()).isEqualTo("王大明");
        assertThat(told.path("consentNationalId").asString())
                .isEqualTo(home.person(0).nationalId().value());
        assertThat(told.path("office").asString())
                .isEqualTo(Objects.requireNonNull(CLERK.office()).value());
        assertThat(told.path("officeName").asString()).isEqualTo("連江縣南竿鄉戶政事務所");
        assertThat(told.path("why").isMissingNode()).isTrue();
    }

    @Test
    void withTheFilingNobodyIsNamedOnceMore() throws IOException {
        People.Home home = family();
        Person child = home.person(2);
        decide(child, with(home.person(0), home.person(3), "CONFIRMED", ""));

        JsonNode told = promised(filed(form(
                        home.person(0),
                        new NoticeForm.Wish(
                                "passport",
                                "filing-child",
                                child.id(),
                                Map.of(
                                        "urgent", "NO",
                                        "overseas", "NO",
                                        "representative", "DOMICILED",
                                        "handing", "OFFICE",
                                        "form", "yes",
                                        "photographs", "yes")))))
                .path("details");

        assertThat(told.path("companion").asString()).isEqualTo("COLLATERAL");
        assertThat(told.propertyNames()).doesNotContain("companionName", "companionNationalId", "consentName");
        assertThat(told.path("officeName").asString()).isEqualTo("連江縣南竿鄉戶政事務所");
    }

    @Test
    void whoHasMovedAbroadSinceIsNotFiledFor() throws IOException {
        People.Home home = family();
        Person child = home.person(2);
        decide(child, with(home.person(0), home.person(3), "CONFIRMED", ""));
        NoticeForm.Wish filing = new NoticeForm.Wish(
                "passport",
                "filing-child",
                child.id(),
                Map.of(
                        "urgent", "NO",
                        "overseas", "NO",
                        "representative", "DOMICILED",
                        "handing", "OFFICE",
                        "form", "yes",
                        "photographs", "yes"));
        Recording gone = transaction.execute(_ -> registry.record(
                List.of(Forms.abroad(child, "115/3/1")
                        .by(home.person(0), "HEAD")
                        .form()),
                Map.of(),
                CLERK));
        assertThat(gone).isInstanceOf(Recording.Recorded.class);

        assertThat(codes(form(home.person(0), filing))).containsExactly("notice.passport.filing.abroad");
        assertThat(desk.check(form(home.person(0), filing)))
                .extracting(Refusal::code)
                .contains("notice.passport.filing.abroad");
    }

    @Test
    void aDoubtThatIsUnderWayKeepsBackNoLaterConfirmation() throws IOException {
        Person child = family().person(2);
        Person father = family().person(0);
        decide(child, new Finding("", Set.of(), "", "", "", "", "", "", "", "", "", "", "", "DOUBTFUL", "相片模糊"));
        Filing.Filed doubt = filed(form(child, tells(child, "confirmation")));
        JsonNode told = promised(doubt).path("details");
        assertThat(told.path("why").asString()).isEqualTo("相片模糊");
        assertThat(told.path("pictureMatch").asString()).isEqualTo("NOT_COMPARED");
        replies.replied(List.of(new InboundHandler.Replying(
                item(doubt),
                new Reply(Reply.Status.RECEIVED, null, null, null, null),
                Actor.system("client-boca", BOCA))));
        assertThat(codes(form(child, tells(child, "confirmation")))).containsExactly("notice.errand.standsAlready");

        Finding of = with(father, father, "CONFIRMED", "");
        decide(
                child,
                new Finding(
                        of.former(),
                        of.papers(),
                        of.companionNumber(),
                        of.companionName(),
                        "",
                        "yes",
                        "yes",
                        of.representative(),
                        of.representativeName(),
                        "",
                        "yes",
                        of.against(),
                        of.alike(),
                        of.result(),
                        ""));
        assertThat(promised(filed(form(child, tells(child, "confirmation"))))
                        .path("details")
                        .path("result")
                        .asString())
                .isEqualTo("CONFIRMED");
    }

    private People.Home family() {
        clock.goTo(LocalDate.of(2026, 3, 2));
        return people.household(JIESHOU, "護照路21號")
                .head("王大明", Sex.MALE, LocalDate.of(1985, 1, 9))
                .spouse("林小美", Sex.FEMALE, LocalDate.of(1986, 3, 4))
                .child("王一", Sex.MALE, LocalDate.of(2016, 2, 3))
                .child("王姊", Sex.FEMALE, LocalDate.of(2005, 2, 3))
                .found();
    }

    private Person stranger() {
        return people.household(JIESHOU, "護照路22號")
                .head("林外人", Sex.MALE, LocalDate.of(1970, 1, 1))
                .found()
                .person(0);
    }

    private void decide(Person person, Finding finding) throws IOException {
        if (passports.begin(person.id(), PassportTests.image("jpeg", 350, 450), CLERK) instanceof Begun.Case(UUID id)) {
            assertThat(passports.decide(id, finding, CLERK)).isEmpty();
            clock.advance(java.time.Duration.ofSeconds(1));
        } else {
            throw new AssertionError("not begun");
        }
    }

    private static Finding with(Person father, Person companion, String result, String why) {
        return new Finding(
                "NO",
                Set.of("HOUSEHOLD_CERTIFICATE"),
                companion.nationalId().value(),
                companion.name(),
                "",
                "",
                "yes",
                father.nationalId().value(),
                father.name(),
                "",
                "",
                "HOUSEHOLD_CERTIFICATE",
                "YES",
                result,
                why);
    }

    private static NoticeForm.Wish tells(Person person, String change) {
        return new NoticeForm.Wish("passport", change, person.id(), Map.of());
    }

    private static NoticeForm form(Person applicant, NoticeForm.Wish wish) {
        return new NoticeForm(
                List.of(),
                applicant.nationalId(),
                applicant.name(),
                null,
                "0912345678",
                "",
                true,
                ConsentNotices.VERSION,
                Filed.signature(true),
                List.of(),
                List.of(wish),
                Set.of());
    }

    private Filing file(NoticeForm form) {
        return Objects.requireNonNull(transaction.execute(_ -> desk.file(form, CLERK)));
    }

    private Filing.Filed filed(NoticeForm form) {
        Filing filing = file(form);
        assertThat(filing).isInstanceOf(Filing.Filed.class);
        return (Filing.Filed) filing;
    }

    private List<String> codes(NoticeForm form) {
        return file(form) instanceof Filing.Refused(List<Refusal> refusals)
                ? refusals.stream().map(Refusal::code).distinct().toList()
                : List.of();
    }

    private UUID item(Filing.Filed filed) {
        return desk.receipt(filed.receiptNo(), CLERK)
                .orElseThrow()
                .items()
                .getFirst()
                .id();
    }

    private JsonNode promised(Filing.Filed filed) {
        UUID id = item(filed);
        return exchange.promised.stream()
                .filter(one -> one.id().equals(id))
                .map(Outgoing::dataJson)
                .map(json::readTree)
                .findFirst()
                .orElseThrow();
    }
}
