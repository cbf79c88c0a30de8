package tw.onestop.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.RocDate;

/** Fixtures: two of the ministry, and what they type. */
public final class Receiving {

    public static final Actor PREPARES = new Actor(Actor.Kind.STAFF, "ministry-prepares", null, null);
    public static final Actor SIGNS = new Actor(Actor.Kind.STAFF, "ministry-signs", null, null);

    private static final ReceiverForm.Key GAS =
            new ReceiverForm.Key("gasNo", "用戶號碼", "Customer number", "[A-Z]\\d{7}", "P1234567");

    private Receiving() {}

    /** A gas company of these areas, as it should be typed. */
    public static ReceiverForm gas(String code, String areas) {
        return new ReceiverForm(
                code,
                "PRIVATE_FIRM",
                "測試瓦斯",
                "Test Gas",
                "客服中心",
                "(08)765-0000",
                "24小時",
                "3",
                "INBOX",
                areas,
                List.of("ADDRESS", "NAME"),
                List.of(GAS, ReceiverForm.Key.EMPTY),
                "變更用戶資料。",
                "Changes the account.",
                "縣市聯盟公約 [M]",
                "縣府來函");
    }

    /** A gas company that is offered from today on. */
    public static AgencyCode enacted(
            String code, String areas, ReceiverDesk receivers, ProposalDesk proposals, Clock clock) {
        assertThat(receivers.prepare(gas(code, areas), PREPARES)).isEmpty();
        receivers.answered(new AgencyCode(code), clock.instant(), SIGNS);
        assertThat(proposals.decide(
                        waiting(proposals, code).id(),
                        new ProposalDesk.Decision("ENACTED", RocDate.compact(LocalDate.now(clock)), ""),
                        SIGNS))
                .isEmpty();
        return new AgencyCode(code);
    }

    /** The proposal that waits about something. */
    public static Proposal waiting(ProposalDesk desk, String about) {
        return desk.proposals(SIGNS).stream()
                .filter(proposal -> proposal.about().equals(about) && proposal.waits())
                .findFirst()
                .orElseThrow();
    }
}
