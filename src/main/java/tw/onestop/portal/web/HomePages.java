package tw.onestop.portal.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** 首頁: asks who is there and shows each their door. */
@Controller
class HomePages {

    @GetMapping("/")
    String home() {
        return "portal/home";
    }
}
