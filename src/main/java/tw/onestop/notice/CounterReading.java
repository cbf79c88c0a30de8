package tw.onestop.notice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;

/** 查閱: what clerks and officers may see of applications, each reading in the trail. */
@Component
class CounterReading {

    private static final int MOST_RECENT = 100;

    private final Applications applications;
    private final Items items;
    private final Announcing bulletins;
    private final Receipts receipts;
    private final Photos photos;
    private final QueryCodes codes;
    private final Following.Withdrawals withdrawals;
    private final AuditDesk audit;

    CounterReading(Kept kept, QueryCodes codes, Following.Withdrawals withdrawals, AuditDesk audit) {
        this.applications = kept.applications();
        this.items = kept.items();
        this.bulletins = kept.announcing();
        this.receipts = kept.receipts();
        this.photos = kept.photos();
        this.codes = codes;
        this.withdrawals = withdrawals;
        this.audit = audit;
    }

    /** What there is to be read. */
    @Component
    record Kept(Applications applications, Items items, Announcing announcing, Receipts receipts, Photos photos) {}

    @Transactional
    Optional<Receipt> receipt(String receiptNo, Actor reader) {
        return application("notice.receipt.read", receiptNo, reader)
                .map(row -> receipts.of(row, codes.open(row.codeSealed())));
    }

    @Transactional
    Optional<byte[]> signature(String receiptNo, Actor reader) {
        return application("notice.signature.read", receiptNo, reader)
                .map(row -> receipts.signature(applications.signature(row.id())));
    }

    @Transactional
    boolean takeBack(String receiptNo, UUID item, Actor clerk) {
        Optional<Applications.Row> application = visible(ReceiptNumber.parse(receiptNo), clerk);
        boolean taken = application
                .filter(row -> withdrawals.takeBack(row, item, clerk))
                .isPresent();
        audit.record(
                taken
                        ? Act.done(clerk, "notice.takeBack", item.toString(), null)
                        : Act.refused(
                                clerk,
                                "notice.takeBack",
                                item.toString(),
                                application.isEmpty() ? "notFound" : "leftAlready"));
        return taken;
    }

    /** Whoever may see it, and the reading in the trail. */
    Optional<Applications.Row> application(String action, String receiptNo, Actor reader) {
        Optional<String> number = ReceiptNumber.parse(receiptNo);
        Optional<Applications.Row> found = visible(number, reader);
        audit.record(
                found.isPresent()
                        ? Act.done(reader, action, number.orElse(null), null)
                        : Act.refused(reader, action, number.orElse(null), "notFound"));
        return found;
    }

    private Optional<Applications.Row> visible(Optional<String> number, Actor reader) {
        return number.flatMap(applications::byReceiptNo)
                .filter(row -> row.office().equals(reader.office())
                        || (reader.kind() == Actor.Kind.STAFF && row.clerk().equals(reader.id())))
                .filter(row -> !receipts.shownTo(reader, List.of(row)).isEmpty());
    }

    @Transactional
    List<Receipt> recent(Actor clerk, int limit) {
        OfficeCode office = clerk.office();
        if (office == null) {
            return List.of();
        }
        List<Receipt> recent = receipts.of(
                receipts.shownTo(clerk, applications.ofOffice(office, Math.clamp(limit, 1, MOST_RECENT))), "");
        audit.record(new Act(
                clerk, "notice.recent.read", office.value(), null, Act.Outcome.DONE, "receipts=" + recent.size()));
        return recent;
    }

    @Transactional
    NoticeDesk.OpenPage openPage(AgencyCode agency, NoticeDesk.OpenQuery query, Actor officer) {
        if (!agency.equals(officer.agency())) {
            audit.record(Act.refused(officer, "notice.open.read", agency.value(), "otherAgency"));
            return new NoticeDesk.OpenPage(List.of(), Map.of(), 0);
        }
        ItemStatus status = query.status();
        // What is told of nobody has no case number; it stands before the items, whose pages begin behind it.
        List<NoticeDesk.AgencyItem> ofNobody = query.caseNo().isEmpty() ? bulletins.openAt(agency) : List.of();
        Map<ItemStatus, Integer> counts = items.openCounts(agency, query.caseNo());
        ofNobody.forEach(one -> counts.merge(one.status(), 1, Integer::sum));
        List<NoticeDesk.AgencyItem> first = ofNobody.stream()
                .filter(one -> status == null || one.status() == status)
                .toList();
        int matching = status == null
                ? counts.values().stream().mapToInt(Integer::intValue).sum()
                : counts.getOrDefault(status, 0);
        long skip = (long) query.page() * NoticeDesk.OpenQuery.ROWS;
        List<NoticeDesk.AgencyItem> before =
                first.stream().skip(skip).limit(NoticeDesk.OpenQuery.ROWS).toList();
        List<NoticeDesk.AgencyItem> page = Stream.concat(
                        before.stream(),
                        items
                                .openPage(
                                        agency,
                                        query,
                                        Math.max(0, skip - first.size()),
                                        NoticeDesk.OpenQuery.ROWS - before.size())
                                .stream()
                                .map(CounterReading::agencyItem))
                .toList();
        audit.record(new Act(
                officer,
                "notice.open.read",
                agency.value(),
                null,
                Act.Outcome.DONE,
                "items=%d page=%d".formatted(page.size(), query.page())));
        return new NoticeDesk.OpenPage(page, counts, matching);
    }

    @Transactional
    Optional<NoticeDesk.AgencyAnswer> agencyItem(AgencyCode agency, UUID id, Actor officer) {
        Optional<NoticeDesk.AgencyAnswer> found = agency.equals(officer.agency())
                ? items.answered(agency, id).map(this::answer).or(() -> bulletins.answer(agency, id))
                : Optional.empty();
        audit.record(
                found.isPresent()
                        ? Act.done(officer, "notice.item.read", id.toString(), null)
                        : Act.refused(officer, "notice.item.read", id.toString(), "notFound"));
        return found;
    }

    private NoticeDesk.AgencyAnswer answer(Items.Answered answered) {
        return new NoticeDesk.AgencyAnswer(
                agencyItem(answered.of()),
                receipts.reason(answered.of().item()),
                answered.contactedBy(),
                answered.contactedAt(),
                answered.caseNo(),
                photos.kept(answered.of().item().id()).orElse(null),
                receipts.benefit(answered.of().item()));
    }

    static NoticeDesk.AgencyItem agencyItem(Items.Open row) {
        Item item = row.item();
        return new NoticeDesk.AgencyItem(item.id(), item.type(), item.status(), item.since(), row.receiptNo());
    }
}
