package tw.onestop.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.registry.RulesDesk;

/** 磁性媒體交換, the desk. */
@Component
class Media implements MediaDesk {

    /** As whose machine files that came on media are answered. */
    private static final String CLIENT = "media";

    private static final int LONGEST_NAME = 60;

    /** What is examined lies in memory as a whole. */
    private final Semaphore coming = new Semaphore(1);

    private final MediaBook book;
    private final MediaBringing bringing;
    private final MediaWriting writing;
    private final Files files;
    private final Office office;

    Media(MediaBook book, MediaBringing bringing, MediaWriting writing, Files files, Office office) {
        this.book = book;
        this.bringing = bringing;
        this.writing = writing;
        this.files = files;
        this.office = office;
    }

    /** 承辦: rules, time and the trail. */
    @Component("mediaOffice")
    record Office(RulesDesk rules, AuditDesk audit, TransactionTemplate transaction, Clock clock) {

        Instant now() {
            return clock.instant();
        }

        LocalDate today() {
            return LocalDate.now(clock);
        }

        void record(Actor by, String action, @Nullable String object, List<Refusal> refusals) {
            audit.record(
                    refusals.isEmpty()
                            ? Act.done(by, action, object, null)
                            : Act.refused(
                                    by, action, object, refusals.getFirst().code()));
        }
    }

    @Override
    public Imported bring(List<byte[]> volumes, String broughtBy, Actor ministry) {
        if (!coming.tryAcquire()) {
            return refused(null, List.of(refusal("busy")), ministry);
        }
        try {
            return examined(volumes, broughtBy, ministry);
        } finally {
            coming.release();
        }
    }

    private Imported examined(List<byte[]> volumes, String broughtBy, Actor ministry) {
        List<Refusal> wrong = who(broughtBy, "broughtBy");
        MediaBringing.Sound sound = wrong.isEmpty()
                ? Objects.requireNonNull(office.transaction().execute(_ -> bringing.examine(volumes)))
                : new MediaBringing.Sound(null, List.of(), wrong);
        MediaLabel label = sound.label();
        return label == null
                ? refused(null, sound.refusals(), ministry)
                : taken(label, sound, volumes.size(), broughtBy.strip(), ministry);
    }

    private Imported taken(MediaLabel label, MediaBringing.Sound sound, int volumes, String broughtBy, Actor ministry) {
        FileDesk.Upload upload = new FileDesk.Upload(
                new QueryDesk.Occasion(label.set(), label.purpose(), label.caseNo(), label.officer()),
                label.fields(),
                FileDesk.Format.CSV,
                label.asOf());
        try {
            Actor machine = Actor.system(CLIENT, new AgencyCode(label.agency()));
            FileDesk.Received received = files.receive(upload, sound.lines(), machine, true, file -> {
                book.brought(file.id(), volumes);
                book.custody(file.id(), Kind.BROUGHT, broughtBy, ministry.id(), office.now());
                office.record(ministry, "link.media.bring", file.id().toString(), List.of());
            });
            return switch (received) {
                case FileDesk.Received.Refused(QueryDesk.Answer.Refused why) ->
                    refused(label.set().toString(), List.of(refusal(why.code())), ministry);
                case FileDesk.Received.Taken(FileDesk.Progress file) ->
                    new Imported.Taken(file.id(), file.lines(), file.wrong());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refusal refusal(String code) {
        return switch (code) {
            case "transactionIdReused" -> MediaBringing.refusal("set.again");
            case "unknownUser" -> MediaBringing.refusal("set.officer");
            case "unauthorizedField" -> MediaBringing.refusal("set.fields");
            case "tooManyLines" -> MediaBringing.refusal("set.tooMany");
            case "noLines" -> MediaBringing.refusal("set.empty");
            case "busy" -> MediaBringing.refusal("busy");
            default -> MediaBringing.refusal("set.refused");
        };
    }

    private Imported refused(@Nullable String set, List<Refusal> why, Actor ministry) {
        office.transaction().executeWithoutResult(_ -> office.record(ministry, "link.media.bring", set, why));
        return new Imported.Refused(why);
    }

    @Override
    @Transactional
    public List<Set> sets(Actor ministry) {
        office.record(ministry, "link.media.list", null, List.of());
        return book.latest(office.today()).stream()
                .map(row -> shown(row, List.of(), List.of()))
                .toList();
    }

    @Override
    @Transactional
    public Optional<Set> set(UUID id, Actor ministry) {
        office.record(ministry, "link.media.read", id.toString(), List.of());
        return book.find(id).map(row -> shown(row, book.volumes(id), book.custody(id)));
    }

    private Set shown(MediaBook.Row row, List<Volume> volumes, List<Custody> custody) {
        LocalDate due = row.dueBack();
        return new Set(
                row.id(),
                row.file().agency(),
                row.file().purpose(),
                row.file().user(),
                row.broughtAt(),
                row.brought(),
                row.lines(),
                row.wrong(),
                row.state(),
                due,
                due != null && row.closedAt() == null && due.isBefore(office.today()),
                volumes,
                custody);
    }

    @Override
    @Transactional
    public List<Refusal> write(UUID set, Actor ministry) {
        return act(set, "link.media.write", ministry, row -> {
            if (row.answering() != FileDesk.State.ANSWERED || row.handedOverAt() != null) {
                return List.of(state());
            }
            Optional<Refusal> closed =
                    bringing.closed(row.file().agency(), row.file().purpose());
            if (closed.isPresent()) {
                return List.of(closed.get());
            }
            List<Volume> volumes = writing.write(row);
            book.written(set, volumes, office.now());
            book.custody(set, Kind.WRITTEN, ministry.id(), ministry.id(), office.now());
            return List.of();
        });
    }

    @Override
    @Transactional
    public Optional<byte[]> volume(UUID set, int no, Actor ministry) {
        Optional<MediaBook.Row> stands = book.lock(set).filter(row -> row.state() == State.WRITTEN);
        Optional<Refusal> closed = stands.flatMap(
                row -> bringing.closed(row.file().agency(), row.file().purpose()));
        Optional<byte[]> sound = stands.filter(_ -> closed.isEmpty())
                .flatMap(row -> book.volumes(set).stream()
                        .filter(volume -> volume.no() == no)
                        .findFirst())
                .flatMap(volume -> writing.sound(set, volume));
        if (sound.isPresent()) {
            book.custody(set, Kind.DOWNLOADED, String.valueOf(no), ministry.id(), office.now());
        }
        office.record(
                ministry,
                "link.media.volume",
                set.toString(),
                sound.isPresent() ? List.of() : List.of(closed.orElseGet(Media::state)));
        return sound;
    }

    @Override
    @Transactional
    public List<Refusal> handOver(UUID set, String to, Actor ministry) {
        return act(set, "link.media.handOver", ministry, row -> {
            List<Refusal> wrong = who(to, "to");
            if (!wrong.isEmpty()) {
                return wrong;
            }
            if (row.state() != State.WRITTEN) {
                return List.of(state());
            }
            Optional<Refusal> closed =
                    bringing.closed(row.file().agency(), row.file().purpose());
            if (closed.isPresent()) {
                return List.of(closed.get());
            }
            List<Volume> volumes = book.volumes(set);
            List<Refusal> unsound = volumes.stream()
                    .filter(volume -> writing.sound(set, volume).isEmpty())
                    .map(volume -> Refusal.of("to", "link.media.folder", String.valueOf(volume.no())))
                    .toList();
            if (!unsound.isEmpty()) {
                return unsound;
            }
            LocalDate due = office.today().plusDays(office.rules().value("link.media.returnDays", office.today()));
            book.handedOver(set, office.now(), due);
            book.custody(set, Kind.HANDED_OVER, to.strip(), ministry.id(), office.now());
            writing.handedOver(set, office.now());
            return List.of();
        });
    }

    @Override
    @Transactional
    public List<Refusal> close(UUID set, Kind how, String who, Actor ministry) {
        return act(set, "link.media.close", ministry, row -> {
            List<Refusal> wrong = who(who, "who");
            boolean possible =
                    row.state() == State.HANDED_OVER || (how == Kind.DESTROYED && row.state() == State.WRITTEN);
            if (!wrong.isEmpty() || !possible || (how != Kind.RETURNED && how != Kind.DESTROYED)) {
                return wrong.isEmpty() ? List.of(state()) : wrong;
            }
            if (row.state() == State.WRITTEN && !writing.isHere(set)) {
                return List.of(Refusal.of("", "link.media.elsewhere"));
            }
            book.closed(set, office.now());
            book.custody(set, how, who.strip(), ministry.id(), office.now());
            writing.clear(set);
            return List.of();
        });
    }

    private List<Refusal> act(UUID set, String action, Actor ministry, Function<MediaBook.Row, List<Refusal>> work) {
        List<Refusal> wrong = book.lock(set).map(work).orElseGet(() -> List.of(state()));
        office.record(ministry, action, set.toString(), wrong);
        return wrong;
    }

    private static Refusal state() {
        return Refusal.of("", "link.media.state");
    }

    private static List<Refusal> who(String typed, String field) {
        if (typed.isBlank()) {
            return List.of(Refusal.of(field, "link.media.who.missing"));
        }
        return Text.length(typed.strip()) > LONGEST_NAME
                ? List.of(Refusal.of(field, "link.media.who.tooLong", String.valueOf(LONGEST_NAME)))
                : List.of();
    }
}
