package tw.onestop.link;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.AreaGrantDesk;
import tw.onestop.agency.Grant;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Occasion;

/** 檔案訂閱, the desk. */
@Component
class Subscriptions implements SubscriptionDesk {

    private final SubscriptionBook book;
    private final Gate gate;
    private final FileSeal seal;
    private final Feed feed;
    private final Records records;

    Subscriptions(SubscriptionBook book, Gate gate, FileSeal seal, Feed feed, Records records) {
        this.book = book;
        this.gate = gate;
        this.seal = seal;
        this.feed = feed;
        this.records = records;
    }

    /** 紀錄. */
    @Component("subscriptionRecords")
    record Records(AuditDesk audit, AreaGrantDesk areas, AreaChanges changes, Clock clock) {

        /** Whether the ministry allowed the area, and it lies in the territory of the grant. */
        boolean allows(Grant grant, String area) {
            return AreaGrantDesk.covers(areas.of(grant.agency(), grant.purposeId()), area) && grant.reaches(area);
        }

        /** The next full hour, or midnight. */
        Instant next(Every every) {
            ZoneId zone = clock.getZone();
            ZonedDateTime now = clock.instant().atZone(zone);
            return switch (every) {
                case HOUR -> now.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
                case DAY -> now.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
            };
        }
    }

    @Override
    @Transactional
    public Subscribing subscribe(String id, Occasion occasion, What what, Actor machine) {
        AgencyCode agency = agency(machine);
        Optional<SubscriptionBook.Row> before = book.lock(agency, id);
        Gate.Standing standing = gate.standing(agency, occasion.purposeId(), occasion.userId(), what.fields());
        Answer.Refused refused = standing.refused();
        if (refused == null && !seal.hasKey(agency)) {
            refused = refusal(
                    "encryptionKeyMissing",
                    "register encryptionJwk at your endpoint first: the files are encrypted to it");
        }
        if (refused == null
                && before.filter(row -> !row.purpose().equals(occasion.purposeId())
                                || !Objects.equals(row.what().area(), what.area()))
                        .isPresent()) {
            refused = refusal("subscriptionIdTaken", "another purpose or area is subscribed by this id");
        }
        if (refused == null
                && what.area() != null
                && !records.allows(Objects.requireNonNull(standing.grant()), what.area())) {
            refused = refusal("unauthorizedArea", "the ministry did not allow this area for the purpose");
        }
        said("link.subscription.save", id, machine, refused == null ? null : refused.code());
        if (refused != null) {
            return new Subscribing.Refused(refused);
        }
        boolean fresh = book.save(
                new SubscriptionBook.Row(
                        agency,
                        id,
                        machine.id(),
                        occasion.purposeId(),
                        occasion.userId(),
                        occasion.caseNo(),
                        what,
                        what.area() == null
                                ? feed.last(agency)
                                : records.changes().last(0),
                        records.next(what.every()),
                        ""),
                records.clock().instant());
        return new Subscribing.Subscribed(book.shown(book.find(agency, id).orElseThrow()), fresh);
    }

    private static Answer.Refused refusal(String code, String detail) {
        return new Answer.Refused(code, detail, List.of(), null);
    }

    @Override
    @Transactional
    public List<Subscription> subscriptions(Actor machine) {
        said("link.subscription.list", null, machine, null);
        looked(machine);
        return book.of(agency(machine));
    }

    @Override
    @Transactional
    public Optional<Subscription> subscription(String id, Actor machine) {
        Optional<Subscription> found = book.find(agency(machine), id).map(book::shown);
        said("link.subscription.read", id, machine, found.isPresent() ? null : "notFound");
        looked(machine);
        return found;
    }

    @Override
    @Transactional
    public boolean unsubscribe(String id, Actor machine) {
        boolean there = book.remove(agency(machine), id);
        said("link.subscription.remove", id, machine, there ? null : "notFound");
        return there;
    }

    private void looked(Actor machine) {
        feed.looked(agency(machine), LocalDate.now(records.clock()));
    }

    private void said(String action, @Nullable String id, Actor machine, @Nullable String refused) {
        records.audit()
                .record(
                        refused == null
                                ? Act.done(machine, action, id, null)
                                : Act.refused(machine, action, id, refused));
    }

    private static AgencyCode agency(Actor machine) {
        return Objects.requireNonNull(machine.agency(), "a system belongs to an agency");
    }
}
