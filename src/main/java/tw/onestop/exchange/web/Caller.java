package tw.onestop.exchange.web;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import tw.onestop.http.Problem;
import tw.onestop.kernel.Actor;

/** 呼叫者: the agency's machine of the present request, as the sign-in room left it. */
final class Caller {

    private Caller() {}

    /** Empty when whoever calls is no machine of an agency. */
    static Optional<Actor> machine() {
        Authentication present = SecurityContextHolder.getContext().getAuthentication();
        return present != null
                        && present.isAuthenticated()
                        && present.getPrincipal() instanceof Actor actor
                        && actor.kind() == Actor.Kind.SYSTEM
                        && actor.agency() != null
                ? Optional.of(actor)
                : Optional.empty();
    }

    static ResponseEntity<Object> turnedAway() {
        return Problem.answer(HttpStatus.FORBIDDEN, "notAMachine", "this door is for the machines of agencies");
    }
}
