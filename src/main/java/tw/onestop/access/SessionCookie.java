package tw.onestop.access;

import jakarta.servlet.ServletContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.stereotype.Component;

/** 連線識別 cookie: where the product's own address is https it never travels in the clear, whatever a proxy forgets to say. */
@Component
class SessionCookie implements ServletContextInitializer {

    private final boolean https;

    SessionCookie(@Value("${onestop.base-url:http://localhost:8080}") String baseUrl) {
        this.https = baseUrl.startsWith("https://");
    }

    @Override
    public void onStartup(ServletContext context) {
        if (https) {
            context.getSessionCookieConfig().setSecure(true);
        }
    }
}
