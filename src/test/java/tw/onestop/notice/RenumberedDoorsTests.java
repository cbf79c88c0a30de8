package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.Reply;
import tw.onestop.exchange.ReplyAnswer;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RenumberingDesk;
import tw.onestop.registry.RenumberingDesk.Decision;
import tw.onestop.registry.RenumberingForm;

/** 門牌整編之整批通報: doors and no persons, once for each agency. */
@ProductTest
class RenumberedDoorsTests {

    private static final String JIESHOU = "09007010001";
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Actor SUPERVISOR = Actor.staff("director", new OfficeCode("09007010"));
    private static final Actor ANOTHER = Actor.staff("deputy", new OfficeCode("09007020"));
    private static final AgencyCode HEALTH = new AgencyCode("HEALTH-09007010");
    private static final Actor OFFICER = Actor.officer("health-officer", HEALTH);

    @Autowired
    RenumberingDesk renumbering;

    @Autowired
    NoticeDesk notices;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    People people;

    @Autowired
    JsonMapper json;

    @Autowired
    TestClock clock;

    @BeforeEach
    void isMonday() {
        clock.goTo(TODAY);
    }

    @AfterEach
    void letTimeRun() {
        clock.reset();
    }

    @Test
    void eachAgencyIsToldOnceOfTheDoorsAndOfNobodyBehindThem() {
        people.household(JIESHOU, "整批甲路1號")
                .head("莊整批", Sex.MALE, LocalDate.of(1990, 1, 9))
                .found();
        people.household(JIESHOU, "整批甲路1號")
                .head("古整批", Sex.FEMALE, LocalDate.of(1950, 1, 9))
                .found();
        people.household(JIESHOU, "整批甲路2號")
                .head("尤整批", Sex.MALE, LocalDate.of(1992, 1, 9))
                .found();

        RegistrationId act = renumbered("整批甲路", "1,11", "2,12");

        JsonNode data = told("tw.onestop.notice.renumbering.doors.v1", "整批甲路");
        assertThat(data.toString()).doesNotContain("莊整批", "古整批", "尤整批", "nationalId");
        assertThat(data.path("doors").size()).isEqualTo(2);
        assertThat(data.path("doors").path(0).path("before").path("street").stringValue())
                .isEqualTo("整批甲路1號");
        assertThat(data.path("doors").path(0).path("after").path("full").stringValue())
                .isEqualTo("連江縣南竿鄉介壽村001鄰整批甲路11號");
        assertThat(data.path("reference").stringValue()).isEqualTo("整批甲路字第9號");
        assertThat(data.path("takenBack").booleanValue()).isFalse();

        assertThat(renumbering.revoke(act, "公告撤回", SUPERVISOR)).isEmpty();
        assertThat(renumbering.decideRevocation(act, new Decision("APPROVED", "", ""), ANOTHER))
                .isEmpty();
        JsonNode back = told("tw.onestop.notice.renumbering.revocation.v1", "整批甲路");
        assertThat(back.path("takenBack").booleanValue()).isTrue();
        assertThat(back.path("doors").path(0).path("after").path("street").stringValue())
                .isEqualTo("整批甲路1號");
    }

    @Test
    void itIsAnsweredAsEveryNoticeForwardOnly() {
        people.household(JIESHOU, "整批乙路1號")
                .head("馬整批", Sex.MALE, LocalDate.of(1990, 1, 9))
                .found();
        List<UUID> before = ids();
        renumbered("整批乙路", "1,21");
        List<UUID> now = new ArrayList<>(ids());
        now.removeAll(before);
        assertThat(now).hasSize(1);
        NoticeDesk.AgencyItem item = open("tw.onestop.notice.renumbering.doors.v1").stream()
                .filter(one -> one.id().equals(now.getFirst()))
                .findFirst()
                .orElseThrow();
        assertThat(envelope(item).dataJson()).isNotEmpty();

        assertThat(reply(item, Reply.Status.RECEIVED, null)).isEqualTo(ReplyAnswer.TAKEN);
        assertThat(reply(item, Reply.Status.RECEIVED, null)).isEqualTo(ReplyAnswer.SAME_AGAIN);
        assertThat(reply(item, Reply.Status.REJECTED, " ")).isEqualTo(ReplyAnswer.REASON_MISSING);
        assertThat(exchange.reply(
                        new AgencyCode("POLICE-09007010"),
                        item.id(),
                        new Reply(Reply.Status.COMPLETED, null, null, null, null),
                        Actor.officer("police", new AgencyCode("POLICE-09007010"))))
                .isEqualTo(ReplyAnswer.UNKNOWN);
        assertThat(reply(item, Reply.Status.COMPLETED, null)).isEqualTo(ReplyAnswer.TAKEN);
        assertThat(reply(item, Reply.Status.RECEIVED, null)).isEqualTo(ReplyAnswer.NOT_FORWARD);
        assertThat(ids()).hasSameElementsAs(before);
        assertThat(notices.agencyItem(HEALTH, item.id(), OFFICER)
                        .orElseThrow()
                        .item()
                        .status())
                .isEqualTo(ItemStatus.COMPLETED);
    }

    private ReplyAnswer reply(NoticeDesk.AgencyItem item, Reply.Status status, @Nullable String reason) {
        return exchange.reply(HEALTH, item.id(), new Reply(status, reason, null, null, null), OFFICER);
    }

    private List<NoticeDesk.AgencyItem> open(String type) {
        return OpenItems.of(notices, HEALTH, OFFICER).stream()
                .filter(item -> item.type().equals(type))
                .toList();
    }

    private List<UUID> ids() {
        return open("tw.onestop.notice.renumbering.doors.v1").stream()
                .map(NoticeDesk.AgencyItem::id)
                .toList();
    }

    private JsonNode told(String type, String street) {
        List<JsonNode> told = open(type).stream()
                .map(item -> json.readTree(envelope(item).dataJson()))
                .filter(data -> data.path("reference").asString().startsWith(street))
                .toList();
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    /** Numbered behind the commit, so a moment later. */
    private ExchangeDesk.Envelope envelope(NoticeDesk.AgencyItem item) {
        for (int i = 0; i < 200; i++) {
            Optional<ExchangeDesk.Envelope> there = exchange.envelope(HEALTH, item.id(), OFFICER);
            if (there.isPresent()) {
                return there.get();
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("never numbered");
    }

    private RegistrationId renumbered(String street, String... lines) {
        RenumberingForm form = new RenumberingForm(
                JIESHOU, "", street, String.join("\n", lines), "", "", "", RocDate.compact(TODAY), street + "字第9號");
        String mark = renumbering.preview(form, SUPERVISOR).mark();
        RenumberingDesk.Enactment prepared = renumbering.enact(form, mark, SUPERVISOR);
        assertThat(prepared.preview().refusals()).isEmpty();
        RenumberingDesk.Enactment enacted = renumbering.decide(
                Objects.requireNonNull(prepared.proposal()), new Decision("APPROVED", "", mark), ANOTHER);
        assertThat(enacted.preview().refusals()).isEmpty();
        return Objects.requireNonNull(enacted.id());
    }
}
