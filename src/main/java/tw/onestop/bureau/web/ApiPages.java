package tw.onestop.bureau.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** 介接說明: the page by which an agency's developer gets the first notice within ten minutes. */
@Controller
class ApiPages {

    private final String baseUrl;

    ApiPages(@Value("${onestop.base-url:}") String baseUrl) {
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
        return "bureau/api";
    }
}
