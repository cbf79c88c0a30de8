package tw.onestop.counter;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccessDesk;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistryDesk;

/** 親屬頁: relatives of a person, and who would inherit. */
@Controller
class KinPages {

    private final RegistryDesk registry;
    private final AccessDesk access;

    KinPages(RegistryDesk registry, AccessDesk access) {
        this.registry = registry;
        this.access = access;
    }

    @GetMapping("/counter/persons/{id}/kin")
    String kin(@PathVariable long id, @RequestParam(defaultValue = "4") String degrees, Model model) {
        int wanted = degrees.matches("[1-" + Kindred.FARTHEST + "]") ? Integer.parseInt(degrees) : 4;
        model.addAttribute("degrees", wanted);
        model.addAttribute("farthest", Kindred.FARTHEST);
        model.addAttribute(
                "kindred",
                registry.kindred(new PersonId(id), wanted, access.current().actor())
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "counter/kin";
    }
}
