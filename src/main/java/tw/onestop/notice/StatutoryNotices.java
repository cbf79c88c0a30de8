package tw.onestop.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistrationRecorded;
import tw.onestop.registry.RegistryDesk;

/** 法定通報: tells by rule, in the transaction of the registration, so that neither is without the other. */
@Component
class StatutoryNotices {

    private static final Actor RULE = Actor.rule("notice.statutory");

    private final RegistryDesk registry;
    private final Recipients recipients;
    private final StatutoryRules rules;
    private final Telling telling;
    private final AuditDesk audit;

    StatutoryNotices(
            RegistryDesk registry, Recipients recipients, StatutoryRules rules, Telling telling, AuditDesk audit) {
        this.registry = registry;
        this.recipients = recipients;
        this.rules = rules;
        this.telling = telling;
        this.audit = audit;
    }

    @EventListener
    void on(RegistrationRecorded event) {
        Registration registration = registry.registration(event.registration(), RULE)
                .orElseThrow(() -> new IllegalStateException("registration %d is not there"
                        .formatted(event.registration().value())));
        Map<Object, Telling.Told> told = new LinkedHashMap<>();
        List<String> nobody = new ArrayList<>();
        Map<Object, Map<AgencyCode, List<UUID>>> before = new HashMap<>();
        // Of a revocation: the rules of what it took back, and those of taking back.
        List<RegistrationKind> kinds = List.of(registration.about(), registration.kind());
        for (StatutoryRule rule : rules.inForce(kinds, registration.filedOn())) {
            for (Registration.Affected person : registration.affected()) {
                Matter.of(registration, person, rule.change())
                        .filter(rule::concerns)
                        .ifPresent(matter -> tell(rule, matter, before, told, nobody));
            }
        }
        telling.tell(StatutoryNotice.PROGRAMME.code(), null, List.copyOf(told.values()), RULE);
        audit.record(new Act(
                RULE,
                "notice.statutory",
                String.valueOf(registration.id().value()),
                null,
                Act.Outcome.DONE,
                "items=%d unassigned=%s".formatted(told.size(), String.join(",", nobody))));
    }

    private void tell(
            StatutoryRule rule,
            Matter matter,
            Map<Object, Map<AgencyCode, List<UUID>>> before,
            Map<Object, Telling.Told> told,
            List<String> nobody) {
        Map<AgencyCode, List<UUID>> earlier =
                Recipients.asks(rule, matter.registration().kind())
                        ? before.computeIfAbsent(
                                List.of(matter.affected().person(), matter.change()), _ -> recipients.earlier(matter))
                        : Map.of();
        Recipients.Found found = recipients.by(rule, matter, earlier);
        nobody.addAll(found.unassigned());
        for (AgencyCode agency : found.agencies()) {
            told.putIfAbsent(
                    List.of(agency, matter.affected().person(), matter.change()),
                    new Telling.Told(
                            agency,
                            Telling.About.of(
                                    matter, StatutoryNotice.PROGRAMME.type(StatutoryNotice.PROGRAMME.what(matter))),
                            Map.of(),
                            StatutoryNotice.PROGRAMME.data(
                                    matter, rule.responsibility(), earlier.getOrDefault(agency, List.of()))));
        }
    }
}
