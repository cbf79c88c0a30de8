package tw.onestop.agency;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 單項辦理期限變更, as proposals over the dated rows. */
@Component
class PromiseChanging implements PromiseChangeDesk {

    private static final int LONGEST_OBJECT = 80;

    private final Known known;
    private final ProposalDesk proposals;
    private final JsonMapper json;
    private final AuditDesk audit;

    PromiseChanging(Known known, ProposalDesk proposals, JsonMapper json, AuditDesk audit) {
        this.known = known;
        this.proposals = proposals;
        this.json = json;
        this.audit = audit;
    }

    /** What is promised, of what, and by whom. */
    @Component("promisesKnown")
    record Known(Promises promises, AgencyDesk agencies, Matrix matrix, ObjectProvider<Matters> matters, Clock clock) {

        LocalDate today() {
            return LocalDate.now(clock);
        }

        List<String> matters(AgencyCode agency) {
            return Stream.of(
                            agencies.capabilities(today()).stream()
                                    .filter(row -> row.agency().equals(agency))
                                    .map(row -> row.change().matter()),
                            matters.stream().flatMap(of -> of.of(agency).stream()),
                            promises.matters(agency).stream())
                    .flatMap(one -> one)
                    .distinct()
                    .toList();
        }

        /** Of what was typed and found right. */
        int days(PromiseForm typed, LocalDate on) {
            String days = typed.tidyDays();
            return days.isEmpty() ? promises.days(new AgencyCode(typed.agency()), "", on) : Integer.parseInt(days);
        }
    }

    @Override
    @Transactional
    public List<Row> promises(AgencyCode agency, Actor reader) {
        audit.record(Act.done(reader, "agency.promise.read", agency.value(), null));
        return rows(agency);
    }

    private List<Row> rows(AgencyCode agency) {
        return known.matters(agency).stream()
                .map(matter -> new Row(
                        matter,
                        known.promises().days(agency, matter, known.today()),
                        known.promises().dated(agency, matter)))
                .toList();
    }

    @Override
    @Transactional
    public List<Refusal> prepare(PromiseForm typed, Actor by) {
        List<Refusal> wrong = new ArrayList<>(wrong(typed));
        if (wrong.isEmpty()) {
            wrong.addAll(proposals.prepare(Proposal.Subject.PROMISE, typed.about(), typed, typed.reason(), by));
        }
        String about = typed.about();
        audit.record(Act.of(
                by, "agency.promise.prepare", about.substring(0, Math.min(LONGEST_OBJECT, about.length())), wrong));
        return wrong;
    }

    @Override
    public PromiseForm form(Proposal proposal) {
        return json.readValue(proposal.typed(), PromiseForm.class);
    }

    @Override
    public int days(PromiseForm typed) {
        return known.days(typed, known.today());
    }

    private List<Refusal> wrong(PromiseForm typed) {
        AgencyCode agency = new AgencyCode(typed.agency());
        if (known.agencies().find(agency).isEmpty()) {
            return List.of(Refusal.of("", "receiver.unknown"));
        }
        if (known.matrix().isOnlyPrepared(agency)) {
            return List.of(Refusal.of("", "receiver.notEnacted"));
        }
        List<Row> of = rows(agency).stream()
                .filter(row -> row.matter().equals(typed.matter()))
                .toList();
        if (of.isEmpty()) {
            return List.of(Refusal.of("", "receiver.promise.unknown"));
        }
        List<Refusal> wrong = new ArrayList<>();
        String days = typed.tidyDays();
        if (!days.isEmpty() && !ReceiverWording.areDays(days)) {
            wrong.add(Refusal.of("days", "receiver.promise.days", String.valueOf(ReceiverWording.MOST_DAYS)));
        } else if (same(days, of.getFirst())) {
            wrong.add(Refusal.of("days", "receiver.promise.same"));
        }
        wrong.addAll(Grounds.against(typed.source(), typed.reason()));
        return wrong;
    }

    /** Whether nothing would be another: what holds today, and nothing was announced beside it. */
    private boolean same(String days, Row row) {
        List<Days> open = row.dated().stream()
                .filter(one ->
                        one.during().until() == null || one.during().until().isAfter(known.today()))
                .toList();
        return days.isEmpty()
                ? open.isEmpty()
                : open.size() == 1
                        && open.getFirst().during().until() == null
                        && open.getFirst().days() == Integer.parseInt(days);
    }

    /** 單項辦理期限之施行. */
    @Component("promiseEnacting")
    static class Enacting implements ProposalDesk.Enacting {

        private final ReceiverTerms terms;
        private final Known known;
        private final JsonMapper json;

        Enacting(ReceiverTerms terms, Known known, JsonMapper json) {
            this.terms = terms;
            this.known = known;
            this.json = json;
        }

        @Override
        public Proposal.Subject subject() {
            return Proposal.Subject.PROMISE;
        }

        @Override
        public void enact(Proposal proposal, LocalDate from) {
            PromiseForm typed = json.readValue(proposal.typed(), PromiseForm.class);
            AgencyCode agency = new AgencyCode(typed.agency());
            terms.endDays(agency, typed.matter(), from);
            if (!typed.tidyDays().isEmpty()) {
                terms.days(
                        agency,
                        typed.matter(),
                        known.days(typed, from),
                        typed.source().strip(),
                        from);
            }
            known.promises().forget();
        }
    }
}
