package tw.onestop.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.link.OwnLogDesk;

/** 誰查過我的資料 (個資法 §3, §10): a citizen, known by their card, sees which agencies asked about them, each line with its proof. */
@Controller
class MinePages {

    private static final String ENTRY = "portal/mine";
    private static final int AT_MOST = 200;

    private final CitizenGate gate;
    private final OwnLogDesk log;
    private final AgencyDesk agencies;

    MinePages(CitizenGate gate, OwnLogDesk log, AgencyDesk agencies) {
        this.gate = gate;
        this.log = log;
        this.agencies = agencies;
    }

    @GetMapping("/mine")
    String entry(@RequestParam Optional<String> left, HttpSession session, CsrfToken csrf, Model model) {
        if (citizen(session) != null) {
            return "redirect:/mine/log";
        }
        left.ifPresent(said -> model.addAttribute("notice", "portal.mine.left"));
        return page(model, csrf, "", List.of());
    }

    /** 挑戰值, for the page's script. */
    @PostMapping(path = "/mine/challenge", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, String> challenge(HttpSession session) {
        return Map.of("challenge", gate.challenge(session.getId()));
    }

    @PostMapping("/mine")
    String come(
            @RequestParam(defaultValue = "") String nationalId,
            @RequestParam(defaultValue = "") String signature,
            HttpServletRequest request,
            HttpServletResponse response,
            CsrfToken csrf,
            Model model) {
        CitizenGate.Come come = gate.come(request.getSession().getId(), nationalId, signature);
        if (come.citizen() == null) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page(model, csrf, nationalId, come.refusals());
        }
        request.changeSessionId(); // whoever knew it before knows nobody now
        request.getSession().setAttribute(Citizen.IN_THE_SESSION, come.citizen());
        return "redirect:/mine/log";
    }

    @GetMapping("/mine/log")
    String log(HttpSession session, HttpServletResponse response, Model model) {
        Citizen citizen = citizen(session);
        if (citizen == null) {
            return "redirect:/mine";
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        OwnLogDesk.Looks looks = log.looks(citizen.nationalId(), AT_MOST, citizen.actor());
        List<OwnLine> lines =
                looks.lines().stream().map(look -> OwnLine.of(look, agencies)).toList();
        model.addAttribute("citizen", citizen.name())
                .addAttribute("lines", lines)
                .addAttribute("more", looks.more())
                .addAttribute("most", AT_MOST);
        return "portal/mine-log";
    }

    @PostMapping("/mine/leave")
    String leave(HttpSession session) {
        session.removeAttribute(Citizen.IN_THE_SESSION);
        return "redirect:/mine?left";
    }

    private @org.jspecify.annotations.Nullable Citizen citizen(HttpSession session) {
        return Citizen.of(session.getAttribute(Citizen.IN_THE_SESSION), gate.now());
    }

    private String page(Model model, CsrfToken csrf, String typed, List<Refusal> refusals) {
        // Asked for now: a session cannot begin any more once a long page is on its way.
        model.addAttribute("csrfToken", csrf.getToken())
                .addAttribute("csrfHeader", csrf.getHeaderName())
                .addAttribute("open", gate.isOpen())
                .addAttribute("nationalId", typed)
                .addAttribute("refusals", refusals);
        return ENTRY;
    }
}
