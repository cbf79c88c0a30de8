package tw.onestop.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import tw.onestop.kernel.Actor;

/**
 * 直達: the short way for what machines ask most. Nothing is refused on it: a request about which the doors would have anything to say
 * goes the whole way through them.
 */
public interface ShortWayDesk {

    /** The machine whose token the doors would let in to ask about people as it stands; empty is no refusal. */
    Optional<Actor> querying(HttpServletRequest request);

    /** Answers under the headers that the doors put on every answer. */
    void under(HttpServletRequest request, HttpServletResponse response, FilterChain answer)
            throws ServletException, IOException;
}
