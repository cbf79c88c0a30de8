package tw.onestop.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.audit.LogDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sha256;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.registry.RulesDesk;
import tw.onestop.trust.NotSealed;
import tw.onestop.trust.SealDesk;
import tw.onestop.trust.TrustDesk;

/** 連結查詢結果紙本: offered with the answer, printed when it is wanted, proved as long as it is kept. */
@Component
class Sheets implements SheetDesk {

    private static final String ISSUE = "link.sheet.issue";
    private static final String SHOW = "link.sheet.show";
    private static final Duration OFFERED = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Actor HOLDER = Actor.rule("link.sheet");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SheetFile file;
    private final SheetPaper paper;
    private final Proofs proofs;
    private final Granted granted;

    Sheets(SheetFile file, SheetPaper paper, Proofs proofs, Granted granted) {
        this.file = file;
        this.paper = paper;
        this.proofs = proofs;
        this.granted = granted;
    }

    /** 證明, what sheets are signed, sealed and recorded with. */
    @Component("sheetProofs")
    record Proofs(TrustDesk trust, SealDesk seals, AuditDesk audit, LogDesk log, TransactionTemplate transaction) {}

    /** 依據, by which sheets are offered and kept. */
    @Component("sheetGranted")
    record Granted(GrantDesk grants, RulesDesk rules, Clock clock) {}

    @Override
    public boolean possible() {
        return paper.possible();
    }

    @Override
    public Offer offer(Query query, Answer.Answered answer, AgencyCode agency) {
        return offer(QuerySheet.of(
                query,
                answer,
                granted.grants().grant(agency, query.occasion().purposeId()).orElseThrow(),
                granted.clock().instant()));
    }

    @Override
    public Offer offer(KinshipDesk.Answer.Told told, String querier) {
        return offer(QuerySheet.of(told, querier));
    }

    private Offer offer(QuerySheet sheet) {
        return new Offer(
                sheet, Base64.getEncoder().encodeToString(proofs.trust().seal(JSON.writeValueAsBytes(sheet))));
    }

    @Override
    public Issue issue(String sealed, Actor by) {
        QuerySheet offered = opened(sealed);
        Instant now = granted.clock().instant();
        if (offered == null || !offered.agency().equals(by.agency()) || !isTheirs(offered, by)) {
            return refused("sheetUnknown", offered, by);
        }
        if (offered.at().plus(OFFERED).isBefore(now)) {
            return refused("sheetStale", offered, by);
        }
        UUID transaction = offered.occasion().transactionId();
        SheetFile.Recorded recorded = file.recorded(transaction).orElseThrow();
        QuerySheet sheet = offered.recorded(recorded.occasion(), recorded.agency(), recorded.at());
        SheetCode code = SheetCode.fresh();
        byte[] pdf;
        try {
            pdf = proofs.seals()
                    .seal(
                            paper.pdf(new SheetPaper.Print(
                                    sheet,
                                    code,
                                    place(transaction),
                                    proofs.seals().isTest())),
                            "連結查詢結果 " + transaction);
        } catch (NotSealed away) {
            return refused("sheetUnsigned", offered, by);
        }
        LocalDate today = LocalDate.now(granted.clock());
        int years = granted.rules().value("link.sheet.keepYears", today);
        proofs.transaction().executeWithoutResult(_ -> {
            file.forget(today);
            file.add(
                    code,
                    new SheetFile.Kept(transaction, now, JSON.writeValueAsBytes(sheet)),
                    Sha256.of(pdf),
                    today.plusYears(years));
            proofs.audit().record(new Act(by, ISSUE, transaction.toString(), null, Act.Outcome.DONE, detail(pdf)));
        });
        return new Issue.Issued(transaction, pdf);
    }

    @Override
    public boolean isCode(String typed) {
        return SheetCode.read(typed).isPresent();
    }

    @Override
    public Optional<Shown> show(String code) {
        return SheetCode.read(code)
                .flatMap(read -> Objects.requireNonNull(proofs.transaction().execute(_ -> opened(read))));
    }

    @Override
    public Proof examine(byte[] bytes) {
        SealDesk.Seal seal = proofs.seals().examine(bytes);
        return switch (seal.state()) {
            case SOUND -> recorded(bytes, Objects.requireNonNull(seal.stampedAt()));
            case ALTERED -> new Proof(Verdict.ALTERED, null);
            case FOREIGN, UNSIGNED -> new Proof(Verdict.NOT_OURS, null);
            case UNREADABLE -> new Proof(Verdict.UNREADABLE, null);
        };
    }

    private Proof recorded(byte[] bytes, Instant stampedAt) {
        Optional<SheetFile.Recorded> query = file.transaction(Sha256.of(bytes)).flatMap(file::recorded);
        if (query.isEmpty()) {
            return new Proof(Verdict.NOT_RECORDED, null);
        }
        SheetFile.Recorded asked = query.get();
        UUID transaction = asked.occasion().transactionId();
        OptionalLong index = proofs.log().says(transaction, ISSUE, detail(bytes));
        return index.isEmpty()
                ? new Proof(Verdict.NOT_YET, null)
                : new Proof(
                        Verdict.GENUINE,
                        new About(
                                transaction,
                                asked.agency(),
                                asked.occasion().purposeId(),
                                asked.at(),
                                stampedAt,
                                index.getAsLong()));
    }

    private Optional<Shown> opened(SheetCode code) {
        return file.find(code, LocalDate.now(granted.clock())).map(kept -> {
            proofs.audit().record(Act.done(HOLDER, SHOW, kept.transactionId().toString(), null));
            Optional<LogDesk.Place> place = proofs.log().place(kept.transactionId());
            return new Shown(
                    JSON.readValue(kept.contents(), QuerySheet.class),
                    kept.issuedAt(),
                    place.map(at -> OptionalLong.of(at.index())).orElseGet(OptionalLong::empty));
        });
    }

    private Issue refused(String code, @Nullable QuerySheet offered, Actor by) {
        String object =
                offered == null ? null : offered.occasion().transactionId().toString();
        proofs.transaction().executeWithoutResult(_ -> proofs.audit().record(Act.refused(by, ISSUE, object, code)));
        return new Issue.Refused(code);
    }

    /** A machine hands it out to whom it was asked for; an officer gets their own only. */
    private static boolean isTheirs(QuerySheet offered, Actor by) {
        return by.kind() == Actor.Kind.SYSTEM
                || by.id().equals(offered.occasion().userId());
    }

    private @Nullable QuerySheet opened(String sealed) {
        try {
            return JSON.readValue(proofs.trust().open(Base64.getDecoder().decode(sealed)), QuerySheet.class);
        } catch (IllegalArgumentException | IllegalStateException notOffered) {
            return null;
        }
    }

    /** The trail gives a query its place within a second or two; longer nobody waits for a paper. */
    private SheetPaper.@Nullable Place place(UUID transaction) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            Optional<LogDesk.Place> place = proofs.log().place(transaction);
            if (place.isPresent()) {
                return new SheetPaper.Place(
                        place.get().index(),
                        Base64.getEncoder().encodeToString(place.get().hash()));
            }
            LockSupport.parkNanos(MOMENT.toNanos());
        } while (System.nanoTime() < end);
        return null;
    }

    private static String detail(byte[] pdf) {
        return "sha256=" + Sha256.hex(pdf);
    }
}
