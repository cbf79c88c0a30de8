package tw.onestop.bureau.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.agency.Agency;
import tw.onestop.http.LargeForms;
import tw.onestop.joining.Answers;
import tw.onestop.joining.Application;
import tw.onestop.joining.CatalogueDesk;
import tw.onestop.joining.Deputy;
import tw.onestop.joining.JoiningDesk;
import tw.onestop.joining.JoiningDesk.Begun;
import tw.onestop.joining.LinkageDesk;
import tw.onestop.joining.ProofDesk;
import tw.onestop.joining.Section;
import tw.onestop.kernel.Refusal;

/** 連結申請頁: an officer fills in the application part by part, another account of the agency reviews it. */
@Controller
class JoiningPages {

    private final Officers officers;
    private final JoiningDesk joining;
    private final LinkageDesk linkages;
    private final CatalogueDesk catalogue;
    private final ProofDesk proofs;

    JoiningPages(
            Officers officers, JoiningDesk joining, LinkageDesk linkages, CatalogueDesk catalogue, ProofDesk proofs) {
        this.proofs = proofs;
        this.officers = officers;
        this.joining = joining;
        this.linkages = linkages;
        this.catalogue = catalogue;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    @GetMapping("/bureau/joining")
    String list(Model model) {
        return list(List.of(), model);
    }

    @PostMapping("/bureau/joining")
    String begin(@RequestParam(defaultValue = "") String renews, Model model, HttpServletResponse response) {
        Begun begun = renews.isEmpty() ? joining.begin(officers.actor()) : joining.renew(renews, officers.actor());
        return switch (begun) {
            case Begun.Draft(UUID id) -> part(id, Section.BUSINESS);
            case Begun.Refused(Refusal refusal) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield list(List.of(refusal), model);
            }
        };
    }

    @GetMapping("/bureau/joining/{id}/parts/{section}")
    String form(
            @PathVariable UUID id,
            @PathVariable Section section,
            @RequestAttribute(name = LargeForms.SENT, required = false) LargeForms.@Nullable Sent tooLarge,
            Model model) {
        Application application = mine(id);
        if (!application.stage().isOpen()) {
            return whole(id);
        }
        if (tooLarge == null) {
            return form(application, section, List.of(), model);
        }
        String page = form(
                application,
                section,
                List.of(Refusal.of(
                        "levelAFile", "joining.form.levelAFile.tooLarge", String.valueOf(ProofDesk.MOST_MEGABYTES))),
                model);
        // Shown and not saved: nobody proved that this form came from here.
        Map<String, List<String>> said =
                new LinkedHashMap<>(application.answers().values());
        tooLarge.typed().forEach((field, typed) -> said.put(field, List.of(typed)));
        model.addAttribute("answers", new Answers(said));
        return page;
    }

    /** What was typed is kept whatever is wrong with it. */
    @PostMapping("/bureau/joining/{id}/parts/{section}")
    String save(
            @PathVariable UUID id,
            @PathVariable Section section,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile levelAFile,
            Model model,
            HttpServletResponse response) {
        Map<String, List<String>> said = new LinkedHashMap<>(typed);
        List<Refusal> refusals = new ArrayList<>();
        if (levelAFile != null && !levelAFile.isEmpty()) {
            refusals.addAll(proofs.prove(id, bytes(levelAFile), officers.actor()));
        }
        boolean fileRefused = !refusals.isEmpty();
        joining.save(id, section, new Answers(said), officers.actor()).stream()
                .filter(no -> !fileRefused || !no.field().equals("levelAFile"))
                .forEach(refusals::add);
        if (refusals.isEmpty()) {
            return section == Section.RULES ? whole(id) : part(id, section.next());
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(mine(id), section, refusals, model);
    }

    @GetMapping("/bureau/joining/{id}")
    String whole(@PathVariable UUID id, Model model) {
        return whole(mine(id), List.of(), model);
    }

    @PostMapping("/bureau/joining/{id}/submission")
    String submit(@PathVariable UUID id, Model model, HttpServletResponse response) {
        return answered(id, joining.submit(id, officers.actor()), model, response);
    }

    @PostMapping("/bureau/joining/{id}/security-review")
    String review(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean sound,
            @RequestParam(defaultValue = "") String remark,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("remark", remark);
        return answered(id, joining.review(id, sound, remark, officers.actor()), model, response);
    }

    @PostMapping("/bureau/joining/{id}/withdrawal")
    String withdraw(@PathVariable UUID id, Model model, HttpServletResponse response) {
        return answered(id, joining.withdraw(id, officers.actor()), model, response);
    }

    /** Who reads a refusal in the other language, or reloads it, comes back to the application. */
    @GetMapping({
        "/bureau/joining/{id}/submission",
        "/bureau/joining/{id}/security-review",
        "/bureau/joining/{id}/withdrawal"
    })
    String again(@PathVariable UUID id) {
        return whole(id);
    }

    private String answered(UUID id, List<Refusal> refusals, Model model, HttpServletResponse response) {
        if (refusals.isEmpty()) {
            return whole(id);
        }
        Application application = mine(id);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return whole(application, refusals, model);
    }

    private String list(List<Refusal> refusals, Model model) {
        model.addAttribute("refusals", refusals)
                .addAttribute("applications", joining.applications(officers.actor()))
                .addAttribute("linkages", linkages.linkages(officers.actor()));
        return "bureau/joining";
    }

    private String form(Application application, Section section, List<Refusal> refusals, Model model) {
        model.addAttribute("filed", application)
                .addAttribute("answers", application.answers())
                .addAttribute("section", section)
                .addAttribute("sections", Section.values())
                .addAttribute("refusals", refusals)
                .addAttribute("items", catalogue.of(application.agency()))
                .addAttribute("chosen", joining.items(application))
                .addAttribute("offered", joining.offered(application))
                .addAttribute("counties", joining.counties(application))
                .addAttribute("superiors", joining.superiors(application))
                .addAttribute("mostDeputies", Deputy.MOST)
                .addAttribute("deputyLines", lines(application.deputies().size()))
                .addAttribute("me", officers.actor().id());
        return "bureau/joining-form";
    }

    private String whole(Application application, List<Refusal> refusals, Model model) {
        model.addAttribute("filed", application)
                .addAttribute("answers", application.answers())
                .addAttribute("sections", Section.values())
                .addAttribute("refusals", refusals)
                .addAttribute("chosen", joining.items(application))
                .addAttribute("rules", joining.rules(application))
                .addAttribute("me", officers.actor().id());
        return "bureau/joining-whole";
    }

    /** Three at first, and after those that were filled in always an empty one. */
    private static int lines(int deputies) {
        return Math.max(deputies, Math.clamp(deputies + 1, 3, Deputy.MOST));
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Application mine(UUID id) {
        return joining.application(id, officers.actor())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String part(UUID id, Section section) {
        return "redirect:/bureau/joining/%s/parts/%s".formatted(id, section);
    }

    private static String whole(UUID id) {
        return "redirect:/bureau/joining/" + id;
    }
}
