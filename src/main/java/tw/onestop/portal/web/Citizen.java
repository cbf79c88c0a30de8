package tw.onestop.portal.web;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;

/** 以憑證登入之民眾, as the session keeps them: for a quarter of an hour, since people walk away from machines that are not theirs. */
record Citizen(String number, String name, String evidence, Instant since) implements Serializable {

    static final String IN_THE_SESSION = Citizen.class.getName();
    private static final Duration STAYS = Duration.ofMinutes(15);

    /** Of what stands in the session; null when nobody is there, or not any more. */
    static @Nullable Citizen of(@Nullable Object kept, Instant now) {
        return kept instanceof Citizen citizen && now.isBefore(citizen.since().plus(STAYS)) ? citizen : null;
    }

    NationalId nationalId() {
        return new NationalId(number);
    }

    Actor actor() {
        return Actor.citizen(evidence).being(nationalId());
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "citizen by " + evidence;
    }
}
