package tw.onestop.bureau.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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
import org.springframework.web.bind.annotation.ResponseBody;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.Refusal;
import tw.onestop.rehearsal.Cast;
import tw.onestop.rehearsal.RehearsalDesk;
import tw.onestop.rehearsal.RehearsalDesk.Certificate;

/** 介接演練頁: keys, the stations of the run that is on with what is left to do, and the certificate. */
@Controller
class RehearsalPages {

    private static final String PAGE = "bureau/rehearsal";

    private final Officers officers;
    private final RehearsalDesk desk;

    RehearsalPages(Officers officers, RehearsalDesk desk) {
        this.officers = officers;
        this.desk = desk;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    /** 演練人物 as the page shows them. */
    record Actors(
            String purpose,
            String scarce,
            String officer,
            String fields,
            String moved,
            String movedTwice,
            String unknown,
            String hidden,
            String away) {

        static Actors all() {
            return new Actors(
                    Cast.PURPOSE,
                    Cast.SCARCE,
                    Cast.OFFICER,
                    String.join("、", Cast.FIELDS),
                    Cast.MOVED,
                    Cast.MOVED_TWICE,
                    Cast.UNKNOWN,
                    Cast.HIDDEN,
                    Cast.AWAY);
        }
    }

    @GetMapping("/bureau/rehearsal")
    String rehearsal(Model model) {
        return page("", List.of(), model);
    }

    @PostMapping("/bureau/rehearsal/keys")
    String keys(@RequestParam(defaultValue = "") String keys, Model model, HttpServletResponse response) {
        List<Refusal> refusals = desk.register(keys, officers.actor());
        if (refusals.isEmpty()) {
            return "redirect:/bureau/rehearsal";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        boolean secret = refusals.stream().anyMatch(no -> no.code().equals("rehearsal.keys.secret"));
        // A private key is not sent back over the wire once more.
        return page(secret ? "" : keys, refusals, model);
    }

    @PostMapping("/bureau/rehearsal/runs")
    String begin(Model model, HttpServletResponse response) {
        if (desk.begin(officers.actor()).isPresent()) {
            return "redirect:/bureau/rehearsal";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page("", List.of(Refusal.of("keys", "rehearsal.keys.missing")), model);
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the page. */
    @GetMapping({"/bureau/rehearsal/keys", "/bureau/rehearsal/runs"})
    String again() {
        return "redirect:/bureau/rehearsal";
    }

    @GetMapping(path = "/bureau/rehearsal/certificate.pdf")
    @ResponseBody
    ResponseEntity<byte[]> certificate() {
        return switch (desk.certificate(officers.actor())) {
            case Certificate.Issued(byte[] pdf) ->
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("rehearsal-certificate.pdf")
                                        .build()
                                        .toString())
                        .body(pdf);
            case Certificate.Refused(Refusal why) ->
                ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, "/bureau/rehearsal?refused=" + why.code())
                        .build();
        };
    }

    /** The certificate could not be handed out, and the page says why. */
    @GetMapping(path = "/bureau/rehearsal", params = "refused")
    String refused(@RequestParam String refused, Model model) {
        boolean known = refused.matches("rehearsal\\.certificate\\.(notYet|noPaper|unsigned)");
        return page("", known ? List.of(Refusal.of("", refused)) : List.of(), model);
    }

    private String page(String typed, List<Refusal> refusals, Model model) {
        model.addAttribute("typed", typed)
                .addAttribute("refusals", refusals)
                .addAttribute("cast", Actors.all())
                .addAttribute("run", desk.run(officers.actor()).orElse(null))
                .addAttribute(
                        "passedOn", desk.passedOn(officers.agency().code()).orElse(null));
        return PAGE;
    }
}
