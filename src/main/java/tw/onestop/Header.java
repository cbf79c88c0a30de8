package tw.onestop;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.StaffMember;
import tw.onestop.access.TrainingDesk;
import tw.onestop.kernel.NationalId;

/** 頁首: what every page's header shows: who is signed in, and the doors open to them. */
@ControllerAdvice(annotations = Controller.class)
class Header {

    private static final String TRAINING = "/counter/training";

    private static final List<Door> ALL = List.of(
            new Door("counter", "/counter", List.of("CLERK", "SUPERVISOR"), false),
            new Door("work", "/counter/work", List.of("CLERK", "SUPERVISOR"), false),
            new Door("applications", "/counter/applications", List.of("CLERK", "SUPERVISOR"), false),
            new Door("approvals", "/supervisor/approvals", List.of("SUPERVISOR"), false),
            new Door("duplicates", "/supervisor/duplicates", List.of("SUPERVISOR"), false),
            new Door("renumberings", "/supervisor/renumberings", List.of("SUPERVISOR"), false),
            new Door("bureau", "/bureau", List.of("OFFICER"), false),
            new Door("ministry", "/ministry", List.of("MINISTRY"), false),
            new Door("training", TRAINING, List.of("CLERK", "SUPERVISOR"), false));

    private final AccessDesk access;
    private final TrainingDesk training;
    private final List<Door> doors;

    Header(AccessDesk access, TrainingDesk training) {
        this.access = access;
        this.training = training;
        this.doors = ALL.stream()
                .filter(door -> training.isOffered() || !door.path().equals(TRAINING))
                .toList();
    }

    @ModelAttribute("signedIn")
    @Nullable
    String signedIn() {
        return access.present().map(StaffMember::name).orElse(null);
    }

    /** Whether the reader may bring the training copy back to its beginning. */
    @ModelAttribute("trainer")
    boolean trainer(HttpServletRequest request) {
        return training.isCopy() && request.isUserInRole("SUPERVISOR");
    }

    /** 洽辦人, masked: for whom everything is read in this session. */
    @ModelAttribute("visitors")
    List<String> visitors() {
        return access.present().stream()
                .flatMap(member -> member.visitors().stream())
                .map(NationalId::toString)
                .sorted()
                .toList();
    }

    /** The same page, with all it was asked with, in the other language. */
    @ModelAttribute("otherLanguage")
    String otherLanguage(HttpServletRequest request, Locale locale) {
        return "?"
                + ServletUriComponentsBuilder.fromRequest(request)
                        .replaceQueryParam("lang", locale.getLanguage().equals("en") ? "zh-TW" : "en")
                        .build()
                        .getQuery();
    }

    @ModelAttribute("doors")
    List<Door> doors(HttpServletRequest request) {
        List<Door> open = doors.stream()
                .filter(door -> door.roles().stream().anyMatch(request::isUserInRole))
                .toList();
        String here = Stream.of(open)
                .flatMap(List::stream)
                .map(Door::path)
                .filter(path -> under(request.getRequestURI(), path))
                .reduce("", (a, b) -> b.length() > a.length() ? b : a);
        return open.stream().map(door -> door.at(here)).toList();
    }

    private static boolean under(String uri, String path) {
        return uri.equals(path) || uri.startsWith(path + "/");
    }

    /** 服務台, one entry of the header: label {@code layout.door.<name>}; {@code here} when the page belongs to it. */
    record Door(String name, String path, List<String> roles, boolean here) {

        Door at(String present) {
            return new Door(name, path, roles, path.equals(present));
        }
    }
}
