package tw.onestop.link;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Occasion;

/** 檔案查詢, the desk: takes files, says how far they are, hands out answers and erases them. */
@Component
class Files implements FileDesk {

    /** Lines of a block: so few that queries beside one that is answered hardly wait for it. */
    static final int BLOCK = 250;

    private static final int AT_ONCE = 4;
    private static final int LISTED = 100;
    private static final int MINUTES_A_DAY = 24 * 60;

    private static final Answer.Refused REUSED =
            refusal("transactionIdReused", "this RIS-Transaction-Id names another file, or a query");

    /** Each holds a connection to the database for as long as its client sends. */
    private final Semaphore coming = new Semaphore(AT_ONCE);

    private final Gate gate;
    private final FileBook book;
    private final FileSeal seal;
    private final FileAnswering answering;
    private final Records records;

    Files(Gate gate, FileBook book, FileSeal seal, FileAnswering answering, Records records) {
        this.gate = gate;
        this.book = book;
        this.seal = seal;
        this.answering = answering;
        this.records = records;
    }

    /** 紀錄. */
    @Component("filesRecords")
    record Records(AuditDesk audit, TransactionTemplate transaction, Clock clock) {}

    @Override
    public Received receive(Upload upload, InputStream lines, Actor machine) throws IOException {
        return receive(upload, lines, machine, seal.hasKey(agency(machine)), _ -> {});
    }

    /**
     * The same for whoever can encrypt the answer to the agency by another way.
     *
     * @param hasKey whether there is one
     * @param also what is written of the file in the transaction that takes it
     */
    Received receive(Upload upload, InputStream lines, Actor machine, boolean hasKey, Consumer<Progress> also)
            throws IOException {
        AgencyCode agency = agency(machine);
        Occasion occasion = upload.occasion();
        Gate.Standing standing = gate.standing(agency, occasion.purposeId(), occasion.userId(), upload.fields());
        Answer.Refused refused = standing.refused();
        Optional<InvalidParam> day = gate.wrong(upload.asOf());
        if (day.isPresent()) {
            refused = new Answer.Refused("paramsValidation", day.get().reason(), List.of(day.get()), null);
        }
        if (refused == null && !hasKey) {
            refused = refusal(
                    "encryptionKeyMissing",
                    "register encryptionJwk at your endpoint first: the answer is encrypted to it");
        }
        if (refused != null) {
            return refused(occasion, refused, machine);
        }
        long mostADay = (long) Objects.requireNonNull(standing.grant()).perMinute() * MINUTES_A_DAY;
        if (!coming.tryAcquire()) {
            return refused(occasion, refusal("busy", "other files come in at this moment; send it again"), machine);
        }
        try {
            Received received = Objects.requireNonNull(records.transaction().execute(tx -> {
                Received taken = take(upload, new FileLines(lines, upload.format()), machine, mostADay);
                switch (taken) {
                    case Received.Taken(Progress file) -> also.accept(file);
                    case Received.Refused _ -> tx.setRollbackOnly();
                }
                return taken;
            }));
            if (received instanceof Received.Refused(Answer.Refused why)) {
                return refused(occasion, why, machine);
            }
            answering.wake();
            return received;
        } catch (DuplicateKeyException repeated) {
            return refused(occasion, REUSED, machine);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            coming.release();
        }
    }

    private Received take(Upload upload, FileLines lines, Actor machine, long mostADay) {
        Instant now = records.clock().instant();
        Occasion occasion = upload.occasion();
        UUID id = occasion.transactionId();
        if (book.isOfQuery(id)) {
            return new Received.Refused(REUSED);
        }
        LocalDate today = LocalDate.now(records.clock());
        long before = book.linesSince(
                occasion.purposeId(),
                today.atStartOfDay(records.clock().getZone()).toInstant());
        FileBook.Row row = new FileBook.Row(
                id,
                agency(machine),
                machine.id(),
                occasion.purposeId(),
                occasion.userId(),
                upload.fields().stream().distinct().toList(),
                Optional.ofNullable(upload.asOf()).orElse(today));
        book.open(row, seal.text(occasion.caseNo()), now);
        int good = 0;
        int wrong = 0;
        int blocks = 0;
        try {
            for (FileLines.Block block = lines.next(BLOCK); !block.isEmpty(); block = lines.next(BLOCK)) {
                good += block.numbers().size();
                wrong += block.wrong().size();
                if (good + wrong > MOST_LINES || before + good > mostADay) {
                    return new Received.Refused(refusal(
                            "tooManyLines",
                            "a file may have %d lines, and this purpose %d a day, of which %d came today"
                                    .formatted(MOST_LINES, mostADay, before)));
                }
                book.add(
                        id, blocks++, block.numbers().size(), seal.numbers(block.numbers()), seal.wrong(block.wrong()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (good == 0) {
            return new Received.Refused(refusal("noLines", "no line of the file names a number"));
        }
        book.whole(id, good, wrong, blocks);
        records.audit()
                .record(new Act(
                        machine,
                        "link.file.receive",
                        id.toString(),
                        null,
                        Act.Outcome.DONE,
                        "purpose=%s user=%s lines=%d wrong=%d"
                                .formatted(occasion.purposeId(), occasion.userId(), good, wrong)));
        return new Received.Taken(book.progress(id, row.agency()).orElseThrow());
    }

    private static Answer.Refused refusal(String code, String detail) {
        return new Answer.Refused(code, detail, List.<InvalidParam>of(), null);
    }

    private Received refused(Occasion occasion, Answer.Refused why, Actor machine) {
        records.transaction()
                .executeWithoutResult(_ -> records.audit()
                        .record(Act.refused(
                                machine,
                                "link.file.receive",
                                occasion.transactionId().toString(),
                                why.code())));
        return new Received.Refused(why);
    }

    @Override
    @Transactional
    public Optional<Progress> file(UUID id, Actor machine) {
        Optional<Progress> found = book.progress(id, agency(machine));
        said("link.file.progress", id, machine, found.isPresent() ? null : "notFound");
        return found;
    }

    @Override
    @Transactional
    public List<Progress> files(Actor machine) {
        List<Progress> found = book.progress(agency(machine), LISTED);
        records.audit()
                .record(new Act(machine, "link.file.list", null, null, Act.Outcome.DONE, "files=" + found.size()));
        return found;
    }

    @Override
    public Collected collect(UUID id, OutputStream into, Actor machine) throws IOException {
        AgencyCode agency = agency(machine);
        return handed("link.file.collect", id, machine, seal.hasKey(agency), blocks -> {
            for (int no = 0; no < blocks; no++) {
                into.write(
                        seal.block(agency, id, no, blocks, book.answer(id, no)).getBytes(StandardCharsets.US_ASCII));
                into.write('\n');
            }
            into.flush();
            records.transaction()
                    .executeWithoutResult(
                            _ -> book.collected(id, records.clock().instant()));
        });
    }

    @Override
    public Collected wrongLines(UUID id, OutputStream into, Actor machine) throws IOException {
        return handed("link.file.wrong", id, machine, true, blocks -> {
            Writer csv = new BufferedWriter(new OutputStreamWriter(into, StandardCharsets.UTF_8));
            csv.write("line,code,given\r\n");
            for (int no = 0; no < blocks; no++) {
                for (FileLines.Wrong wrong : seal.wrong(book.wrong(id, no))) {
                    csv.write("%d,%s,%s\r\n".formatted(wrong.line(), wrong.code(), Cells.cell(wrong.given())));
                }
            }
            csv.flush();
        });
    }

    private interface Handing {
        void blocks(int count) throws IOException;
    }

    /**
     * The act is durable before anything is handed out.
     *
     * @param hasKey false where there is none to encrypt it to: it was taken away since
     */
    private Collected handed(String action, UUID id, Actor machine, boolean hasKey, Handing handing)
            throws IOException {
        Collected may = Objects.requireNonNull(records.transaction().execute(_ -> {
            Optional<Progress> found = book.progress(id, agency(machine));
            Collected state = found.map(Files::state)
                    .map(ready -> ready == Collected.DONE && !hasKey ? Collected.NO_KEY : ready)
                    .orElse(Collected.UNKNOWN);
            said(action, id, machine, state == Collected.DONE ? null : state.name());
            return state;
        }));
        if (may == Collected.DONE) {
            handing.blocks(book.blocks(id));
        }
        return may;
    }

    private static Collected state(Progress progress) {
        return switch (progress.state()) {
            case WAITING -> Collected.NOT_READY;
            case ANSWERED -> Collected.DONE;
            case STOPPED, ERASED -> Collected.GONE;
        };
    }

    @Override
    @Transactional
    public Collected erase(UUID id, Actor machine) {
        Collected state = book.progress(id, agency(machine))
                .map(progress -> progress.state() == State.WAITING ? Collected.DONE : state(progress))
                .orElse(Collected.UNKNOWN);
        if (state == Collected.DONE) {
            book.erase(id);
        }
        said("link.file.erase", id, machine, state == Collected.DONE ? null : state.name());
        return state;
    }

    private void said(String action, UUID id, Actor machine, @Nullable String refused) {
        records.audit()
                .record(
                        refused == null
                                ? Act.done(machine, action, id.toString(), null)
                                : Act.refused(machine, action, id.toString(), refused));
    }

    private static AgencyCode agency(Actor machine) {
        return Objects.requireNonNull(machine.agency(), "a system belongs to an agency");
    }
}
