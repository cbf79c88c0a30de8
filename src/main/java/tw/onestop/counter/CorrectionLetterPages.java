package tw.onestop.counter;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.registry.Person;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;

/**
 * 通知書: what the office tells those in writing whom a correction, a revocation or an annulment concerned (戶籍法 §46), a sheet
 * for each; {@code @letters} for templates that lead there.
 */
@Controller("letters")
class CorrectionLetterPages {

    private final RegistryDesk registry;
    private final Sheets sheets;
    private final AccessDesk access;

    CorrectionLetterPages(RegistryDesk registry, Sheets sheets, AccessDesk access) {
        this.registry = registry;
        this.sheets = sheets;
        this.access = access;
    }

    /** One addressee and what was noted with them. */
    record Letter(Person to, List<Person.Annotation> notes) {}

    /** Whether a registration of this type is told of in writing. */
    public boolean due(RegistrationKind kind) {
        return registry.toldInWriting(kind);
    }

    /** What is read for the page is one transaction with its acts. */
    @GetMapping("/counter/registrations/{id}/letters")
    @Transactional
    String letters(@PathVariable long id, Model model) {
        Actor clerk = access.current().actor();
        Registration made = registry.registration(new RegistrationId(id), clerk)
                .filter(registration -> due(registration.kind()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("registration", made);
        model.addAttribute(
                "letters",
                made.affected().stream()
                        .flatMap(affected -> sheets.person(affected.person(), clerk).stream())
                        .map(to -> new Letter(
                                to,
                                to.annotations().stream()
                                        .filter(note ->
                                                note.type().equals(made.kind().name())
                                                        && note.filedOn().equals(made.filedOn()))
                                        .toList()))
                        .toList());
        return "counter/letters";
    }
}
