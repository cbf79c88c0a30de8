package tw.onestop.access;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;

/** 登入稽核: comings, goings and failures, each in a transaction of its own; a name nobody bears is not written down. */
@Component
@Transactional
class SignInTrail {

    private static final Actor NOBODY = Actor.rule("access.sign-in");

    private final AuditDesk audit;
    private final Attempts attempts;
    private final Accounts accounts;

    SignInTrail(AuditDesk audit, Attempts attempts, Accounts accounts) {
        this.audit = audit;
        this.attempts = attempts;
        this.accounts = accounts;
    }

    void arrived(StaffMember member, String way) {
        attempts.forget(member.username());
        audit.record(new Act(member.actor(), "access.sign-in", null, null, Act.Outcome.DONE, way));
    }

    void arrivedWithCard(StaffMember member, UUID evidence) {
        audit.record(
                new Act(member.actor(), "access.sign-in", evidence.toString(), null, Act.Outcome.DONE, "certificate"));
    }

    /** A card that was refused; of whom it was is known where an account is bound to it. */
    void cardRefused(@Nullable StaffMember member, String why) {
        audit.record(
                Act.refused(member == null ? NOBODY : member.actor(), "access.sign-in", null, "certificate " + why));
    }

    void failed(String username, String way) {
        if (!username.isEmpty()) {
            attempts.failed(username);
        }
        audit.record(Act.refused(known(username), "access.sign-in", null, way));
    }

    void waiting(String username) {
        audit.record(Act.refused(known(username), "access.sign-in", null, "waiting"));
    }

    void left(StaffMember member) {
        audit.record(Act.done(member.actor(), "access.sign-out", null, null));
    }

    /** A machine knocked where it may not enter, or not in this way; of the address only the first two steps are no data. */
    void turnedAway(Actor machine, String address, String why) {
        audit.record(Act.refused(
                machine,
                "access.door",
                Stream.of(address.split("/", -1)).limit(3).collect(Collectors.joining("/")),
                why));
    }

    private Actor known(String username) {
        return accounts.find(username).map(found -> found.member().actor()).orElse(NOBODY);
    }
}
