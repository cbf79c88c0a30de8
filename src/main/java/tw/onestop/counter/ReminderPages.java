package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.Reminder;
import tw.onestop.notice.ReminderDesk;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistryDesk;

/** 主動提醒頁: what families of the office have not taken yet, with the words to say, and what they said to it. */
@Controller
class ReminderPages {

    private final ReminderDesk reminders;
    private final RegistryDesk registry;
    private final Sheets sheets;
    private final AccessDesk access;
    private final Clock clock;

    ReminderPages(ReminderDesk reminders, RegistryDesk registry, Sheets sheets, AccessDesk access, Clock clock) {
        this.reminders = reminders;
        this.registry = registry;
        this.sheets = sheets;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/counter/reminders")
    String list(@RequestParam(defaultValue = "1") int page, Model model) {
        return list(List.of(), Math.max(1, page) - 1, model);
    }

    private String list(List<Refusal> refusals, int at, Model model) {
        Actor clerk = access.current().actor();
        ReminderDesk.OfficePage found = reminders.ofOffice(at, clerk);
        Map<PersonId, Person> people = registry
                .persons(
                        found.reminders().stream().map(Reminder::person).collect(Collectors.toSet()),
                        AsOf.on(LocalDate.now(clock)),
                        clerk)
                .stream()
                .collect(Collectors.toMap(Person::id, Function.identity()));
        model.addAttribute("refusals", refusals)
                .addAttribute("found", found)
                .addAttribute("people", people)
                .addAttribute("page", at + 1)
                .addAttribute("today", LocalDate.now(clock));
        return "counter/reminders";
    }

    @GetMapping("/counter/reminders/{id}")
    String one(@PathVariable long id, Model model) {
        return shown(id, List.of(), model);
    }

    @PostMapping("/counter/reminders/{id}")
    String answer(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String answer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next) {
        Optional<Refusal> refusal = said(answer)
                .map(known -> reminders.answer(id, known, access.current().actor()))
                .orElseGet(() -> Optional.of(Refusal.of("answer", "counter.reminder.answer.missing")));
        if (refusal.isPresent()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            // Meanwhile a colleague may have filed it, or the registration was taken back: then there is nothing to be
            // shown but that.
            return refusal.get().code().equals("notice.reminder.gone")
                    ? list(List.of(Refusal.of("", refusal.get().code())), 0, model)
                    : shown(id, List.of(refusal.get()), model);
        }
        next.addFlashAttribute("answered", answer);
        return "redirect:/counter/reminders";
    }

    @PostMapping("/counter/reminders/resume")
    String resume(@RequestParam long person, Model model, HttpServletResponse response) {
        Actor clerk = access.current().actor();
        Optional<Refusal> refusal = reminders.resume(new PersonId(person), clerk);
        if (refusal.isPresent()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("person", found(new PersonId(person), clerk))
                    .addAttribute("refusals", List.of(refusal.get()));
            return "counter/abstain";
        }
        return "redirect:/counter/persons/" + person;
    }

    private String shown(long id, List<Refusal> refusals, Model model) {
        Actor clerk = access.current().actor();
        Reminder reminder =
                reminders.open(id, clerk).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("r", reminder)
                .addAttribute("person", found(reminder.person(), clerk))
                .addAttribute("answers", Reminder.Answer.values())
                .addAttribute("today", LocalDate.now(clock))
                .addAttribute("refusals", refusals);
        return "counter/reminder";
    }

    private Person found(PersonId id, Actor clerk) {
        return sheets.person(id, clerk).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Optional<Reminder.Answer> said(String typed) {
        for (Reminder.Answer answer : Reminder.Answer.values()) {
            if (answer.name().equals(typed)) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }
}
