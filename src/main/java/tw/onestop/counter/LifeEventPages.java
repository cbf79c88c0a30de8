package tw.onestop.counter;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationKind;

/** 人生大事頁: begins with what happened, and leads through one sitting to one receipt. */
@Controller
class LifeEventPages {

    private final LifeEvents events;
    private final IntakeDesk intake;
    private final Sheets sheets;
    private final AccessDesk access;

    LifeEventPages(LifeEvents events, IntakeDesk intake, Sheets sheets, AccessDesk access) {
        this.events = events;
        this.intake = intake;
        this.sheets = sheets;
        this.access = access;
    }

    /** Chosen beside the person on the household's page. */
    @PostMapping("/counter/events")
    String choose(
            @RequestParam long person,
            @RequestParam String event,
            @RequestParam(required = false) @Nullable UUID sitting) {
        return "redirect:/counter/persons/%d/events/%s%s"
                .formatted(person, known(event), sitting == null ? "" : "?sitting=" + sitting);
    }

    @GetMapping("/counter/persons/{id}/events/{event}")
    String guide(
            @PathVariable long id,
            @PathVariable String event,
            @RequestParam(required = false) @Nullable UUID sitting,
            Model model) {
        Actor clerk = access.current().actor();
        Person person = sheets.person(new PersonId(id), clerk)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Optional<Sitting> into = Optional.ofNullable(sitting).flatMap(one -> intake.sitting(one, clerk));
        Set<RegistrationKind> there = into.map(Sitting::draft).map(Sitting.Draft::forms).orElse(List.of()).stream()
                .map(RegistrationForm::kind)
                .collect(Collectors.toSet());
        model.addAttribute("guide", events.guide(known(event), person, clerk))
                .addAttribute("sitting", into.map(Sitting::id).orElse(null))
                .addAttribute("there", there);
        return "counter/life-event";
    }

    private static LifeEvent known(String event) {
        return Arrays.stream(LifeEvent.values())
                .filter(one -> one.name().equals(event))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
