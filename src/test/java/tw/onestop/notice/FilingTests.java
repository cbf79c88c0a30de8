package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.notice.Filed.LAND;
import static tw.onestop.notice.Filed.TAIPOWER;
import static tw.onestop.notice.Filed.choice;
import static tw.onestop.notice.Filed.form;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.agency.ReceiverDesk;
import tw.onestop.agency.Receiving;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.Outgoing;
import tw.onestop.exchange.Reply;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;

@ProductTest
@Import(NoticeWorld.class)
class FilingTests {

    @Autowired
    NoticeDesk desk;

    @Autowired
    InboundHandler replies;

    @Autowired
    FakeExchange exchange;

    @Autowired
    Filed filed;

    @Autowired
    JsonMapper json;

    @Autowired
    ReceiverDesk receivers;

    @Autowired
    ProposalDesk proposals;

    @Autowired
    TestClock clock;

    @AfterEach
    void letTimeRun() {
        clock.reset();
    }

    @Test
    void theCounterNamesUnaskedWhatFitsAndWhoIsToldAnyway() {
        List<Offer> offers = desk.offers(
                List.of(RegistrationKind.MOVE_IN, RegistrationKind.NAME), Set.of(ChangeType.ADDRESS, ChangeType.NAME));

        Offer power = offers.stream()
                .filter(o -> o.agency().code().equals(TAIPOWER))
                .findFirst()
                .orElseThrow();
        assertThat(power.changes()).containsExactly(ChangeType.NAME, ChangeType.ADDRESS);
        assertThat(power.extraKeys()).extracting(key -> key.name()).containsExactly("electricityNo");
        assertThat(power.statutory()).isFalse();
        assertThat(offers.stream().filter(Offer::statutory).map(o -> o.agency().name()))
                .contains("戶籍地公所役政單位", "遷出地及遷入地戶政事務所");
    }

    @Test
    void aDeathIsToldByLawAndOffersNothingThatNobodyTakes() {
        assertThat(desk.offers(List.of(RegistrationKind.DEATH), Set.of(ChangeType.DEATH)))
                .allMatch(Offer::statutory)
                .extracting(offer -> offer.agency().code().value())
                .contains("NHIA", "NTAX", "POLICE", "HEALTH-CENTRE");
    }

    @Test
    void eachAgencyGetsOnlyWhatWasTickedForIt() {
        Registration move = filed.aMove();
        Filing.Filed receipt = (Filing.Filed)
                filed.file(form(move, choice(TAIPOWER, move, Map.of("electricityNo", "01-234-567890", "other", "x"))));

        Outgoing outgoing = promised(receipt, TAIPOWER);
        JsonNode data = json.readTree(outgoing.dataJson());
        assertThat(outgoing.type()).isEqualTo("tw.onestop.notice.registration-change.address.v1");
        assertThat(data.path("after").propertyNames()).containsExactly("address.full");
        assertThat(data.path("extraKeys").path("electricityNo").stringValue()).isEqualTo("01234567890");
        assertThat(data.path("extraKeys").propertyNames()).containsExactly("electricityNo");
        assertThat(data.path("contact").path("phone").stringValue()).isEqualTo("0912345678");
        assertThat(data.path("effectiveDate").stringValue()).isEqualTo("2026-03-02");
        assertThat(new String(outgoing.dataJson(), StandardCharsets.UTF_8)).doesNotContain("陳大明", "王大明");
    }

    @Test
    void aReceiverOfACountyIsOfferedAndToldWhereTheCitizenLivesOrLived() {
        // Long after the days of all other tests.
        clock.goTo(LocalDate.of(2041, 3, 4));
        AgencyCode near = Receiving.enacted("TEST-NEAR", "連江縣", receivers, proposals, clock);
        AgencyCode far = Receiving.enacted("TEST-FAR", "屏東縣", receivers, proposals, clock);
        Registration move = filed.aMove();
        Offer offered = desk.offers(List.of(RegistrationKind.MOVE_IN), Set.of(ChangeType.ADDRESS)).stream()
                .filter(offer -> offer.agency().code().equals(near))
                .findFirst()
                .orElseThrow();
        assertThat(offered.coverage().covers(move.affected().getFirst().townships()))
                .isTrue();

        Filing refused = filed.file(form(move, choice(far, move, Map.of("gasNo", "P1234567"))));
        assertThat(((Filing.Refused) refused).refusals())
                .containsExactly(Refusal.of("choices", "notice.choice.notCovered", "測試瓦斯", "ADDRESS"));
        Filing.Filed receipt = (Filing.Filed) filed.file(form(move, choice(near, move, Map.of("gasNo", "P1234567"))));
        assertThat(promised(receipt, near).type()).isEqualTo("tw.onestop.notice.registration-change.address.v1");
    }

    @Test
    void aTrainingCopysNumbersAreNoneThatTheRegisterWillGive() {
        String number = ReceiptNumber.forTraining(LocalDate.of(2026, 3, 2), 7);
        assertThat(number).startsWith("91500000007").hasSize(12);
        assertThat(ReceiptNumber.parse(number)).contains(number);
        assertThat(ReceiptNumber.of(LocalDate.of(2026, 3, 2), 7)).startsWith("11500000007");
    }

    @Test
    void theReceiptNumberAndTheCodeCanBeKeyedOnATelephone() {
        Filing.Filed receipt = filed.anApplication();

        assertThat(receipt.receiptNo()).matches("\\d{12}");
        assertThat(receipt.queryCode()).matches("\\d{10}");
        assertThat(ReceiptNumber.parse(receipt.receiptNo())).isPresent();
        char last = receipt.receiptNo().charAt(11);
        String mistyped = receipt.receiptNo().substring(0, 11) + (last == '9' ? '0' : (char) (last + 1));
        assertThat(ReceiptNumber.parse(mistyped)).isEmpty();
    }

    @Test
    void everyWrongInputHasItsOwnSentence() {
        Registration move = filed.aMove();
        NoticeForm empty = new NoticeForm(
                List.of(), Filed.APPLICANT, " ", null, "123", "nobody", false, "", new byte[0], List.of());

        assertThat(codes(filed.file(empty)))
                .containsExactlyInAnyOrder(
                        "notice.choice.none",
                        "notice.applicantName.missing",
                        "notice.consent.missing",
                        "notice.phone.format",
                        "notice.email.format",
                        "notice.signature.missing",
                        "notice.registration.unknown");
        assertThat(codes(filed.file(form(move, choice(new AgencyCode("NHIA"), move, Map.of())))))
                .contains("notice.choice.notTaken");
        assertThat(codes(filed.file(form(move, choice(LAND, move, Map.of()), choice(LAND, move, Map.of())))))
                .containsExactly("notice.choice.twice");
    }

    @Test
    void aWrongKeyIsRefusedBesideItsField() {
        Registration move = filed.aMove();

        assertThat(desk.check(form(move, choice(TAIPOWER, move, Map.of("electricityNo", "12")))))
                .extracting(Refusal::field, Refusal::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("keys.TAIPOWER.electricityNo", "notice.key.format"));
        assertThat(desk.check(form(move, choice(TAIPOWER, move, Map.of()))))
                .extracting(Refusal::code)
                .containsExactly("notice.key.missing");
        assertThat(desk.check(form(move, choice(TAIPOWER, move, Map.of("electricityNo", "０１２３４５６７８９０ ")))))
                .isEmpty();
    }

    @Test
    void anEmptyDrawingIsNoSignature() {
        assertThat(Signature.refusal(Filed.signature(false)).map(Refusal::code)).contains("notice.signature.missing");
        assertThat(Signature.refusal("GIF89a..".getBytes(StandardCharsets.US_ASCII))
                        .map(Refusal::code))
                .contains("notice.signature.notPng");
        assertThat(Signature.refusal(new byte[201 * 1024]).map(Refusal::code)).contains("notice.signature.tooLarge");
        assertThat(Signature.refusal(Filed.signature(true))).isEmpty();
    }

    @Test
    void aSpeckIsNoSignatureAndAFineStrokeIsOneHoweverLargeThePicture() {
        byte[] speck = Filed.picture(2000, 1000, pen -> pen.fillRect(40, 40, 4, 4));
        byte[] fine = Filed.picture(2000, 1000, pen -> pen.fillRect(41, 43, 30, 1));
        assertThat(Signature.refusal(speck).map(Refusal::code)).contains("notice.signature.missing");
        assertThat(Signature.refusal(fine)).isEmpty();
    }

    @Test
    void onlyWhatTheRegistrationChangedForThatPersonCanBeTold() {
        Registration move = filed.aMove();
        Registration other = filed.aMove();

        assertThat(codes(filed.file(form(move, choice(LAND, other, Map.of())))))
                .containsExactly("notice.choice.notChanged");
    }

    @Test
    void anUnknownRegistrationIsRefused() {
        Registration move = filed.aMove();
        NoticeForm good = form(move, choice(LAND, move, Map.of()));
        NoticeForm bad = new NoticeForm(
                List.of(move.id(), new RegistrationId(-1)),
                good.applicant(),
                good.applicantName(),
                null,
                good.phone(),
                "",
                true,
                good.consentVersion(),
                good.signaturePng(),
                good.choices());

        assertThat(codes(filed.file(bad))).containsExactly("notice.registration.unknown");
    }

    @Test
    void theSameIsToldOnceAndMayBeToldAgainAfterARejection() {
        Registration move = filed.aMove();
        NoticeForm form = form(move, choice(LAND, move, Map.of()));
        Filing.Filed first = (Filing.Filed) filed.file(form);

        assertThat(codes(filed.file(form))).containsExactly("notice.choice.toldBefore");

        replies.delivered(List.of(new InboundHandler.Delivered(filed.item(first, LAND), Instant.now(), null)));
        replies.replied(List.of(new InboundHandler.Replying(
                filed.item(first, LAND),
                new Reply(Reply.Status.REJECTED, "統一編號不符", null, null, null),
                Actor.system("land", LAND))));
        assertThat(filed.file(form)).isInstanceOf(Filing.Filed.class);
    }

    @Test
    void theReceiptIsReadAtItsOfficeOnly() {
        Filing.Filed receipt = filed.anApplication();

        Receipt read = desk.receipt(receipt.receiptNo(), Filed.CLERK).orElseThrow();
        assertThat(read.queryCode()).isEqualTo(receipt.queryCode());
        assertThat(read.applicant()).isEqualTo("王○明 " + Filed.APPLICANT.masked());
        assertThat(read.items()).hasSize(2).allMatch(item -> item.person().equals("陳○明"));
        assertThat(desk.receipt(receipt.receiptNo(), Actor.staff("other", new OfficeCode("65000010"))))
                .isEmpty();
        assertThat(desk.recent(Filed.CLERK, 50))
                .anyMatch(recent -> recent.receiptNo().equals(receipt.receiptNo())
                        && recent.queryCode().isEmpty());
    }

    @Test
    void theConsentNoticeSaysTheSameInBothLanguages() {
        assertThat(desk.consentNotice().chinese())
                .hasSameSizeAs(desk.consentNotice().english())
                .hasSize(6);
    }

    private Outgoing promised(Filing.Filed receipt, AgencyCode agency) {
        return exchange.promised.stream()
                .filter(outgoing -> outgoing.id().equals(filed.item(receipt, agency)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(Filing filing) {
        return ((Filing.Refused) filing).refusals().stream().map(Refusal::code).toList();
    }
}
