package tw.onestop.link;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;

/** 管控, the desk. */
@Component
class KinControl implements KinControlDesk {

    /** Letters of a code: as long as it is tried a few times only, nobody guesses it. */
    private static final int CODE = 12;

    private final KinRights rights;
    private final KinBook book;
    private final GrantDesk grants;
    private final Kinships.Watch watch;

    KinControl(KinRights rights, KinBook book, GrantDesk grants, Kinships.Watch watch) {
        this.rights = rights;
        this.book = book;
        this.grants = grants;
        this.watch = watch;
    }

    /** 查詢授權碼 as typed. */
    static Optional<String> code(String typed) {
        return Letters.read(typed, CODE);
    }

    @Override
    public List<KinGround> grounds() {
        return rights.grounds();
    }

    @Override
    @Transactional
    public Registered register(Registering typed, Actor controller) {
        List<Refusal> wrong = wrong(typed, controller);
        UUID id = UUID.randomUUID();
        NationalId target = NationalId.parse(typed.number()).orElse(null);
        watch.audit()
                .record(new Act(
                        controller,
                        "link.kinship.register",
                        id.toString(),
                        target,
                        wrong.isEmpty() ? Act.Outcome.DONE : Act.Outcome.REFUSED,
                        wrong.isEmpty()
                                ? "purpose=" + typed.purposeId()
                                : wrong.getFirst().code()));
        if (!wrong.isEmpty() || target == null) {
            return new Registered("", wrong);
        }
        String code = Letters.fresh(CODE);
        book.add(
                new KinBook.Authorisation(
                        id,
                        KinRights.agency(controller),
                        typed.purposeId(),
                        controller.id(),
                        typed.querier().strip(),
                        target,
                        RocDate.parse(typed.from()).orElseThrow(),
                        RocDate.parse(typed.until()).orElseThrow(),
                        watch.clock().instant(),
                        0,
                        null),
                code);
        return new Registered(Letters.grouped(code), List.of());
    }

    private List<Refusal> wrong(Registering typed, Actor controller) {
        if (!rights.controlled(controller).contains(typed.purposeId())) {
            return List.of(no("purpose", "notController"));
        }
        List<Refusal> wrong = new ArrayList<>();
        String querier = typed.querier().strip();
        AgencyCode agency = KinRights.agency(controller);
        if (querier.isEmpty()) {
            wrong.add(no("querier", "querier.missing"));
        } else if (querier.equals(controller.id())) {
            wrong.add(no("querier", "querier.same"));
        } else if (grants.onRoster(agency, typed.purposeId(), querier).isEmpty()) {
            wrong.add(no("querier", "querier.unknown", querier));
        } else if (grants.onRoster(agency, querier).equals(grants.onRoster(agency, controller.id()))) {
            wrong.add(no("querier", "querier.samePerson"));
        }
        if (typed.number().isBlank()) {
            wrong.add(no("number", "number.missing"));
        } else if (NationalId.parse(typed.number()).isEmpty()) {
            wrong.add(no("number", "number.malformed"));
        }
        wrong.addAll(wrongPeriod(typed));
        return wrong;
    }

    private List<Refusal> wrongPeriod(Registering typed) {
        LocalDate today = LocalDate.now(watch.clock());
        Optional<LocalDate> from = RocDate.parse(typed.from());
        Optional<LocalDate> until = RocDate.parse(typed.until());
        List<Refusal> wrong = new ArrayList<>();
        if (from.isEmpty()) {
            wrong.add(no("from", "day"));
        } else if (from.get().isBefore(today)) {
            wrong.add(no("from", "from.past"));
        }
        if (until.isEmpty()) {
            wrong.add(no("until", "day"));
        } else if (from.isPresent() && until.get().isBefore(from.get())) {
            wrong.add(no("until", "until.order"));
        } else if (from.isPresent()) {
            int longest = watch.rule("longestDays");
            if (until.get().isAfter(from.get().plusDays(longest - 1L))) {
                wrong.add(no("until", "until.tooLong", String.valueOf(longest)));
            }
        }
        return wrong;
    }

    static Refusal no(String field, String code, String... arguments) {
        return Refusal.of(field, "link.kinship." + code, arguments);
    }

    @Override
    @Transactional
    public List<Authorisation> authorisations(Actor controller) {
        watch.audit().record(Act.done(controller, "link.kinship.authorisations", null, null));
        LocalDate today = LocalDate.now(watch.clock());
        return book.latest(KinRights.agency(controller), rights.controlled(controller)).stream()
                .map(one -> new Authorisation(
                        one.id(),
                        one.purpose(),
                        one.querier(),
                        one.target(),
                        one.from(),
                        one.until(),
                        state(one, today)))
                .toList();
    }

    private State state(KinBook.Authorisation one, LocalDate today) {
        if (one.withdrawnAt() != null) {
            return State.WITHDRAWN;
        }
        if (one.tries() >= watch.rule("tries")) {
            return State.VOID;
        }
        return today.isAfter(one.until()) ? State.OVER : State.STANDS;
    }

    @Override
    @Transactional
    public List<Refusal> withdraw(UUID id, Actor controller) {
        boolean done = book.withdraw(
                id,
                KinRights.agency(controller),
                rights.controlled(controller),
                watch.clock().instant());
        watch.audit()
                .record(
                        done
                                ? Act.done(controller, "link.kinship.withdraw", id.toString(), null)
                                : Act.refused(controller, "link.kinship.withdraw", id.toString(), "unknown"));
        return done ? List.of() : List.of(no("", "authorisation.unknown"));
    }
}
