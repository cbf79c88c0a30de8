package tw.onestop.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import tools.jackson.databind.json.JsonMapper;

/** 登入成功: on to the page that was asked for, else home; a passkey's script is told where that is. */
class Arrival extends SavedRequestAwareAuthenticationSuccessHandler {

    private final RequestCache asked;
    private final JsonMapper json;

    Arrival(RequestCache asked, JsonMapper json) {
        this.asked = asked;
        this.json = json;
        setRequestCache(asked);
    }

    @Override
    protected String determineTargetUrl(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof SignedIn who
                ? Homes.of(who.member())
                : "/sign-in";
    }

    /** The same for the passkey's script, which goes there by itself. */
    void tellScript(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        SavedRequest saved = asked.getRequest(request, response);
        asked.removeRequest(request, response);
        String url = saved == null ? determineTargetUrl(request, response, authentication) : saved.getRedirectUrl();
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(response.getOutputStream(), new Told(true, url));
    }

    /** What Spring's passkey script expects. */
    record Told(boolean authenticated, String redirectUrl) {}
}
