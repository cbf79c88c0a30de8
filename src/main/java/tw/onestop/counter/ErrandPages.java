package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.intake.IntakeDesk;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.notice.Errand;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;

/** 單獨申辦: begins an errand for a person without any registration, in a new sitting or in one that is open. */
@Controller
class ErrandPages {

    private final IntakeDesk intake;
    private final NoticeDesk notices;
    private final Sheets sheets;
    private final AccessDesk access;
    private final Clock clock;

    ErrandPages(IntakeDesk intake, NoticeDesk notices, Sheets sheets, AccessDesk access, Clock clock) {
        this.intake = intake;
        this.notices = notices;
        this.sheets = sheets;
        this.access = access;
        this.clock = clock;
    }

    @PostMapping("/counter/sittings/errands")
    String begin(
            @RequestParam long person,
            @RequestParam String errand,
            @RequestParam(required = false) @Nullable UUID sitting,
            Model model,
            HttpServletResponse response) {
        Actor clerk = access.current().actor();
        Person party = sheets.person(new PersonId(person), clerk)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Errand wanted = notices.errands(LocalDate.now(clock)).stream()
                .filter(one -> one.key().equals(errand))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Optional<Refusal> refusal = sheets.own(party.id(), clerk)
                .or(() -> wanted.occasion().fits(party) ? Optional.empty() : Optional.of(notFor(wanted)));
        if (refusal.isPresent()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("person", party);
            model.addAttribute("refusals", List.of(refusal.get()));
            return "counter/abstain";
        }
        String choice = ErrandRows.value(wanted, party.id());
        UUID id = sitting == null ? intake.open(begun(party, wanted, choice), clerk) : added(sitting, choice, clerk);
        return "redirect:/counter/sittings/" + id + "/notices";
    }

    private static Refusal notFor(Errand wanted) {
        return Refusal.of(
                "",
                wanted.occasion().subject() == Errand.Subject.DEAD ? "counter.errand.notDead" : "counter.errand.dead",
                wanted.name().zh(),
                wanted.name().en());
    }

    /** Who is alive applies for themselves, until somebody else is typed. */
    private static Sitting.Draft begun(Person party, Errand wanted, String choice) {
        Sitting.Draft draft = Sitting.Draft.begun(party.householdNo().value(), Text.maskedName(party.name()))
                .choosing(List.of(choice));
        return wanted.occasion().subject() == Errand.Subject.DEAD
                ? draft
                : draft.by(new Sitting.Applicant(party.nationalId().value(), party.name(), ""));
    }

    private UUID added(UUID sitting, String choice, Actor clerk) {
        return intake.change(sitting, draft -> draft.choosing(with(choice, draft.choices())), clerk)
                .orElseThrow(() -> new SittingEnded(sitting))
                .id();
    }

    private static List<String> with(String choice, List<String> choices) {
        return Stream.concat(choices.stream(), Stream.of(choice)).distinct().toList();
    }
}
