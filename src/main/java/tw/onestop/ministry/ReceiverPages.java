package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.OfficerDesk;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.agency.ReceiverDesk;
import tw.onestop.agency.ReceiverForm;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.notice.BulletinDesk;

/** 受通報機關頁: who can be told of what, a new receiver, and what is to change of one that is there. */
@Controller
class ReceiverPages {

    private static final int KEYS = 3;
    private static final int MOST_FOUND = 20;

    private final ReceiverDesk receivers;
    private final ProposalDesk proposals;
    private final BulletinDesk bulletins;
    private final OfficerDesk officers;
    private final Here here;

    ReceiverPages(
            ReceiverDesk receivers, ProposalDesk proposals, BulletinDesk bulletins, OfficerDesk officers, Here here) {
        this.receivers = receivers;
        this.proposals = proposals;
        this.bulletins = bulletins;
        this.officers = officers;
        this.here = here;
    }

    /** Who asks, and when. */
    @org.springframework.stereotype.Component
    record Here(AccessDesk access, ReceiverDesk receivers, AgencyDesk agencies, Clock clock) {

        /** Those of the directory whose name or code has these words in it. */
        List<Agency> named(String words) {
            String wanted = Text.halfWidth(words).strip().toLowerCase(Locale.ROOT);
            return wanted.isEmpty()
                    ? List.of()
                    : agencies.all().stream()
                            .filter(one -> Stream.of(one.code().value(), one.name(), one.nameEn())
                                    .anyMatch(name ->
                                            name.toLowerCase(Locale.ROOT).contains(wanted)))
                            .limit(MOST_FOUND + 1L)
                            .toList();
        }

        Actor ministerial() {
            return access.current().actor();
        }

        LocalDate today() {
            return LocalDate.now(clock);
        }

        /** As the directory has it; a page for one that it does not have does not exist. */
        ReceiverDesk.Receiver receiver(String code) {
            try {
                return receivers
                        .receiver(new AgencyCode(code), ministerial())
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            } catch (IllegalArgumentException noCode) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND, "", noCode);
            }
        }
    }

    /** What waits for a second person, and the matrix with what was and will be. */
    @GetMapping("/ministry/receivers")
    String list(
            @RequestParam(defaultValue = "") String done, @RequestParam(defaultValue = "") String find, Model model) {
        List<Agency> found = here.named(find);
        model.addAttribute("done", done)
                .addAttribute("find", find)
                .addAttribute("found", found.stream().limit(MOST_FOUND).toList())
                .addAttribute("more", found.size() > MOST_FOUND ? MOST_FOUND : null)
                .addAttribute("proposals", proposals.proposals(here.ministerial()))
                .addAttribute("rows", receivers.matrix(here.ministerial()))
                .addAttribute("today", here.today());
        return "ministry/receivers";
    }

    @GetMapping("/ministry/receivers/new")
    String blank(Model model) {
        return form(ReceiverForm.EMPTY, List.of(), model);
    }

    @PostMapping("/ministry/receivers/new")
    String prepare(@RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
        Sent typed = new Sent(sent);
        List<ReceiverForm.Key> keys = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            keys.add(typed.key("key" + i + "."));
        }
        ReceiverForm form = new ReceiverForm(
                typed.one("code"),
                typed.one("body"),
                typed.one("name"),
                typed.one("nameEn"),
                typed.one("unit"),
                typed.one("phone"),
                typed.one("hours"),
                typed.one("days"),
                typed.one("door"),
                typed.one("areas"),
                sent.getOrDefault("changes", List.of()),
                keys,
                typed.one("note"),
                typed.one("noteEn"),
                typed.one("source"),
                typed.one("reason"));
        List<Refusal> refusals = receivers.prepare(form, here.ministerial());
        if (refusals.isEmpty()) {
            return "redirect:/ministry/receivers/" + form.code().strip();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, refusals, model);
    }

    @GetMapping("/ministry/receivers/{code}")
    String one(@PathVariable String code, Model model) {
        return one(code, "", "", List.of(), model);
    }

    /** 承辦人帳號: the password is shown on the next page and nowhere else. */
    @PostMapping("/ministry/receivers/{code}/officers")
    String open(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String officer,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response) {
        ReceiverDesk.Receiver receiver = here.receiver(code);
        OfficerDesk.Opened opened = officers.open(receiver.agency().code(), username, officer, here.ministerial());
        if (opened.refusals().isEmpty()) {
            next.addFlashAttribute("opened", opened);
            return "redirect:/ministry/receivers/" + code;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return one(code, username, officer, opened.refusals(), model);
    }

    @GetMapping("/ministry/receivers/{code}/officers")
    String again(@PathVariable String code) {
        return "redirect:/ministry/receivers/" + code;
    }

    private String one(String code, String username, String officer, List<Refusal> refusals, Model model) {
        ReceiverDesk.Receiver receiver = here.receiver(code);
        model.addAttribute("receiver", receiver)
                .addAttribute("agency", receiver.agency())
                .addAttribute("proposals", proposals.about(receiver.agency().code(), here.ministerial()))
                .addAttribute(
                        "rehearsals", bulletins.rehearsals(receiver.agency().code(), here.ministerial()))
                .addAttribute("officers", officers.of(receiver.agency().code()))
                .addAttribute("wanted", officers.isWanted(receiver.agency().code()))
                .addAttribute("changes", ChangeType.values())
                .addAttribute("today", here.today())
                .addAttribute("username", username)
                .addAttribute("officer", officer)
                .addAttribute("refusals", refusals);
        return "ministry/receiver";
    }

    private static String form(ReceiverForm typed, List<Refusal> refusals, Model model) {
        List<ReceiverForm.Key> keys = new ArrayList<>(typed.keys());
        while (keys.size() < KEYS) {
            keys.add(ReceiverForm.Key.EMPTY);
        }
        model.addAttribute("typed", typed)
                .addAttribute("keys", keys)
                .addAttribute("bodies", Agency.Body.values())
                .addAttribute("ways", Agency.Door.values())
                .addAttribute("changes", ChangeType.values())
                .addAttribute("refusals", refusals);
        return "ministry/receiver-form";
    }

    /** What a form sent. */
    record Sent(MultiValueMap<String, String> sent) {

        String one(String name) {
            String value = sent.getFirst(name);
            return value == null ? "" : value;
        }

        ReceiverForm.Key key(String prefix) {
            return new ReceiverForm.Key(
                    one(prefix + "name"),
                    one(prefix + "label"),
                    one(prefix + "labelEn"),
                    one(prefix + "pattern"),
                    one(prefix + "example"));
        }
    }
}
