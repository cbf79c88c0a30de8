package tw.onestop.link;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.registry.Person;
import tw.onestop.registry.Reading;
import tw.onestop.registry.RegistryDesk;

/** 異動訊息窗口: following is judged like a query and is one; what the feed says was decided when it was numbered. */
@Component
class ChangeFeed implements FeedDesk {

    /** Wider than anything that was numbered between two backups. */
    private static final long GAP = 10_000_000;

    private final Gate gate;
    private final Feed feed;
    private final Follows follows;
    private final Queries.Records records;
    private final Reach reach;

    ChangeFeed(Gate gate, Feed feed, Follows follows, Queries.Records records, Reach reach) {
        this.gate = gate;
        this.feed = feed;
        this.follows = follows;
        this.records = records;
        this.reach = reach;
    }

    /** 登記簿與假名, and who reads all of those followed. */
    @Component("linkReach")
    record Reach(RegistryDesk registry, Subjects subjects, GrantDesk grants, Extracts extracts, QueryLog queries) {}

    @Override
    public int skipAhead(Actor operator) {
        return Objects.requireNonNull(records.transaction().execute(_ -> {
            feed.lock();
            int feeds = feed.skip(GAP);
            records.audit()
                    .record(new Act(
                            operator,
                            "link.events.skip",
                            null,
                            null,
                            Act.Outcome.DONE,
                            "feeds=%d gap=%d".formatted(feeds, GAP)));
            return feeds;
        }));
    }

    @Override
    public Page events(long after, int limit, Actor machine) {
        AgencyCode agency = agency(machine);
        return Objects.requireNonNull(records.transaction().execute(_ -> {
            List<Event> found = feed.after(agency, after, limit + 1);
            List<Event> page = found.subList(0, Math.min(limit, found.size()));
            feed.looked(agency, LocalDate.now(records.clock()));
            records.audit()
                    .record(new Act(
                            machine,
                            "link.events",
                            agency.value(),
                            null,
                            Act.Outcome.DONE,
                            "after=%d count=%d".formatted(after, page.size())));
            return new Page(page, page.isEmpty() ? after : page.getLast().sequence(), found.size() > limit);
        }));
    }

    @Override
    public Following follow(String id, Occasion occasion, String number, Actor machine) {
        Gate.Judged judged = gate.judge(query(occasion, List.of(number), machine), machine);
        Gate.Passed passed = judged.passed();
        if (passed == null) {
            return no(occasion, Objects.requireNonNull(judged.refused()), machine);
        }
        try {
            return Objects.requireNonNull(records.transaction().execute(_ -> begin(id, passed, machine)));
        } catch (DuplicateKeyException repeated) {
            return no(occasion, "transactionIdReused", "this RIS-Transaction-Id was answered before", machine);
        }
    }

    private Following begin(String id, Gate.Passed passed, Actor machine) {
        Occasion occasion = passed.query().occasion();
        Reading asked = passed.reading();
        List<Person> found = reach.registry()
                .read(List.of(new Reading(
                        asked.numbers(),
                        asked.asOf(),
                        asked.reader(),
                        false,
                        "link.follow",
                        asked.object(),
                        asked.detail(),
                        asked.areas())))
                .getFirst();
        reach.queries()
                .add(
                        List.of(QueryLog.Line.of(passed, passed.numbers().size(), found.size())),
                        records.clock().instant());
        if (found.isEmpty()) {
            return no(occasion, "unknownPerson", "nobody registered bears this number", machine);
        }
        Person person = found.getFirst();
        Follows.Row row = new Follows.Row(
                passed.agency(),
                id,
                occasion.purposeId(),
                occasion.userId(),
                person.id(),
                person.nationalId(),
                feed.last(passed.agency()),
                records.clock().instant());
        boolean fresh = follows.add(row, occasion);
        Follows.Row stands = follows.find(passed.agency(), id).orElseThrow();
        if (!stands.person().equals(row.person()) || !stands.purpose().equals(row.purpose())) {
            return no(
                    occasion,
                    "followIdTaken",
                    "somebody else, or for another purpose, is followed by this id",
                    machine);
        }
        return new Following.Follows(followed(stands), fresh, passed.quota());
    }

    @Override
    public Optional<Followed> followed(String id, Actor machine) {
        return Objects.requireNonNull(records.transaction().execute(_ -> {
            records.audit().record(Act.done(machine, "link.follow.read", id, null));
            return follows.find(agency(machine), id).map(this::followed);
        }));
    }

    @Override
    public boolean unfollow(String id, Actor machine) {
        return Boolean.TRUE.equals(records.transaction().execute(_ -> {
            boolean removed = follows.remove(agency(machine), id);
            records.audit()
                    .record(
                            removed
                                    ? Act.done(machine, "link.unfollow", id, null)
                                    : Act.refused(machine, "link.unfollow", id, "unknown"));
            return removed;
        }));
    }

    @Override
    public Extraction extract(Occasion occasion, Actor machine, Reader reader) {
        // Judged as a query about nobody yet: who is followed is read as it goes on, and weighed once they are counted.
        Gate.Judged judged = gate.judge(query(occasion, List.of(NOBODY), machine), machine);
        Gate.Passed passed = judged.passed();
        if (passed == null) {
            return new Extraction.Refused(refused(occasion, Objects.requireNonNull(judged.refused()), machine));
        }
        Optional<Integer> persons;
        try {
            persons = reach.extracts().read(passed, count -> gate.weigh(passed, count), reader);
        } catch (DuplicateKeyException repeated) {
            return new Extraction.Refused(refused(
                    occasion,
                    new Answer.Refused(
                            "transactionIdReused", "this RIS-Transaction-Id was answered before", List.of(), null),
                    machine));
        }
        return persons.<Extraction>map(Extraction.Complete::new)
                .orElseGet(() -> new Extraction.Refused(refused(
                        occasion,
                        new Answer.Refused(
                                "busy",
                                "too much is registered or extracted at this moment; ask again",
                                List.of(),
                                null),
                        machine)));
    }

    /** A number of the right shape that nobody can bear. */
    private static final String NOBODY = "A000000000";

    /** Everything the purpose may read; without a grant the gate says so. */
    private Query query(Occasion occasion, List<String> numbers, Actor machine) {
        List<String> fields = reach.grants().grant(agency(machine), occasion.purposeId()).map(Grant::fields).stream()
                .flatMap(granted ->
                        Stream.of(Field.values()).map(Field::wireName).filter(granted::contains))
                .toList();
        return new Query(
                occasion,
                numbers,
                fields.isEmpty() ? List.of(Field.NAME.wireName()) : fields,
                List.of(),
                null,
                null,
                List.of());
    }

    private Followed followed(Follows.Row row) {
        return new Followed(
                row.id(), reach.subjects().of(row.agency(), row.person()), row.purpose(), row.since(), row.at());
    }

    private Following no(Occasion occasion, String code, String detail, Actor machine) {
        return no(occasion, new Answer.Refused(code, detail, List.<InvalidParam>of(), null), machine);
    }

    private Following no(Occasion occasion, Answer.Refused why, Actor machine) {
        return new Following.Refused(refused(occasion, why, machine));
    }

    private Answer.Refused refused(Occasion occasion, Answer.Refused why, Actor machine) {
        records.transaction()
                .executeWithoutResult(_ -> records.audit()
                        .record(Act.refused(
                                machine, "link.follow", occasion.transactionId().toString(), why.code())));
        return why;
    }

    private static AgencyCode agency(Actor machine) {
        return Objects.requireNonNull(machine.agency(), "a system belongs to an agency");
    }
}
