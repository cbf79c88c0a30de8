package tw.onestop.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import tw.onestop.agency.Proposal;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.agency.ReceiverDesk;
import tw.onestop.agency.ReceiverForm;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.RocDate;

/**
 * 示範縣市聯盟: receivers of a few counties, invented and named so; one waits for the second person of the ministry. They are entered by the
 * desk that the ministry's pages use.
 */
final class Alliances {

    /** Of the county of most demonstrations. */
    static final String CABLE = "EX-MATSU-CATV";

    /** No simulator answers for them: their officers do, in the inbox. */
    static final Map<String, String> OFFICERS = officers();

    private static final Actor PREPARES = new Actor(Actor.Kind.STAFF, "ministry", null, null);
    private static final Actor SIGNS = new Actor(Actor.Kind.STAFF, "ministry-2", null, null);

    private static final List<ReceiverForm> ALL = List.of(
            of(
                    CABLE,
                    "PRIVATE_FIRM",
                    "馬祖有線電視（示例）",
                    "Matsu Cable TV (example)",
                    "連江縣",
                    key("customerNo", "用戶編號", "Customer number", "\\d{8}", "20260001")),
            of(
                    "EX-MATSU-SOCIAL",
                    "AUTHORITY",
                    "連江縣社會福利窗口（示例）",
                    "Lienchiang social affairs (example)",
                    "連江縣",
                    ReceiverForm.Key.EMPTY),
            of(
                    "EX-KM-SCHOOLS",
                    "SCHOOL",
                    "金門縣國民中小學聯合窗口（示例）",
                    "Schools of Kinmen (example)",
                    "金門縣",
                    ReceiverForm.Key.EMPTY),
            of(
                    "EX-PT-GAS",
                    "PRIVATE_FIRM",
                    "屏東瓦斯（示例）",
                    "Pingtung Gas (example)",
                    "屏東縣",
                    key("gasNo", "用戶號碼", "Customer number", "[A-Z]\\d{7}", "P1234567")),
            of(
                    "EX-PT-FARMERS",
                    "ASSOCIATION",
                    "屏東市農會（示例）",
                    "Pingtung City farmers’ association (example)",
                    "屏東縣屏東市",
                    key("memberNo", "會員編號", "Member number", "\\d{6}", "012345")),
            of(
                    "EX-ISLANDS-TELECOM",
                    "PRIVATE_FIRM",
                    "離島電信（示例）",
                    "Islands Telecom (example)",
                    "連江縣、金門縣、澎湖縣",
                    key("phoneNo", "電信號碼", "Telephone number", "0\\d{8,9}", "083622000")),
            of(
                    "EX-PT-CATV",
                    "PRIVATE_FIRM",
                    "屏東有線電視（示例）",
                    "Pingtung Cable TV (example)",
                    "屏東縣",
                    ReceiverForm.Key.EMPTY));

    private Alliances() {}

    private static Map<String, String> officers() {
        Map<String, String> officers = new LinkedHashMap<>();
        officers.put("officer-cable", CABLE);
        officers.put("officer-social", "EX-MATSU-SOCIAL");
        officers.put("officer-telecom", "EX-ISLANDS-TELECOM");
        officers.put("officer-schools", "EX-KM-SCHOOLS");
        officers.put("officer-gas", "EX-PT-GAS");
        officers.put("officer-farmers", "EX-PT-FARMERS");
        return officers;
    }

    /** As the directory will name it. */
    static String name(String code) {
        return ALL.stream()
                .filter(form -> form.code().equals(code))
                .findFirst()
                .orElseThrow()
                .name();
    }

    /** Whether some of them serve only there, so that somebody who lives there is worth presenting. */
    static boolean serve(String county) {
        return ALL.stream().anyMatch(form -> form.areas().startsWith(county));
    }

    /** Enters those that are not there; the last one stays for the visitor to sign. */
    static void found(ApplicationContext product) {
        ReceiverDesk receivers = product.getBean(ReceiverDesk.class);
        ProposalDesk proposals = product.getBean(ProposalDesk.class);
        Clock clock = product.getBean(Clock.class);
        String today = RocDate.compact(LocalDate.now(clock));
        for (ReceiverForm typed : ALL) {
            boolean entered = receivers.prepare(typed, PREPARES).isEmpty();
            if (entered) {
                receivers.answered(new AgencyCode(typed.code()), clock.instant(), Actor.rule("demo"));
            }
            if (entered && !typed.equals(ALL.getLast())) {
                proposals.proposals(SIGNS).stream()
                        .filter(proposal -> proposal.waits() && proposal.about().equals(typed.code()))
                        .map(Proposal::id)
                        .forEach(id -> proposals.decide(id, new ProposalDesk.Decision("ENACTED", today, "示範"), SIGNS));
            }
        }
    }

    private static ReceiverForm of(
            String code, String body, String name, String nameEn, String areas, ReceiverForm.Key key) {
        return new ReceiverForm(
                code,
                body,
                name,
                nameEn,
                "客服窗口",
                "見機關網站",
                "上班日 8:00–17:00",
                "5",
                "INBOX",
                areas,
                List.of("ADDRESS", "NAME"),
                List.of(key),
                "示例機關，僅供展示。",
                "An invented receiver, for show.",
                "示例 [M]",
                "縣市聯盟示例");
    }

    private static ReceiverForm.Key key(String name, String label, String labelEn, String pattern, String example) {
        return new ReceiverForm.Key(name, label, labelEn, pattern, example);
    }
}
