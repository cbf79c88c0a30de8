package tw.onestop.link;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Grant;
import tw.onestop.agency.QuotaDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Query;

/** 試查: the same gate, and what the stage holds. It knows no way to the register. */
@Component
class Trial implements TrialDesk {

    private static final Answer.Refused NO_QUESTIONS = new Answer.Refused(
            "unauthorizedField", "yes/no questions and households are not part of the rehearsal", List.of(), null);

    private final QuotaDesk quotas;
    private final AuditDesk audit;
    private final Clock clock;

    Trial(QuotaDesk quotas, AuditDesk audit, Clock clock) {
        this.quotas = quotas;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Answer query(Query query, Actor machine, Stage stage, Supplier<Optional<Answer.Refused>> instead) {
        Gate.Judged judged = query.predicates().isEmpty() && query.households().isEmpty()
                ? new Gate(new Staged(stage), quotas, clock).judge(query, machine)
                : new Gate.Judged(null, NO_QUESTIONS);
        String transaction = query.occasion().transactionId().toString();
        Gate.Passed passed = judged.passed();
        if (passed == null) {
            Answer.Refused refused = Objects.requireNonNull(judged.refused());
            audit.record(Act.refused(machine, "link.rehearse", transaction, refused.code()));
            return refused;
        }
        Optional<Answer.Refused> away = instead.get();
        if (away.isPresent()) {
            audit.record(Act.refused(
                    machine, "link.rehearse", transaction, away.get().code()));
            return away.get();
        }
        audit.record(Act.done(machine, "link.rehearse", transaction, null));
        return new Answer.Answered(
                passed.numbers().stream()
                        .filter(stage.people()::containsKey)
                        .map(number -> shown(number, stage.people().getOrDefault(number, Map.of()), passed.fields()))
                        .toList(),
                List.of(),
                passed.quota());
    }

    private static Map<String, @Nullable Object> shown(String number, Map<String, String> values, List<Field> fields) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("nationalId", number);
        fields.forEach(field -> Field.put(shown, field.path(), values.get(field.wireName())));
        return shown;
    }

    /** 佈景之權限. */
    private record Staged(Stage stage) implements Rights {

        @Override
        public Optional<Grant> grant(AgencyCode agency, String purposeId) {
            return stage.grants().stream()
                    .filter(grant -> grant.purposeId().equals(purposeId))
                    .findFirst();
        }

        @Override
        public Optional<NationalId> onRoster(AgencyCode agency, String purposeId, String userId) {
            return Optional.ofNullable(stage.officers().get(userId));
        }

        @Override
        public boolean openToMachines(AgencyCode agency, String purposeId) {
            return true;
        }
    }
}
