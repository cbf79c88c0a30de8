package tw.onestop.access;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import tw.onestop.kernel.Actor;

/** 目前使用者: who stands behind the present request, without asking the database. */
final class Present {

    private Present() {}

    static Optional<StaffMember> member() {
        return signedIn().map(SignedIn::member);
    }

    static Optional<SignedIn> signedIn() {
        return principal(SignedIn.class);
    }

    static Optional<Actor> agency() {
        return principal(Actor.class);
    }

    private static <T> Optional<T> principal(Class<T> type) {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(Authentication::getPrincipal)
                .filter(type::isInstance)
                .map(type::cast);
    }
}
