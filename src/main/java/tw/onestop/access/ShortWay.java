package tw.onestop.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;

/** 直達, past the doors: what they would say is asked of those who decide it for them (防火牆, 權杖, 標頭). */
@Component
class ShortWay implements ShortWayDesk {

    private final HttpFirewall firewall;
    private final MachineHolders holders;
    private final TrainingSettings training;
    private final HeaderWriterFilter headers;

    ShortWay(
            HttpFirewall firewall,
            MachineHolders holders,
            TrainingSettings training,
            @Qualifier("machines") SecurityFilterChain doors) {
        this.firewall = firewall;
        this.holders = holders;
        this.training = training;
        this.headers = doors.getFilters().stream()
                .filter(HeaderWriterFilter.class::isInstance)
                .map(HeaderWriterFilter.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the doors put no headers on their answers"));
    }

    @Override
    public Optional<Actor> querying(HttpServletRequest request) {
        return training.copy() || !passes(request)
                ? Optional.empty()
                : holders.unproven(request)
                        .filter(AgencyAuthentication::mayQuery)
                        .map(AgencyAuthentication::getPrincipal);
    }

    /** Whether every header that came may be read. */
    private boolean passes(HttpServletRequest request) {
        try {
            HttpServletRequest judged = firewall.getFirewalledRequest(request);
            for (String name : Collections.list(judged.getHeaderNames())) {
                List<String> _ = Collections.list(judged.getHeaders(name));
            }
            return true;
        } catch (RequestRejectedException refused) {
            return false;
        }
    }

    @Override
    public void under(HttpServletRequest request, HttpServletResponse response, FilterChain answer)
            throws ServletException, IOException {
        headers.doFilter(request, response, answer);
    }
}
