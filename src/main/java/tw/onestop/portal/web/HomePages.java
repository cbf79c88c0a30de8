package tw.onestop.portal.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 首頁: asks who is there and shows each their door, and whoever has no screen at hand the telephone. */
@Controller
class HomePages {

    private final String voiceLine;

    HomePages(@Value("${onestop.voice.number:}") String voiceLine) {
        this.voiceLine = voiceLine;
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("voiceLine", voiceLine);
        return "portal/home";
    }
}
