package tw.onestop.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.agency.Proposal;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 申辦欄位變更, as proposals; what the programmes' own rules go by stays. */
@Component
class ErrandFieldChanging implements ErrandFieldDesk {

    private static final int LONGEST_OBJECT = 100;

    private final Known known;
    private final ProposalDesk proposals;
    private final JsonMapper json;
    private final AuditDesk audit;

    ErrandFieldChanging(Known known, ProposalDesk proposals, JsonMapper json, AuditDesk audit) {
        this.known = known;
        this.proposals = proposals;
        this.json = json;
        this.audit = audit;
    }

    /** What there is to be changed. */
    @Component("errandFieldsKnown")
    record Known(Errands errands, AskedFields fields, List<AppliedFor> programmes, Clock clock) {

        LocalDate today() {
            return LocalDate.now(clock);
        }

        Optional<Errand> errand(String programme, String change) {
            return errands.find(programme, change, today());
        }

        private List<AskedFields.Dated> rows(Errand errand, String name) {
            return fields.all(errand.key()).stream()
                    .filter(one -> one.field().name().equals(name))
                    .toList();
        }

        /** Whether it changes, begins or ends on a day that has been signed for already. */
        private boolean announced(Errand errand, String name) {
            return rows(errand, name).stream().anyMatch(row -> row.during().changesAfter(today()));
        }

        /** As it is asked today, will be asked or was asked last. */
        Optional<AskedFields.Dated> last(Errand errand, String name) {
            List<AskedFields.Dated> rows = rows(errand, name);
            return rows.stream()
                    .filter(one -> one.during().contains(today()))
                    .findFirst()
                    .or(() -> rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast()));
        }

        Set<String> own(String programme) {
            Set<String> own = new HashSet<>(Entitlement.OWN);
            programmes.stream().filter(one -> one.code().equals(programme)).forEach(one -> own.addAll(one.own()));
            return own;
        }

        List<Refusal> wrong(ErrandFieldForm typed) {
            Optional<Errand> errand = errand(typed.programme(), typed.change());
            return errand.map(one -> ErrandFieldWording.of(
                            typed,
                            one,
                            last(one, typed.name().strip())
                                    .map(AskedFields.Dated::field)
                                    .orElse(null),
                            announced(one, typed.name().strip()),
                            own(typed.programme())))
                    .orElseGet(() -> List.of(Refusal.of("", "receiver.errand.unknown")));
        }
    }

    @Override
    @Transactional
    public List<Asking> errands(Actor reader) {
        audit.record(Act.done(reader, "notice.errandField.read", null, null));
        return known.errands().inForce(known.today()).stream()
                .map(errand -> new Asking(
                        errand,
                        known.fields().all(errand.key()).stream()
                                .map(one -> new Row(
                                        one.field(),
                                        one.during(),
                                        one.source(),
                                        known.own(errand.programme())
                                                .contains(one.field().name())))
                                .toList()))
                .toList();
    }

    @Override
    @Transactional
    public Optional<ErrandFieldForm> present(String programme, String change, String name, Actor reader) {
        audit.record(Act.done(reader, "notice.errandField.read", null, null));
        return known.errand(programme, change)
                .flatMap(errand -> known.last(errand, name)
                        .map(one -> ErrandFieldForm.of(
                                errand,
                                one.field(),
                                asked(one.field(), one.during().contains(known.today())))));
    }

    private static ErrandFieldForm.Asked asked(Errand.Field field, boolean holds) {
        if (!holds) {
            return ErrandFieldForm.Asked.NOT_ASKED;
        }
        return field.required() ? ErrandFieldForm.Asked.REQUIRED : ErrandFieldForm.Asked.OPTIONAL;
    }

    @Override
    public Optional<ErrandFieldForm> blank(String programme, String change) {
        return known.errand(programme, change).map(ErrandFieldForm::blank);
    }

    @Override
    @Transactional
    public List<Refusal> prepare(ErrandFieldForm typed, Actor by) {
        List<Refusal> wrong = known.wrong(typed);
        if (wrong.isEmpty()) {
            wrong = proposals.prepare(Proposal.Subject.ERRAND_FIELD, typed.about(), typed, typed.reason(), by);
        }
        String about = typed.about();
        audit.record(Act.of(
                by, "notice.errandField.prepare", about.substring(0, Math.min(LONGEST_OBJECT, about.length())), wrong));
        return wrong;
    }

    @Override
    public ErrandFieldForm form(Proposal proposal) {
        return json.readValue(proposal.typed(), ErrandFieldForm.class);
    }

    /** 申辦欄位之施行: the row that holds ends the day before, the new one begins; neither is overwritten. */
    @Component("errandFieldEnacting")
    static class Enacting implements ProposalDesk.Enacting {

        private static final int AMONG_FIELDS = 35;
        private static final int AMONG_PAPERS = 45;

        private final Known known;
        private final JsonMapper json;

        Enacting(Known known, JsonMapper json) {
            this.known = known;
            this.json = json;
        }

        @Override
        public Proposal.Subject subject() {
            return Proposal.Subject.ERRAND_FIELD;
        }

        /** Other fields may have changed since it was prepared. */
        @Override
        public List<Refusal> against(Proposal proposal, LocalDate from) {
            return known.wrong(typed(proposal)).stream()
                    .map(wrong -> Refusal.of("", wrong.code(), wrong.arguments().toArray(String[]::new)))
                    .toList();
        }

        @Override
        public void enact(Proposal proposal, LocalDate from) {
            ErrandFieldForm typed = typed(proposal);
            Errand errand = known.errand(typed.programme(), typed.change()).orElseThrow();
            Optional<AskedFields.Dated> before = known.last(errand, typed.name().strip());
            known.fields().close(typed.programme(), typed.change(), typed.name().strip(), from);
            if (!typed.ends()) {
                Errand.Field field =
                        typed.field(before.map(one -> one.field().onlyWhen()).orElse(null));
                int place = field.kind() == Errand.Kind.PAPER ? AMONG_PAPERS : AMONG_FIELDS;
                known.fields()
                        .ask(
                                typed.programme(),
                                typed.change(),
                                field,
                                before.map(AskedFields.Dated::place).orElse(place),
                                typed.source().strip(),
                                from);
            }
        }

        private ErrandFieldForm typed(Proposal proposal) {
            return json.readValue(proposal.typed(), ErrandFieldForm.class);
        }
    }
}
