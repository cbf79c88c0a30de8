package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;
import tw.onestop.intake.IntakeDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonSearch;
import tw.onestop.registry.RegistryDesk;

/** 查詢當事人: the counter's first page: one box that understands numbers, names, household numbers and addresses. */
@Controller
class SearchPages {

    private static final Pattern NUMBER = Pattern.compile("[A-Za-z][0-9A-Za-z]\\d{8}");
    private static final Pattern ADDRESS = Pattern.compile(".*(?:\\d|[縣市鄉鎮區村里鄰路街段巷弄號樓].*[縣市鄉鎮區村里鄰路街段巷弄號樓]).*");

    private final RegistryDesk registry;
    private final IntakeDesk intake;
    private final NoticeDesk notices;
    private final AccessDesk access;

    SearchPages(RegistryDesk registry, IntakeDesk intake, NoticeDesk notices, AccessDesk access) {
        this.registry = registry;
        this.intake = intake;
        this.notices = notices;
        this.access = access;
    }

    @GetMapping("/counter")
    String counter(Model model) {
        return page(model, "", "", "", List.of());
    }

    /** What was searched is no part of an address, so a reload begins anew. */
    @GetMapping("/counter/search")
    String again() {
        return "redirect:/counter";
    }

    @PostMapping("/counter/search")
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String birthDate,
            @RequestParam(defaultValue = "") String by,
            Model model,
            HttpServletResponse response) {
        Actor clerk = access.current().actor();
        if (q.isBlank()) {
            return refused(model, q, birthDate, by, List.of(Refusal.of("q", "counter.search.empty")), response);
        }
        RegistryDesk.Found found = registry.search(criteria(q.strip(), birthDate.strip(), by), clerk);
        if (!found.refusals().isEmpty()) {
            List<Refusal> beside = found.refusals().stream()
                    .map(r -> new Refusal(r.field().equals("birthDate") ? "birthDate" : "q", r.code(), r.arguments()))
                    .toList();
            return refused(model, q, birthDate, by, beside, response);
        }
        String kind = kind(q.strip(), birthDate.strip(), by);
        boolean former = kind.equals("number") && isFormer(q, found.persons());
        Optional<Person> meant = meant(found, kind);
        if (meant.isPresent() && !former && found.formerly().isEmpty()) {
            return "redirect:/counter/persons/" + meant.get().id().value();
        }
        model.addAttribute("found", found);
        model.addAttribute("former", former);
        return page(model, q, birthDate, by, List.of());
    }

    /** Whether somebody was found by a number they no longer bear: the clerk must know. */
    private static boolean isFormer(String typed, List<Person> found) {
        return NationalId.parse(typed)
                .filter(number -> found.stream().anyMatch(p -> !p.nationalId().equals(number)))
                .isPresent();
    }

    /** What the words in the box are meant as; a choice of the clerk's goes before any guess. */
    static PersonSearch criteria(String q, String birthDate, String by) {
        String born = birthDate.isEmpty() ? null : birthDate;
        String tidy = Text.halfWidth(q);
        return switch (kind(q, birthDate, by)) {
            case "number" -> new PersonSearch(tidy, null, null, null, null);
            case "household" -> new PersonSearch(null, null, null, tidy, null);
            case "address" -> new PersonSearch(null, null, null, null, q);
            default -> new PersonSearch(null, q, born, null, null);
        };
    }

    private static String kind(String q, String birthDate, String by) {
        return !by.isEmpty() ? by : !birthDate.isEmpty() ? "name" : guess(Text.halfWidth(q));
    }

    /** The only one found; or the head, where a household was asked for and found: its page shows all members. */
    private static Optional<Person> meant(RegistryDesk.Found found, String kind) {
        List<Person> persons = found.persons();
        boolean household = (kind.equals("household") || kind.equals("address"))
                && !found.more()
                && persons.stream().map(Person::householdNo).distinct().count() == 1;
        return persons.size() == 1 || household
                ? persons.stream()
                        .filter(p -> p.relationToHead().equals("戶長"))
                        .findFirst()
                        .or(() -> Optional.of(persons.getFirst()))
                : Optional.empty();
    }

    private static String guess(String q) {
        if (NUMBER.matcher(q).matches()) {
            return "number";
        }
        if (HouseholdNo.parse(q).isPresent()) {
            return "household";
        }
        return ADDRESS.matcher(q).matches() ? "address" : "name";
    }

    /** 洽辦人: from now on everything is read for these people too; nobody when the box is empty. */
    @PostMapping("/counter/visitor")
    String serve(@RequestParam(defaultValue = "") String visitor, Model model, HttpServletResponse response) {
        List<String> typed = Stream.of(visitor.split("[,，、\\s]+", -1))
                .filter(number -> !number.isEmpty())
                .toList();
        List<Refusal> refusals = typed.stream()
                .filter(number -> NationalId.parse(number).isEmpty())
                .map(number -> Refusal.of("visitor", "counter.visitor.invalid", number))
                .toList();
        if (!refusals.isEmpty()) {
            model.addAttribute("visitor", visitor);
            return refused(model, "", "", "", refusals, response);
        }
        access.serve(typed.stream()
                .flatMap(number -> NationalId.parse(number).stream())
                .collect(Collectors.toSet()));
        return "redirect:/counter";
    }

    @GetMapping("/counter/visitor")
    String visitor() {
        return "redirect:/counter";
    }

    private String refused(
            Model model, String q, String birthDate, String by, List<Refusal> refusals, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(model, q, birthDate, by, refusals);
    }

    private String page(Model model, String q, String birthDate, String by, List<Refusal> refusals) {
        Actor clerk = access.current().actor();
        model.addAttribute("q", q);
        model.addAttribute("birthDate", birthDate);
        model.addAttribute("by", by);
        model.addAttribute("refusals", refusals);
        if (!model.containsAttribute("found")) {
            model.addAttribute("open", intake.open(clerk, 8));
            model.addAttribute("recent", notices.recent(clerk, 6));
        }
        return "counter/search";
    }
}
