package tw.onestop.ministry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.StaffDesk;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Capability;
import tw.onestop.agency.Coverage;
import tw.onestop.agency.Office;
import tw.onestop.intake.ExerciseDesk;
import tw.onestop.intake.OfficeWorkDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.notice.OfficeLoadDesk;

/** 縣市督導頁: what a county's offices have to do and what waits, and the county's alliances; of no other county. */
@Controller
class CountyPages {

    private final OfficeLoadDesk loads;
    private final OfficeWorkDesk work;
    private final Practice practice;
    private final AgencyDesk agencies;
    private final AccessDesk access;
    private final Clock clock;

    CountyPages(
            OfficeLoadDesk loads,
            OfficeWorkDesk work,
            Practice practice,
            AgencyDesk agencies,
            AccessDesk access,
            Clock clock) {
        this.practice = practice;
        this.loads = loads;
        this.work = work;
        this.agencies = agencies;
        this.access = access;
        this.clock = clock;
    }

    /** 訓練: who works where, and who passed which exercise. */
    @Component("practiceOfCounties")
    record Practice(StaffDesk staff, ExerciseDesk exercises) {}

    /** 一所 in one line. */
    record Line(Office office, OfficeLoadDesk.Load load, OfficeWorkDesk.Work work) {}

    /** 聯盟成員: a receiver that serves the county or a part of it, and what may be told to it. */
    record Ally(Agency agency, Coverage coverage, List<Capability> takes) {}

    @GetMapping("/county")
    String offices(
            @RequestParam(defaultValue = "") String office,
            @RequestParam(defaultValue = "0") String page,
            Model model) {
        Actor by = access.current().actor();
        Map<OfficeCode, OfficeWorkDesk.Work> counters = work.work(by);
        List<Line> lines = loads.loads(by).stream()
                .flatMap(load -> agencies.office(load.office()).stream()
                        .map(one -> new Line(
                                one,
                                load,
                                Objects.requireNonNullElse(counters.get(load.office()), OfficeWorkDesk.Work.NONE))))
                .toList();
        OfficeCode only = office.matches("\\d{8}") ? new OfficeCode(office) : null;
        int at = page.matches("\\d{1,5}") ? Integer.parseInt(page) : 0;
        OfficeLoadDesk.Page waiting = loads.waiting(only, at, by);
        model.addAttribute("lines", lines)
                .addAttribute("waiting", waiting)
                .addAttribute("only", only == null ? "" : only.value())
                .addAttribute("page", at)
                .addAttribute("more", (at + 1) * OfficeLoadDesk.ROWS < waiting.matching())
                .addAttribute("agencyNames", agencyNames())
                .addAttribute("county", county(by.county()));
        return "ministry/county";
    }

    @GetMapping("/county/alliances")
    String alliances(Model model) {
        CountyCode county = access.current().county();
        LocalDate today = LocalDate.now(clock);
        List<Capability> matrix = agencies.capabilities(today);
        List<Ally> allies = agencies.all().stream()
                .map(agency -> new Ally(
                        agency,
                        agencies.coverage(agency.code(), today),
                        matrix.stream()
                                .filter(row -> row.agency().equals(agency.code()))
                                .toList()))
                .filter(ally -> county != null && serves(ally.coverage(), county))
                .toList();
        model.addAttribute("allies", allies).addAttribute("county", county(county));
        return "ministry/county-alliances";
    }

    @GetMapping("/county/training")
    String training(Model model) {
        StaffMember member = access.current();
        CountyCode county = member.county();
        List<StaffDesk.Colleague> clerks =
                county == null ? List.of() : practice.staff().colleagues(county);
        Map<String, Map<String, ExerciseDesk.Score>> scores = new TreeMap<>();
        practice.exercises()
                .scores(member.actor())
                .forEach(score -> scores.computeIfAbsent(score.clerk(), none -> new TreeMap<>())
                        .put(score.exercise(), score));
        model.addAttribute("clerks", clerks)
                .addAttribute("exercises", practice.exercises().exercises())
                .addAttribute("scores", scores)
                .addAttribute("county", county(county));
        return "ministry/county-training";
    }

    private static boolean serves(Coverage coverage, CountyCode county) {
        return !coverage.nation()
                && coverage.areas().stream().anyMatch(area -> area.code().startsWith(county.value()));
    }

    private String county(@Nullable CountyCode county) {
        return county == null
                ? ""
                : agencies.areas().stream()
                        .filter(area -> area.code().equals(county.value()))
                        .map(Coverage.Area::name)
                        .findFirst()
                        .orElse(county.value());
    }

    private Map<String, Agency> agencyNames() {
        Map<String, Agency> names = new TreeMap<>();
        agencies.all().forEach(agency -> names.put(agency.code().value(), agency));
        return names;
    }
}
