package tw.onestop.link;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.AssuranceDesk;
import tw.onestop.access.CardSession;
import tw.onestop.access.Presence;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.RulesDesk;

/** 兩人在席 (辦法 §10): querier and control auditor at the same time, each by a certificate of their own. */
@Component
class KinPresence {

    private final AccessDesk access;
    private final AssuranceDesk assurances;
    private final KinRights rights;
    private final RulesDesk rules;
    private final Clock clock;

    KinPresence(AccessDesk access, AssuranceDesk assurances, KinRights rights, RulesDesk rules, Clock clock) {
        this.access = access;
        this.assurances = assurances;
        this.rights = rights;
        this.rules = rules;
        this.clock = clock;
    }

    /** 兩人之憑證證據: the numbers under which {@code trust} keeps what proves that both cards signed. */
    record Shown(UUID querier, UUID controller) {}

    /** Empty where one of them went away meanwhile. */
    Optional<Shown> shown(KinBook.Authorisation one) {
        return own(one.querier())
                .flatMap(querier ->
                        card(one.controller()).map(controller -> new Shown(querier.evidence(), controller.evidence())));
    }

    /**
     * What is missing, the auditor first.
     *
     * @param officer number of the querier on the roster
     */
    Optional<Refusal> missing(KinBook.Authorisation one, NationalId officer) {
        Presence controller = access.presence(one.controller(), within());
        if (controller == Presence.ABSENT) {
            return Optional.of(KinControl.no("code", "controller.absent"));
        }
        if (controller != Presence.BY_CERTIFICATE) {
            return Optional.of(KinControl.no("code", "controller.certificate"));
        }
        Optional<CardSession> querier = own(one.querier());
        return querier.isEmpty()
                ? Optional.of(KinControl.no("code", "certificate"))
                : other(one, officer, querier.get());
    }

    /** Both cards are of whom the roster names, and those are two people. */
    private Optional<Refusal> other(KinBook.Authorisation one, NationalId officer, CardSession querier) {
        Optional<NationalId> auditor = rights.onRoster(one.agency(), one.controller());
        if (auditor.filter(officer::equals).isPresent()) {
            return Optional.of(KinControl.no("code", "querier.samePerson"));
        }
        boolean theirs = auditor.flatMap(number -> card(one.controller()).filter(card -> isOf(number, card)))
                .isPresent();
        if (!theirs) {
            return Optional.of(KinControl.no("code", "controller.otherCard"));
        }
        return isOf(officer, querier)
                ? Optional.empty()
                : Optional.of(KinControl.no("code", "certificate.otherPerson"));
    }

    private static boolean isOf(NationalId number, CardSession card) {
        return number.value().endsWith(card.lastFour());
    }

    /** The card of the session that asks: who left one by card open elsewhere has not shown it here. */
    private Optional<CardSession> own(String user) {
        return assurances.card().filter(card -> card.member().username().equals(user));
    }

    private Optional<CardSession> card(String user) {
        return assurances.card(user, within());
    }

    private Duration within() {
        return Duration.ofMinutes(rules.value("link.kinship.presentMinutes", LocalDate.now(clock)));
    }
}
