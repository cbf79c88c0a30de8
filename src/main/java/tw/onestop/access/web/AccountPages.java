package tw.onestop.access.web;

import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.AccountDesk;
import tw.onestop.access.Assurance;
import tw.onestop.access.AssuranceDesk;
import tw.onestop.kernel.Refusal;

/** 我的帳號: one's own passkeys and password. */
@Controller
class AccountPages {

    private static final String PAGE = "access/account";

    private final AccessDesk access;
    private final AccountDesk account;
    private final AssuranceDesk assurances;

    AccountPages(AccessDesk access, AccountDesk account, AssuranceDesk assurances) {
        this.assurances = assurances;
        this.access = access;
        this.account = account;
    }

    @GetMapping("/account")
    String account(@RequestParam Optional<String> enrolled, Model model) {
        enrolled.ifPresent(said -> model.addAttribute("done", "access.account.passkeyAdded"));
        return page(model, List.of());
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the account. */
    @GetMapping({"/account/password", "/account/passkeys/remove", "/account/certificate", "/account/certificate/remove"
    })
    String again() {
        return "redirect:/account";
    }

    @PostMapping("/account/passkeys/remove")
    String remove(@RequestParam String id, RedirectAttributes said) {
        account.removePasskey(id);
        said.addFlashAttribute("done", "access.account.passkeyRemoved");
        return "redirect:/account";
    }

    @PostMapping("/account/password")
    String password(
            @RequestParam String present,
            @RequestParam String wanted,
            @RequestParam String again,
            Model model,
            RedirectAttributes said) {
        List<Refusal> refusals = wanted.equals(again)
                ? account.changePassword(present, wanted)
                : List.of(Refusal.of("again", "access.password.differs"));
        if (!refusals.isEmpty()) {
            return page(model, refusals);
        }
        said.addFlashAttribute("done", "access.account.passwordChanged");
        return "redirect:/account";
    }

    /** 挑戰值, for the page's script. */
    @PostMapping(path = "/account/certificate/challenge", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ToSign challenge() {
        return new ToSign(account.cardChallenge());
    }

    @PostMapping("/account/certificate")
    String bind(
            @RequestParam(defaultValue = "") String signature,
            @RequestParam(defaultValue = "") String present,
            Model model,
            RedirectAttributes said) {
        List<Refusal> refusals = account.bindCard(signature, present);
        if (!refusals.isEmpty()) {
            return page(model, refusals);
        }
        said.addFlashAttribute("done", "access.account.cardBound");
        return "redirect:/account";
    }

    @PostMapping("/account/certificate/remove")
    String release(@RequestParam(defaultValue = "") String present, Model model, RedirectAttributes said) {
        List<Refusal> refusals = account.releaseCard(present);
        if (!refusals.isEmpty()) {
            return page(model, refusals);
        }
        said.addFlashAttribute("done", "access.account.cardReleased");
        return "redirect:/account";
    }

    private String page(Model model, List<Refusal> refusals) {
        model.addAttribute("member", access.current());
        model.addAttribute("passkeys", account.passkeys());
        model.addAttribute("assurance", assurances.present().orElse(Assurance.PASSWORD));
        model.addAttribute("cards", account.takesCards());
        model.addAttribute("card", account.card().orElse(null));
        model.addAttribute("refusals", refusals);
        return PAGE;
    }
}
