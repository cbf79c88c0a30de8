package tw.onestop.link;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tw.onestop.access.AssuranceDesk;
import tw.onestop.access.CardSession;
import tw.onestop.access.Presence;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.RulesDesk;

/** 兩人在席 (辦法 §10): querier and control auditor at the same time, each by a certificate of their own. */
@Component
class KinPresence {

    private final AssuranceDesk assurances;
    private final KinRights rights;
    private final RulesDesk rules;
    private final Clock clock;

    KinPresence(AssuranceDesk assurances, KinRights rights, RulesDesk rules, Clock clock) {
        this.assurances = assurances;
        this.rights = rights;
        this.rules = rules;
        this.clock = clock;
    }

    /** 兩人之憑證, or what is missing. */
    sealed interface Cards {}

    record Missing(Refusal why) implements Cards {}

    /** 兩人之憑證證據: the numbers under which {@code trust} keeps what proves that both cards signed. */
    record Shown(UUID querier, UUID controller) implements Cards {}

    /**
     * What is missing is said of the auditor first.
     *
     * @param officer number of the querier on the roster
     */
    Cards cards(KinBook.Authorisation one, NationalId officer) {
        Presence controller = assurances.presence(one.controller(), within());
        if (controller == Presence.ABSENT) {
            return missing("controller.absent");
        }
        if (controller != Presence.BY_CERTIFICATE) {
            return missing("controller.certificate");
        }
        return own(one.querier()).map(querier -> cards(one, officer, querier)).orElseGet(() -> missing("certificate"));
    }

    /** Both cards are of whom the roster names, and those are two people. */
    private Cards cards(KinBook.Authorisation one, NationalId officer, CardSession querier) {
        Optional<NationalId> auditor = rights.onRoster(one.agency(), one.controller());
        if (auditor.filter(officer::equals).isPresent()) {
            return missing("querier.samePerson");
        }
        Optional<CardSession> controller = auditor.flatMap(
                number -> assurances.card(one.controller(), within()).filter(card -> isOf(number, card)));
        if (controller.isEmpty()) {
            return missing("controller.otherCard");
        }
        return isOf(officer, querier)
                ? new Shown(querier.evidence(), controller.get().evidence())
                : missing("certificate.otherPerson");
    }

    private static Cards missing(String code) {
        return new Missing(KinControl.no("code", code));
    }

    private static boolean isOf(NationalId number, CardSession card) {
        return number.value().endsWith(card.lastFour());
    }

    /** The card of the session that asks: who left one by card open elsewhere has not shown it here. */
    private Optional<CardSession> own(String user) {
        return assurances.card().filter(card -> card.member().username().equals(user));
    }

    private Duration within() {
        return Duration.ofMinutes(rules.value("link.kinship.presentMinutes", LocalDate.now(clock)));
    }
}
