package tw.onestop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Agency;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Office;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.Outgoing;
import tw.onestop.exchange.Reply;
import tw.onestop.exchange.ReplyAnswer;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.notice.ItemStatus;
import tw.onestop.notice.Receipt;

/** Fakes behind the doors' pages: one receipt, one agency, one officer, and a memory of what was asked of them. */
final class StandInDesks {

    static final AgencyCode TAIPOWER = new AgencyCode("TAIPOWER");
    static final UUID OPEN = UUID.fromString("0198c6a1-0000-7000-8000-000000000001");
    static final UUID CLOSED = UUID.fromString("0198c6a1-0000-7000-8000-000000000002");
    static final Instant FILED = Instant.parse("2026-01-09T06:05:00Z");
    static final String DATA = """
            {"programme":"registration-change","change":"address","effectiveDate":"2026-01-09",
             "person":{"nationalId":"A123456789","name":"王𠮷明"},
             "before":{"address.full":"連江縣南竿鄉介壽村5鄰76號"},"after":{"address.full":"連江縣北竿鄉塘岐村3鄰12號"},
             "extraKeys":{"electricityNo":"01234567890"},"contact":{"phone":"0912345678"},
             "registration":{"kind":"ADDR","recordedAt":"2026-01-09T06:05:00Z"}}""";

    private StandInDesks() {}

    static Agency agency(String code, String name, String nameEn, String phone) {
        return new Agency(
                new AgencyCode(code),
                name,
                nameEn,
                Agency.Kind.RECEIVER,
                new Agency.Contact("客戶服務中心", phone, "全天24小時"),
                5,
                true,
                Agency.Door.WEBHOOK,
                null);
    }

    static Receipt receipt() {
        List<Receipt.Item> items = new ArrayList<>();
        items.add(item(agency("TAIPOWER", "台灣電力公司", "Taiwan Power Company", "1911"), ItemStatus.RECEIVED, false));
        items.add(item(agency("TAIWATER", "台灣自來水公司", "Taiwan Water Corporation", "1910"), ItemStatus.SENT, false));
        items.add(item(agency("LAND", "地政事務所", "Land Office", "02-2356-5000"), ItemStatus.COMPLETED, false));
        items.add(item(agency("MVO", "交通部公路局", "Highway Bureau", "412-8080"), ItemStatus.REJECTED, false));
        items.add(item(
                agency("CONSCRIPTION-09007010", "連江縣南竿鄉公所", "Nangan Township Office", "0836-22151"),
                ItemStatus.SENT,
                true));
        return new Receipt(
                "115000000123",
                "1234567890",
                FILED,
                new Office(
                        new OfficeCode("09007010"),
                        "連江縣南竿鄉戶政事務所",
                        "Nangan Household Registration Office",
                        "0836-22297",
                        "連江縣南竿鄉介壽村76號"),
                "王○明　A12****789",
                items);
    }

    private static Receipt.Item item(Agency agency, ItemStatus status, boolean statutory) {
        return new Receipt.Item(
                UUID.randomUUID(),
                agency,
                statutory ? "statutory" : "registration-change",
                ChangeType.ADDRESS,
                "王○明",
                status,
                FILED,
                status == ItemStatus.REJECTED ? "車牌號碼與車主不符" : "",
                statutory);
    }

    /** Officer of the power company. */
    static final class Access implements AccessDesk {

        @Override
        public StaffMember current() {
            return new StaffMember("officer", "林承辦", Set.of(Role.OFFICER), null, TAIPOWER);
        }

        @Override
        public Optional<StaffMember> present() {
            return Optional.of(current());
        }

        @Override
        public void open(StaffMember member, String password) {
            throw new UnsupportedOperationException();
        }
    }

    /** One open and one closed notice. */
    static final class Exchange implements ExchangeDesk {

        final List<Reply> replies = new ArrayList<>();

        @Override
        public Optional<Envelope> envelope(AgencyCode agency, UUID id, Actor officer) {
            return id.equals(OPEN) || id.equals(CLOSED)
                    ? Optional.of(
                            new Envelope(id, 1, "tw.onestop.notice.registration-change.address.v1", FILED, 1, DATA))
                    : Optional.empty();
        }

        @Override
        public ReplyAnswer reply(AgencyCode agency, UUID id, Reply reply, Actor officer) {
            replies.add(reply);
            return id.equals(OPEN)
                    ? ReplyAnswer.TAKEN
                    : id.equals(CLOSED) ? ReplyAnswer.NOT_FORWARD : ReplyAnswer.UNKNOWN;
        }

        @Override
        public Endpoint endpoint(AgencyCode agency) {
            return new Endpoint("ep_7Qm2", "https://api.taipower.example/onestop", false, 3, 12);
        }

        @Override
        public List<Envelope> inbox(AgencyCode agency, long after, int limit, Actor officer) {
            return List.of();
        }

        @Override
        public void promise(List<Outgoing> outgoing) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean withdraw(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void resend(List<UUID> ids) {
            throw new UnsupportedOperationException();
        }
    }
}
