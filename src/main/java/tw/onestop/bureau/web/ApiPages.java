package tw.onestop.bureau.web;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tw.onestop.notice.NoticeDesk;

/** 介接說明: the page by which an agency's developer gets the first notice within ten minutes. */
@Controller
class ApiPages {

    private final NoticeDesk notices;
    private final Clock clock;
    private final String baseUrl;

    ApiPages(NoticeDesk notices, Clock clock, @Value("${onestop.base-url:}") String baseUrl) {
        this.notices = notices;
        this.clock = clock;
        this.baseUrl = baseUrl;
    }

    @GetMapping("/docs/api")
    String page(Model model) {
        model.addAttribute(
                "base",
                baseUrl.isEmpty()
                        ? ServletUriComponentsBuilder.fromCurrentContextPath()
                                .build()
                                .toUriString()
                        : baseUrl);
        model.addAttribute("errands", notices.errands(LocalDate.now(clock)));
        return "bureau/api";
    }
}
