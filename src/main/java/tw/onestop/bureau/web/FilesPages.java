package tw.onestop.bureau.web;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.agency.Agency;
import tw.onestop.exchange.BundleDesk;
import tw.onestop.exchange.BundleFormat;
import tw.onestop.kernel.Refusal;

/** 檔案交換頁: when the agency's files are made and in which form, by which keys, and what lies there and was brought. */
@Controller
class FilesPages {

    private static final String PAGE = "bureau/files";
    private static final String AGAIN = "redirect:/bureau/files";

    private final Officers officers;
    private final BundleDesk desk;

    FilesPages(Officers officers, BundleDesk desk) {
        this.officers = officers;
        this.desk = desk;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    @GetMapping("/bureau/files")
    String files(@ModelAttribute("agency") Agency agency, Model model) {
        return page(agency, Map.of(), List.of(), model);
    }

    @PostMapping("/bureau/files/rhythm")
    String rhythm(
            @RequestParam Map<String, String> typed,
            @ModelAttribute("agency") Agency agency,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response) {
        List<Refusal> refusals = desk.choose(
                agency.code(),
                new BundleDesk.Chosen(
                        typed.getOrDefault("every", ""),
                        typed.getOrDefault("hour", ""),
                        typed.getOrDefault("format", "")),
                officers.actor());
        return answered("bureau.files.rhythm.kept", agency, typed, refusals, new Answer(model, next, response));
    }

    @PostMapping("/bureau/files/now")
    String now(@ModelAttribute("agency") Agency agency, RedirectAttributes next) {
        desk.makeNow(agency.code(), officers.actor());
        next.addFlashAttribute("answer", "bureau.files.now.done");
        return AGAIN;
    }

    @PostMapping("/bureau/files/certificate")
    String certificate(
            @RequestParam Map<String, String> typed,
            @ModelAttribute("agency") Agency agency,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response) {
        boolean forEncryption = "encryption".equals(typed.get("use"));
        String pem = typed.getOrDefault(forEncryption ? "encryption" : "signing", "");
        List<Refusal> refusals =
                desk.certificate(agency.code(), forEncryption, pem.getBytes(StandardCharsets.UTF_8), officers.actor());
        return answered("bureau.files.certificate.kept", agency, typed, refusals, new Answer(model, next, response));
    }

    @PostMapping("/bureau/files/keys")
    String key(
            @RequestParam Map<String, String> typed,
            @ModelAttribute("agency") Agency agency,
            Model model,
            RedirectAttributes next,
            HttpServletResponse response) {
        String line = typed.getOrDefault("sshKey", "");
        List<Refusal> refusals =
                desk.addSshKey(agency.code(), typed.getOrDefault("keyName", ""), line, officers.actor());
        boolean secret = refusals.stream().anyMatch(one -> one.code().equals(BundleDesk.SECRET));
        // A private key is not sent back over the wire once more.
        Map<String, String> kept = secret ? Map.of("keyName", typed.getOrDefault("keyName", "")) : typed;
        return answered("bureau.files.key.kept", agency, kept, refusals, new Answer(model, next, response));
    }

    @PostMapping("/bureau/files/keys/removal")
    String removal(
            @RequestParam(defaultValue = "") String fingerprint,
            @ModelAttribute("agency") Agency agency,
            RedirectAttributes next) {
        boolean gone = desk.removeSshKey(agency.code(), fingerprint, officers.actor());
        next.addFlashAttribute("answer", gone ? "bureau.files.key.removed" : "bureau.files.key.unknown");
        return AGAIN;
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the page. */
    @GetMapping({"/bureau/files/rhythm", "/bureau/files/certificate", "/bureau/files/keys"})
    String again() {
        return AGAIN;
    }

    @GetMapping("/bureau/files/register.pem")
    ResponseEntity<String> register() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("register.pem")
                                .build()
                                .toString())
                .body(desk.ownCertificate(officers.actor()));
    }

    /** 回應之處. */
    private record Answer(Model model, RedirectAttributes next, HttpServletResponse response) {}

    private String answered(
            String done, Agency agency, Map<String, String> typed, List<Refusal> refusals, Answer answer) {
        if (refusals.isEmpty()) {
            answer.next().addFlashAttribute("answer", done);
            return AGAIN;
        }
        answer.response().setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(agency, typed, refusals, answer.model());
    }

    private String page(Agency agency, Map<String, String> typed, List<Refusal> refusals, Model model) {
        BundleDesk.Room room = desk.room(agency.code(), officers.actor());
        model.addAttribute("room", room)
                .addAttribute("typed", typed)
                .addAttribute(
                        "every",
                        typed.getOrDefault("every", room.rhythm().every().name()))
                .addAttribute(
                        "hour",
                        typed.getOrDefault(
                                "hour", Integer.toString(room.rhythm().hour())))
                .addAttribute(
                        "format", typed.getOrDefault("format", room.format().name()))
                .addAttribute("formats", BundleFormat.values())
                .addAttribute("refusals", refusals);
        return PAGE;
    }
}
