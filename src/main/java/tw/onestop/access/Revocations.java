package tw.onestop.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Background;

/**
 * 權限撤銷: sessions keep what was granted when they began. Accounts are changed on other nodes and at the command line, too,
 * so every node asks now and then whether the accounts of its sessions are as they were, and ends the sessions of the others.
 */
@Component
class Revocations implements Background.Owner {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    private final SessionRegistry sessions;
    private final Accounts accounts;
    private final BoundCards cards;
    private final Background rounds = new Background(
            "access-revocations",
            PAUSE,
            () -> {
                endWhatNoLongerStands();
                return false;
            },
            e -> LOG.warn(
                    "whether accounts were changed is not known now: {}",
                    e.getClass().getSimpleName()));

    Revocations(SessionRegistry sessions, Accounts accounts, BoundCards cards) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.cards = cards;
    }

    /** Ends the sessions whose account was closed, reset or given other roles since they began, and whose card was released. */
    void endWhatNoLongerStands() {
        // Of every session its own: the registry's key is whoever of that name came first.
        List<SessionInformation> open = sessions.getAllPrincipals().stream()
                .flatMap(who -> sessions.getAllSessions(who, false).stream())
                .filter(session -> session.getPrincipal() instanceof SignedIn)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        Set<String> usernames =
                open.stream().map(session -> who(session).getUsername()).collect(Collectors.toSet());
        Map<String, Instant> opened = accounts.openedAt(usernames);
        Map<String, Instant> bound = boundAt(open);
        for (SessionInformation session : open) {
            String username = who(session).getUsername();
            if (!who(session).openedAt().equals(opened.get(username))
                    || !who(session).card().stream().allMatch(card -> stands(card, bound.get(username)))) {
                session.expireNow();
            }
        }
    }

    private Map<String, Instant> boundAt(List<SessionInformation> open) {
        Set<String> byCard = open.stream()
                .map(Revocations::who)
                .filter(who -> who.card().isPresent())
                .map(SignedIn::getUsername)
                .collect(Collectors.toSet());
        return byCard.isEmpty() ? Map.of() : cards.boundAt(byCard);
    }

    /** A card that was bound after the session began is another one. */
    private static boolean stands(CardSession card, @Nullable Instant boundAt) {
        return boundAt != null && !card.since().isBefore(boundAt);
    }

    private static SignedIn who(SessionInformation session) {
        return (SignedIn) session.getPrincipal();
    }

    @Override
    public Background background() {
        return rounds;
    }
}
