package tw.onestop.link;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.Grant;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Background;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.FileLines.Numbered;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.Reading;
import tw.onestop.registry.RegistryDesk;

/**
 * 檔案訂閱作業: makes the files that are due, each in a transaction with the place of the feed up to which it tells; so nothing is told twice
 * or not at all. From then on they are files of numbers like others, judged again when they are answered.
 */
@Component
class SubscriptionRounds implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionRounds.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int PAGE = 1000;

    private final SubscriptionBook book;
    private final Changed changed;
    private final FileBook files;
    private final FileSeal seal;
    private final Work work;
    private final Background rounds = new Background(
            "file-subscriptions",
            PAUSE,
            this::step,
            e -> LOG.warn(
                    "files of subscriptions wait to be made: {}", e.getClass().getSimpleName()));

    SubscriptionRounds(SubscriptionBook book, Changed changed, FileBook files, FileSeal seal, Work work) {
        this.book = book;
        this.changed = changed;
        this.files = files;
        this.seal = seal;
        this.work = work;
    }

    /** 異動之人: whom an agency follows, by which names, and up to where the feed goes. */
    @Component("subscriptionChanged")
    record Changed(Feed feed, Follows follows, Subjects subjects, RegistryDesk registry) {}

    /** 作業. */
    @Component("subscriptionWork")
    record Work(Gate gate, FileAnswering answering, Subscriptions.Records records, TransactionTemplate transaction) {}

    @Override
    public Background background() {
        return rounds;
    }

    /** Whether there was something to do. */
    private boolean step() {
        boolean made;
        AtomicReference<SubscriptionBook.@Nullable Key> tried = new AtomicReference<>();
        try {
            made = Boolean.TRUE.equals(work.transaction().execute(_ -> make(tried)));
        } catch (RuntimeException e) {
            // One that cannot be made waits like one that was, so that it holds nobody up; what it would tell it tells
            // then.
            SubscriptionBook.Key bad = tried.get();
            if (bad != null) {
                Instant next = work.records().next(bad.every());
                work.transaction().executeWithoutResult(_ -> book.later(bad, next));
            }
            throw e;
        }
        if (made) {
            work.answering().wake();
        }
        return made;
    }

    private boolean make(AtomicReference<SubscriptionBook.@Nullable Key> tried) {
        Instant now = work.records().clock().instant();
        Optional<SubscriptionBook.Key> due = book.due(now);
        if (due.isEmpty()) {
            return false;
        }
        tried.set(due.get());
        SubscriptionBook.Row row = book.find(due.get().agency(), due.get().id()).orElseThrow();
        Actor machine = Actor.system(row.client(), row.agency());
        Gate.Standing standing = work.gate()
                .standing(row.agency(), row.purpose(), row.user(), row.what().fields());
        NationalId officer = standing.officer();
        Grant grant = standing.grant();
        if (officer == null || grant == null) {
            return stopped(row, Objects.requireNonNull(standing.refused()).code(), machine);
        }
        String area = row.what().area();
        if (area != null && !work.records().allows(grant, area)) {
            return stopped(row, "unauthorizedArea", machine);
        }
        Actor reader = machine.serving(Set.of(officer));
        long until = area == null ? changed.feed().last(row.agency()) : areas().last(row.since());
        List<Numbered> numbers =
                area == null ? readable(row, told(row, until), grant, reader) : ofArea(row, until, grant, reader);
        @Nullable UUID file = numbers.isEmpty() ? null : file(row, numbers, now);
        book.ran(
                row,
                new SubscriptionDesk.Run(now, row.since(), until, numbers.size(), file),
                work.records().next(row.what().every()));
        if (area != null) {
            areas().drop();
        }
        work.records()
                .audit()
                .record(new Act(
                        machine,
                        "link.subscription.run",
                        file == null ? row.id() : file.toString(),
                        null,
                        Act.Outcome.DONE,
                        "purpose=%s user=%s lines=%d".formatted(row.purpose(), row.user(), numbers.size())));
        return true;
    }

    private boolean stopped(SubscriptionBook.Row row, String why, Actor machine) {
        book.stop(row, why);
        work.records().audit().record(Act.refused(machine, "link.subscription.run", row.id(), why));
        return true;
    }

    private AreaChanges areas() {
        return work.records().changes();
    }

    /** Everybody in the area who changed and whom the officer may read, by the number they bear now. */
    private List<Numbered> ofArea(SubscriptionBook.Row row, long until, Grant grant, Actor reader) {
        String area = Objects.requireNonNull(row.what().area());
        AsOf today = AsOf.on(LocalDate.now(work.records().clock()));
        List<PersonId> told = areas().told(area, row.what().fields(), row.since(), until);
        List<Numbered> numbers = new ArrayList<>();
        for (int from = 0; from < told.size(); from += Files.BLOCK) {
            List<PersonId> block = told.subList(from, Math.min(from + Files.BLOCK, told.size()));
            for (Person person : changed.registry().persons(block, today, reader)) {
                // Who left the area is told of as long as the grant is about them where they are now.
                if (grant.reaches(person.address().villageCode())) {
                    numbers.add(
                            new Numbered(numbers.size() + 1, person.nationalId().value()));
                }
            }
        }
        return numbers;
    }

    /** Everybody followed for the purpose of whom the feed told since the last file, each once. */
    private List<NationalId> told(SubscriptionBook.Row row, long until) {
        Set<String> told = book.changed(row.agency(), row.purpose(), row.since(), until);
        List<NationalId> numbers = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        String last = "";
        List<Follows.Row> page = told.isEmpty() ? List.of() : page(row, last);
        while (!page.isEmpty()) {
            for (Follows.Row one : page) {
                String subject = changed.subjects().of(row.agency(), one.person());
                if (told.contains(subject) && taken.add(subject)) {
                    numbers.add(one.number());
                }
            }
            page = page(row, page.getLast().id());
        }
        return numbers;
    }

    /** Of whom the officer may read nothing the file has no line: the number of who is protected may be a new one that is told to nobody. */
    private List<Numbered> readable(SubscriptionBook.Row row, List<NationalId> told, Grant grant, Actor reader) {
        AsOf today = AsOf.on(LocalDate.now(work.records().clock()));
        List<Numbered> numbers = new ArrayList<>();
        for (int from = 0; from < told.size(); from += Files.BLOCK) {
            List<NationalId> block = told.subList(from, Math.min(from + Files.BLOCK, told.size()));
            Reading reading = new Reading(
                    block,
                    today,
                    reader,
                    false,
                    "link.subscription.look",
                    row.id(),
                    "purpose=%s user=%s".formatted(row.purpose(), row.user()),
                    grant.territory());
            Set<NationalId> found = changed.registry().read(List.of(reading)).getFirst().stream()
                    .map(Person::nationalId)
                    .collect(Collectors.toSet());
            block.stream()
                    .filter(found::contains)
                    .forEach(number -> numbers.add(new Numbered(numbers.size() + 1, number.value())));
        }
        return numbers;
    }

    private List<Follows.Row> page(SubscriptionBook.Row row, String after) {
        return changed.follows().after(row.agency(), row.purpose(), after, PAGE);
    }

    private UUID file(SubscriptionBook.Row row, List<Numbered> numbers, Instant now) {
        UUID file = UUID.randomUUID();
        files.open(
                new FileBook.Row(
                        file,
                        row.agency(),
                        row.client(),
                        row.purpose(),
                        row.user(),
                        row.what().fields(),
                        LocalDate.now(work.records().clock())),
                seal.text(row.caseNo()),
                now);
        int blocks = 0;
        for (int from = 0; from < numbers.size(); from += Files.BLOCK) {
            List<Numbered> block = numbers.subList(from, Math.min(from + Files.BLOCK, numbers.size()));
            files.add(file, blocks++, block.size(), seal.numbers(block), seal.wrong(List.of()));
        }
        files.whole(file, numbers.size(), 0, blocks);
        return file;
    }
}
