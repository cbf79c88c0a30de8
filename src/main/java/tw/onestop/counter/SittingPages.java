package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.intake.IntakeDesk;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.registry.Household;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationKind;

/** 受理案件: begins, widens, narrows and discards sittings; a page only for what a colleague is to begin (迴避). */
@Controller
class SittingPages {

    private final IntakeDesk intake;
    private final Sheets sheets;
    private final AccessDesk access;

    SittingPages(IntakeDesk intake, Sheets sheets, AccessDesk access) {
        this.intake = intake;
        this.sheets = sheets;
        this.access = access;
    }

    /** Begins a registration for a person, in a new sitting or in one that is open. */
    @PostMapping("/counter/sittings")
    String begin(
            @RequestParam long person,
            @RequestParam RegistrationKind kind,
            @RequestParam(required = false) @Nullable UUID sitting,
            @RequestParam(defaultValue = "") String registration,
            Model model,
            HttpServletResponse response) {
        Actor clerk = access.current().actor();
        Person party = found(person, clerk);
        Optional<Refusal> own = sheets.own(party.id(), clerk);
        if (own.isPresent()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("person", party);
            model.addAttribute("refusals", List.of(own.get()));
            return "counter/abstain";
        }
        RegistrationForm form = sheets.fresh(sheets.type(kind), party, registration);
        UnaryOperator<Sitting.Draft> wider =
                draft -> seeing(draft, party, clerk).with(draft.forms().size(), form);
        if (sitting == null) {
            Sitting.Draft begun = Sitting.Draft.begun(party.householdNo().value(), Text.maskedName(party.name()));
            return toForm(intake.open(wider.apply(begun), clerk), 0);
        }
        return toForm(sitting, changed(sitting, wider, clerk).draft().forms().size() - 1);
    }

    /** Notices for a registration made earlier, maybe at another office. */
    @PostMapping("/counter/sittings/earlier")
    String earlier(@RequestParam long person, @RequestParam long registration) {
        Actor clerk = access.current().actor();
        Person party = found(person, clerk);
        Sitting.Draft draft = Sitting.Draft.begun(party.householdNo().value(), Text.maskedName(party.name()))
                .forEarlier(List.of(registration))
                .by(new Sitting.Applicant(party.nationalId().value(), party.name(), ""));
        return "redirect:/counter/sittings/" + intake.open(draft, clerk) + "/notices";
    }

    @GetMapping("/counter/sittings/{id}")
    String resume(@PathVariable UUID id) {
        Sitting.Draft draft = open(id, access.current().actor()).draft();
        return draft.forms().isEmpty()
                ? "redirect:/counter/sittings/" + id + "/notices"
                : toForm(id, draft.forms().size() - 1);
    }

    @PostMapping("/counter/sittings/{id}/forms/{index}/remove")
    String remove(@PathVariable UUID id, @PathVariable int index) {
        Actor clerk = access.current().actor();
        Sitting.Draft draft = intake.keep(
                        id, typed -> index < typed.forms().size() ? typed.without(index) : typed, clerk)
                .orElseThrow(() -> new SittingEnded(id))
                .draft();
        if (!draft.forms().isEmpty()) {
            return toForm(id, draft.forms().size() - 1);
        }
        if (draft.earlier().isEmpty() && draft.choices().stream().noneMatch(ErrandRows::isErrand)) {
            intake.discard(id, clerk);
            return "redirect:/counter";
        }
        return "redirect:/counter/sittings/" + id + "/notices";
    }

    @PostMapping("/counter/sittings/{id}/discard")
    String discard(@PathVariable UUID id) {
        intake.discard(id, access.current().actor());
        return "redirect:/counter";
    }

    /** After somebody else was faster: takes the households as they stand now; what was typed stays. */
    @PostMapping("/counter/sittings/{id}/renew")
    String renew(@PathVariable UUID id) {
        Actor clerk = access.current().actor();
        changed(id, draft -> seeingAfresh(draft, clerk), clerk);
        return toForm(id, 0);
    }

    private Sitting.Draft seeingAfresh(Sitting.Draft draft, Actor clerk) {
        Sitting.Draft renewed = draft.with(draft.forms(), Map.of());
        for (RegistrationForm form : draft.forms()) {
            renewed = seeing(renewed, found(form.party().value(), clerk), clerk);
        }
        return renewed;
    }

    private Sitting.Draft seeing(Sitting.Draft draft, Person party, Actor clerk) {
        return sheets.household(party, clerk)
                .map((Household h) -> draft.seeing(h.no().value(), h.version()))
                .orElse(draft);
    }

    private Sitting changed(UUID id, UnaryOperator<Sitting.Draft> change, Actor clerk) {
        return intake.change(id, change, clerk).orElseThrow(() -> new SittingEnded(id));
    }

    private Sitting open(UUID id, Actor clerk) {
        return intake.sitting(id, clerk).orElseThrow(() -> new SittingEnded(id));
    }

    private Person found(long person, Actor clerk) {
        return sheets.person(new PersonId(person), clerk)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String toForm(UUID id, int index) {
        return "redirect:/counter/sittings/%s/forms/%d".formatted(id, index);
    }
}
