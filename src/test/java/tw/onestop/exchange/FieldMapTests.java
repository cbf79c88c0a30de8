package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.agency.Receiving.PREPARES;
import static tw.onestop.agency.Receiving.SIGNS;
import static tw.onestop.agency.Receiving.waiting;
import static tw.onestop.exchange.WireWorld.eventually;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.agency.Agency;
import tw.onestop.agency.FieldMap;
import tw.onestop.agency.FieldMapDesk;
import tw.onestop.agency.FieldMapForm;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;

/** 欄位對應: what a receiver asked for comes by every door, in the published envelope. */
@ProductTest
class FieldMapTests {

    private static final String CONSENT = "tw.onestop.notice.registration-change.address.v1";
    private static final String LAW = "tw.onestop.notice.statutory.move.v1";
    private static final String NOTICE = """
            {"programme":"registration-change","change":"address","effectiveDate":"2026-01-09",
             "person":{"nationalId":"A123456789","name":"王𠮷明"},"before":{"address.full":"舊址"},
             "after":{"address.full":"新址"},"extraKeys":{},"contact":{"phone":"0912-345-678"}}
            """;
    private static final String MAPPED = """
            {"EFF_DATE":"1150109","USER_NAME":"王𠮷明","TEL":"0912345678","NEW_ADDR":"新址"}""";
    private static final Map<String, FieldMapForm.Line> WANTED = Map.of(
            "effectiveDate", new FieldMapForm.Line("effectiveDate", "EFF_DATE", "ROC"),
            "person.name", new FieldMapForm.Line("person.name", "USER_NAME", "AS_IS"),
            "contact.phone", new FieldMapForm.Line("contact.phone", "TEL", "DIGITS"),
            "contact.email", new FieldMapForm.Line("contact.email", "MAIL", "AS_IS"),
            "after.address.full", new FieldMapForm.Line("after.address.full", "NEW_ADDR", "AS_IS"));

    @Autowired
    FilingWorld filing;

    @Autowired
    WireWorld world;

    @Autowired
    DoorDesk doors;

    @Autowired
    BundleDesk files;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    MachineDesk machines;

    @Autowired
    FieldMapDesk maps;

    @Autowired
    ProposalDesk proposals;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private Receiver receiver;
    private FilingAgency agency;
    private Actor officer;

    @BeforeEach
    void anAgencyThatAskedForItsOwnNames() throws Exception {
        receiver = new Receiver();
        agency = filing.anAgency(Agency.Door.WEBHOOK);
        officer = Actor.officer("o", agency.code);
        world.listens(agency.code, receiver.url(), "");
    }

    @AfterEach
    void ends() {
        receiver.close();
        agency.close();
        clock.reset();
    }

    @Test
    void whatWasSignedForComesByEveryDoorAndNothingElseIsOtherwise() {
        UUID before = promised(CONSENT);
        eventually(() -> receiver.ids().contains(before.toString()));
        assertThat(data(receiver.got.getLast().body())
                        .path("person")
                        .path("name")
                        .asString())
                .isEqualTo("王𠮷明");
        enacted(WANTED);

        UUID byWebhook = promised(CONSENT);
        eventually(() -> receiver.ids().contains(byWebhook.toString()));
        JsonNode envelope = WireWorld.json(receiver.got.getLast().body());
        assertThat(envelope.path("data")).isEqualTo(WireWorld.json(MAPPED));
        assertThat(envelope.path("type").asString()).isEqualTo(CONSENT);
        assertThat(envelope.path("dataschema").asString()).endsWith(CONSENT + ".json");

        moved(Agency.Door.PULL);
        long after = exchange.endpoint(agency.code).waiting();
        promised(CONSENT);
        eventually(() -> !pulled(after).isEmpty());
        assertThat(data(pulled(after).getLast())).isEqualTo(WireWorld.json(MAPPED));

        moved(Agency.Door.FILE);
        promised(CONSENT);
        eventually(() -> exchange.endpoint(agency.code).waiting() > 0);
        files.makeNow(agency.code, officer);
        eventually(() -> agency.out().stream().anyMatch(name -> name.startsWith("notices")));
        assertThat(data(agency.fetched("notices")
                        .text("notices.jsonl")
                        .lines()
                        .toList()
                        .getLast()))
                .isEqualTo(WireWorld.json(MAPPED));

        moved(Agency.Door.INBOX);
        UUID inInbox = promised(CONSENT);
        eventually(() -> exchange.envelope(agency.code, inInbox, officer).isPresent());
        assertThat(shown(inInbox)).isEqualTo(WireWorld.json(MAPPED));
        UUID byLaw = promised(LAW);
        eventually(() -> exchange.envelope(agency.code, byLaw, officer).isPresent());
        assertThat(shown(byLaw)).isEqualTo(WireWorld.json(NOTICE));

        enacted(Map.of());
        UUID again = promised(CONSENT);
        eventually(() -> exchange.envelope(agency.code, again, officer).isPresent());
        assertThat(shown(again)).isEqualTo(WireWorld.json(NOTICE));
    }

    @Test
    void everyWrongLineHasItsSentenceAndTheExampleShowsWhatWouldBeTold() {
        FieldMapForm wrong = form(
                Map.of(
                        "person.name",
                        new FieldMapForm.Line("person.name", "9name", "ROC"),
                        "person.nationalId",
                        new FieldMapForm.Line("person.nationalId", "TEL", "DIGITS"),
                        "contact.phone",
                        new FieldMapForm.Line("contact.phone", "TEL", "DIGITS")),
                "");
        assertThat(maps.prepare(wrong, PREPARES))
                .extracting(Refusal::code)
                .containsExactly(
                        "receiver.fields.name",
                        "receiver.fields.form",
                        "receiver.fields.twice",
                        "receiver.missing.source");
        assertThat(maps.prepare(form(Map.of(), "來函"), PREPARES))
                .containsExactly(Refusal.of("", "receiver.fields.none"));
        assertThat(maps.example(form(WANTED, "來函"))).contains("\"EFF_DATE\" : \"1150109\"", "\"MAIL\"");
    }

    @Test
    void whatWasRegisteredInTheMorningIsWrittenWithTheDayOfTaiwan() {
        FieldMap map = new FieldMap(
                List.of(new FieldMap.Field("registration.recordedAt", "REG_DATE", FieldMap.Form.ROC_SLASHED)));
        byte[] early = "{\"registration\":{\"recordedAt\":\"2026-01-08T23:30:00Z\"}}".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(map.payload(early), StandardCharsets.UTF_8)).isEqualTo("{\"REG_DATE\":\"115/01/09\"}");
    }

    private FieldMapForm form(Map<String, FieldMapForm.Line> wanted, String source) {
        List<FieldMapForm.Line> lines = maps.present(agency.code, PREPARES).fields().stream()
                .map(line -> wanted.getOrDefault(line.path(), new FieldMapForm.Line(line.path(), "", "AS_IS")))
                .toList();
        return new FieldMapForm(agency.code.value(), lines, source, "系統介接");
    }

    private void enacted(Map<String, FieldMapForm.Line> wanted) {
        assertThat(maps.prepare(form(wanted, "機關來函"), PREPARES)).isEmpty();
        UUID proposal = waiting(proposals, agency.code.value()).id();
        LocalDate today = LocalDate.now(clock);
        assertThat(decide(proposal, today)).containsExactly(Refusal.of("from", "receiver.from.tomorrow"));
        assertThat(decide(proposal, today.plusDays(1))).isEmpty();
        clock.goTo(today.plusDays(1));
    }

    private List<Refusal> decide(UUID proposal, LocalDate from) {
        return proposals.decide(proposal, new ProposalDesk.Decision("ENACTED", RocDate.compact(from), ""), SIGNS);
    }

    private UUID promised(String type) {
        UUID id = UUID.randomUUID();
        Outgoing notice = new Outgoing(
                id,
                agency.code,
                type,
                "somebody".getBytes(StandardCharsets.UTF_8),
                NOTICE.getBytes(StandardCharsets.UTF_8));
        transaction.executeWithoutResult(_ -> exchange.promise(List.of(notice)));
        return id;
    }

    private void moved(Agency.Door to) {
        assertThat(doors.move(agency.code, to, officer)).isEmpty();
        eventually(() -> !doors.standing(agency.code, officer).moving());
    }

    private List<String> pulled(long after) {
        return machines.pull(after, 50, WireWorld.machine(agency.code)).envelopes();
    }

    private JsonNode shown(UUID id) {
        return WireWorld.json(
                exchange.envelope(agency.code, id, officer).orElseThrow().dataJson());
    }

    private static JsonNode data(String envelope) {
        return WireWorld.json(envelope).path("data");
    }
}
