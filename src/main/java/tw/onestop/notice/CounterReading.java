package tw.onestop.notice;

import java.util.List;
import java.util.Optional;
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

    private static final int MOST_OPEN = 500;
    private static final int MOST_RECENT = 100;

    private final Applications applications;
    private final Items items;
    private final Receipts receipts;
    private final QueryCodes codes;
    private final AuditDesk audit;

    CounterReading(Applications applications, Items items, Receipts receipts, QueryCodes codes, AuditDesk audit) {
        this.applications = applications;
        this.items = items;
        this.receipts = receipts;
        this.codes = codes;
        this.audit = audit;
    }

    @Transactional
    Optional<Receipt> receipt(String receiptNo, Actor reader) {
        Optional<String> number = ReceiptNumber.parse(receiptNo);
        Optional<Receipt> receipt = number.flatMap(applications::byReceiptNo)
                .filter(row -> row.office().equals(reader.office())
                        || (reader.kind() == Actor.Kind.STAFF && row.clerk().equals(reader.id())))
                .map(row -> receipts.of(row, codes.open(row.codeSealed())));
        audit.record(
                receipt.isPresent()
                        ? Act.done(reader, "notice.receipt.read", number.orElse(null), null)
                        : Act.refused(reader, "notice.receipt.read", number.orElse(null), "notFound"));
        return receipt;
    }

    @Transactional
    List<Receipt> recent(Actor clerk, int limit) {
        OfficeCode office = clerk.office();
        if (office == null) {
            return List.of();
        }
        List<Receipt> recent = receipts.of(applications.ofOffice(office, Math.clamp(limit, 1, MOST_RECENT)), "");
        audit.record(new Act(
                clerk, "notice.recent.read", office.value(), null, Act.Outcome.DONE, "receipts=" + recent.size()));
        return recent;
    }

    @Transactional
    List<NoticeDesk.AgencyItem> openItems(AgencyCode agency, Actor officer) {
        if (!agency.equals(officer.agency())) {
            audit.record(Act.refused(officer, "notice.open.read", agency.value(), "otherAgency"));
            return List.of();
        }
        List<NoticeDesk.AgencyItem> open = items.openAt(agency, MOST_OPEN).stream()
                .map(row -> new NoticeDesk.AgencyItem(
                        row.item().id(),
                        row.item().type(),
                        row.item().status(),
                        row.item().since(),
                        row.receiptNo()))
                .toList();
        audit.record(
                new Act(officer, "notice.open.read", agency.value(), null, Act.Outcome.DONE, "items=" + open.size()));
        return open;
    }
}
