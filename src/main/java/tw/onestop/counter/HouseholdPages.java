package tw.onestop.counter;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.intake.IntakeDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.notice.Errand;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationType;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.registry.RegistryDesk.HouseholdBook;

/** 戶籍資料頁: a person's household as it stands, or stood on any day as it was known on any day. */
@Controller
class HouseholdPages {

    private final RegistryDesk registry;
    private final IntakeDesk intake;
    private final NoticeDesk notices;
    private final AccessDesk access;
    private final Clock clock;

    HouseholdPages(RegistryDesk registry, IntakeDesk intake, NoticeDesk notices, AccessDesk access, Clock clock) {
        this.registry = registry;
        this.intake = intake;
        this.notices = notices;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/counter/persons/{id}")
    String household(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String known,
            Model model) {
        Actor clerk = access.current().actor();
        AsTyped typed = AsTyped.of(on, known, clock);
        boolean present = typed.present();
        AsOf asOf = typed.asOf();
        PersonId personId = new PersonId(id);
        Person now = registry.person(personId, AsOf.on(LocalDate.now(clock)), clerk)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Optional<Person> person = present ? Optional.of(now) : registry.person(personId, asOf, clerk);
        Optional<HouseholdBook> book = person.flatMap(p -> registry.book(p.householdNo(), asOf, clerk));
        List<Registration> timeline = timeline(
                book.map(HouseholdBook::history).orElseGet(() -> registry.history(now.householdNo(), clerk)),
                registry.registrationsOf(personId, clerk));
        model.addAttribute("refusals", typed.refusals());
        model.addAttribute("on", on);
        model.addAttribute("known", known);
        model.addAttribute("day", typed.day());
        model.addAttribute("knownOn", typed.knownOn());
        model.addAttribute("present", present);
        model.addAttribute("person", person.orElse(now));
        model.addAttribute("household", book.map(HouseholdBook::household).orElse(null));
        model.addAttribute("timeline", timeline);
        model.addAttribute("groups", groups(registry.types()));
        model.addAttribute(
                "errands",
                errands(book.map(found -> found.household().members()).orElse(List.of(now))));
        model.addAttribute("events", LifeEvent.values());
        model.addAttribute("open", present ? intake.open(clerk, 5) : List.of());
        return "counter/household";
    }

    /** 代辦 without any registration, as far as one of the household is such a person: of the dead nothing where nobody died. */
    private List<Errand> errands(List<Person> members) {
        return notices.errands(LocalDate.now(clock)).stream()
                .filter(errand -> members.stream().anyMatch(errand.occasion()::fits))
                .toList();
    }

    /** 登記類別 as the page groups them: {@code counter.group.<name>}. */
    record Group(String name, List<RegistrationType> types) {}

    private static List<Group> groups(List<RegistrationType> types) {
        return types.stream()
                .collect(Collectors.groupingBy(
                        type -> switch (type.kind()) {
                            case ADDR, MOVE_IN, MOVE_OUT, SPLIT, MERGE, HEAD -> "moves";
                            case NAME, BIRTH_DATE, BIRTHPLACE, ID_NUMBER, CORRECT, REVOKE, ANNUL -> "changes";
                            case BIRTH,
                                    INIT,
                                    ACK,
                                    ADOPT,
                                    ADOPT_END,
                                    INDIG,
                                    GUARD,
                                    ASSIST,
                                    CUSTODY,
                                    MARRY,
                                    MARRY_748,
                                    DIVORCE,
                                    END_748,
                                    DEATH,
                                    DEATH_DECL -> "status";
                            // The office's own acts: no button begins them.
                            case RENUMBER, BOUNDARY -> "doors";
                        },
                        LinkedHashMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    private static List<Registration> timeline(List<Registration> household, List<Registration> person) {
        return Stream.concat(household.stream(), person.stream())
                .collect(Collectors.toMap(Registration::id, r -> r, (a, b) -> a))
                .values()
                .stream()
                .sorted(Comparator.comparing(Registration::recordedAt).reversed())
                .toList();
    }
}
