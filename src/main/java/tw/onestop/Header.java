package tw.onestop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.servlet.view.UrlBasedViewResolver;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.StaffMember;
import tw.onestop.access.TrainingDesk;
import tw.onestop.kernel.NationalId;

/**
 * 頁首: what every page's header shows: who is signed in, whether they may bring the training copy back to its beginning, for whom
 * everything is read in this session (洽辦人, masked), and the doors open to them.
 */
@Component
class Header implements HandlerInterceptor {

    private static final String TRAINING = "/counter/training";
    private static final String EXERCISES = "/counter/exercises";

    private static final List<Door> ALL = List.of(
            new Door("counter", "/counter", List.of("CLERK", "SUPERVISOR"), false),
            new Door("work", "/counter/work", List.of("CLERK", "SUPERVISOR"), false),
            new Door("applications", "/counter/applications", List.of("CLERK", "SUPERVISOR"), false),
            new Door("manual", "/counter/manual", List.of("CLERK", "SUPERVISOR"), false),
            new Door("approvals", "/supervisor/approvals", List.of("SUPERVISOR"), false),
            new Door("duplicates", "/supervisor/duplicates", List.of("SUPERVISOR"), false),
            new Door("renumberings", "/supervisor/renumberings", List.of("SUPERVISOR"), false),
            new Door("dossiers", "/supervisor/dossiers", List.of("SUPERVISOR"), false),
            new Door("bureau", "/bureau", List.of("OFFICER"), false),
            new Door("county", "/county", List.of("COUNTY"), false),
            new Door("ministry", "/ministry", List.of("MINISTRY"), false),
            new Door("exercises", EXERCISES, List.of("CLERK", "SUPERVISOR"), false),
            new Door("training", TRAINING, List.of("CLERK", "SUPERVISOR"), false));

    private final AccessDesk access;
    private final TrainingDesk training;
    private final List<Door> doors;

    Header(AccessDesk access, TrainingDesk training) {
        this.access = access;
        this.training = training;
        this.doors = ALL.stream()
                .filter(door -> training.isOffered() || !door.path().equals(TRAINING))
                .filter(door -> training.isOffered()
                        || training.isCopy()
                        || !door.path().equals(EXERCISES))
                .toList();
    }

    /** What machines ask has no page, and what leads elsewhere has none yet. */
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        String view = page == null ? null : page.getViewName();
        if (page == null || view == null || view.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX)) {
            return;
        }
        Optional<StaffMember> member = access.present();
        page.addObject("signedIn", member.map(StaffMember::name).orElse(null));
        page.addObject("trainer", training.isCopy() && request.isUserInRole("SUPERVISOR"));
        page.addObject(
                "visitors",
                member.stream()
                        .flatMap(one -> one.visitors().stream())
                        .map(NationalId::toString)
                        .sorted()
                        .toList());
        page.addObject("otherLanguage", otherLanguage(request));
        page.addObject("doors", doors(request));
    }

    /** The same page, with all it was asked with, in the other language. */
    private static String otherLanguage(HttpServletRequest request) {
        boolean english = RequestContextUtils.getLocale(request).getLanguage().equals("en");
        return "?"
                + ServletUriComponentsBuilder.fromRequest(request)
                        .replaceQueryParam("lang", english ? "zh-TW" : "en")
                        .build()
                        .getQuery();
    }

    private List<Door> doors(HttpServletRequest request) {
        List<Door> open = doors.stream()
                .filter(door -> door.roles().stream().anyMatch(request::isUserInRole))
                .toList();
        String here = open.stream()
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
