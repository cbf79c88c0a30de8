package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;
import tw.onestop.intake.IntakeDesk;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.Actor;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationType;
import tw.onestop.registry.RegistryDesk;

/** 登記申請書: the page on which one registration is typed; every step is kept, whatever is wrong with it. */
@Controller
class FormPages {

    private final IntakeDesk intake;
    private final Sheets sheets;
    private final Typed typed;
    private final RegistryDesk registry;
    private final AccessDesk access;

    FormPages(IntakeDesk intake, Sheets sheets, Typed typed, RegistryDesk registry, AccessDesk access) {
        this.intake = intake;
        this.sheets = sheets;
        this.typed = typed;
        this.registry = registry;
        this.access = access;
    }

    @GetMapping("/counter/sittings/{id}/forms/{index}")
    String form(@PathVariable UUID id, @PathVariable int index, Model model) {
        Actor clerk = access.current().actor();
        Sitting sitting = intake.sitting(id, clerk).orElseThrow(() -> new SittingEnded(id));
        Sheet sheet = sheets.sheet(index, form(id, index, sitting.draft()), clerk);
        return page(sitting, sheet, clerk, false, model);
    }

    @PostMapping("/counter/sittings/{id}/forms/{index}")
    String save(
            @PathVariable UUID id,
            @PathVariable int index,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(defaultValue = "next") String then,
            Model model,
            HttpServletResponse response) {
        Actor clerk = access.current().actor();
        Sitting sitting = intake.keep(id, typed(id, index, sent), clerk).orElseThrow(() -> new SittingEnded(id));
        Sheet sheet = assessed(sitting, index, clerk);
        boolean acceptable = sheet.assessment() == null || sheet.assessment().acceptable();
        if (acceptable && then.equals("next")) {
            return "redirect:/counter/sittings/" + id + "/notices";
        }
        if (!acceptable) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        return page(sitting, sheet, clerk, true, model);
    }

    /** The same, in the background, while the clerk goes on typing: answers what is thought of it so far. */
    @PostMapping("/counter/sittings/{id}/forms/{index}/assessment")
    String assessment(
            @PathVariable UUID id,
            @PathVariable int index,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam long version,
            Model model) {
        Actor clerk = access.current().actor();
        Sitting sitting = intake.keepMeanwhile(id, version, typed(id, index, sent), clerk)
                .orElseThrow(() -> new SittingEnded(id));
        model.addAttribute("sheet", assessed(sitting, index, clerk));
        return "counter/form :: assessment";
    }

    /** Names of villages that fit what is typed, for the list under the box. */
    @GetMapping("/counter/villages")
    String villages(@RequestParam MultiValueMap<String, String> sent, Model model) {
        String words = sent.entrySet().stream()
                .filter(e -> e.getKey().endsWith(".village"))
                .map(e -> e.getValue().getFirst())
                .findFirst()
                .orElse("");
        model.addAttribute("villages", words.isBlank() ? List.of() : registry.villages(words.strip()));
        return "counter/form :: villages";
    }

    private UnaryOperator<Sitting.Draft> typed(UUID id, int index, MultiValueMap<String, String> sent) {
        return draft -> {
            RegistrationForm before = form(id, index, draft);
            return draft.with(index, typed.form(sheets.type(before.kind()), before.party(), sent));
        };
    }

    /** Another page may have removed it. */
    private static RegistrationForm form(UUID id, int index, Sitting.Draft draft) {
        if (index < 0 || index >= draft.forms().size()) {
            throw new SittingEnded(id);
        }
        return draft.forms().get(index);
    }

    private Sheet assessed(Sitting sitting, int index, Actor clerk) {
        RegistrationForm form = sitting.draft().forms().get(index);
        Sheet sheet = sheets.sheet(index, form, clerk);
        return sheet.assessment() != null
                ? sheet
                : new Sheet(index, sheet.type(), form, sheet.party(), sheet.household(), registry.assess(form, clerk));
    }

    /** 登記歷程, where the form asks for one of the party's registrations. */
    private List<Registration> choices(Sheet sheet, Actor clerk) {
        return sheet.type().fields().stream().anyMatch(f -> f.kind() == RegistrationType.Kind.REGISTRATION)
                ? registry.registrationsOf(sheet.party().id(), clerk)
                : List.of();
    }

    private String page(Sitting sitting, Sheet sheet, Actor clerk, boolean saved, Model model) {
        model.addAttribute("sitting", sitting);
        model.addAttribute("sheet", sheet);
        model.addAttribute("parties", Parties.of(sitting, sheet, sheets, clerk));
        model.addAttribute("types", registry.types());
        model.addAttribute("registrations", choices(sheet, clerk));
        model.addAttribute("refusals", saved ? sheet.refusals() : List.of());
        return "counter/form";
    }
}
