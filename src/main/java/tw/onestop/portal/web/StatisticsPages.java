package tw.onestop.portal.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.statistics.StatisticsDesk;
import tw.onestop.statistics.StatisticsDesk.Offices;
import tw.onestop.statistics.StatisticsDesk.Year;

/** 服務統計: what was served, and what it saved citizens, offices and agencies. Open to everybody; nobody is in it. */
@Controller
class StatisticsPages {

    private final StatisticsDesk statistics;
    private final Clock clock;

    StatisticsPages(StatisticsDesk statistics, Clock clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    @GetMapping("/statistics")
    String nation(@RequestParam(defaultValue = "") String year, Model model, HttpServletResponse response) {
        Year shown = shown(year, model, response);
        model.addAttribute("monthChart", Chart.ofMonths(shown)).addAttribute("areaChart", Chart.ofAreas(shown));
        return "portal/statistics";
    }

    @GetMapping("/statistics/areas")
    String areas(
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String county,
            Model model,
            HttpServletResponse response) {
        Year shown = shown(year, model, response);
        Optional<Offices> offices = statistics.offices(shown.year(), county);
        if (offices.isEmpty() && !county.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("wrongCounty", county);
        }
        model.addAttribute("county", county).addAttribute("offices", offices.orElse(null));
        return "portal/statistics-areas";
    }

    @GetMapping("/statistics/agencies")
    String agencies(@RequestParam(defaultValue = "") String year, Model model, HttpServletResponse response) {
        Year shown = shown(year, model, response);
        model.addAttribute("agencies", statistics.agencies(shown.year()).agencies());
        return "portal/statistics-agencies";
    }

    @GetMapping("/statistics/open")
    String open(@RequestParam(defaultValue = "") String year, Model model, HttpServletResponse response) {
        shown(year, model, response);
        return "portal/statistics-open";
    }

    /** The year that was asked for; for what is no year the present one, and why. */
    private Year shown(String typed, Model model, HttpServletResponse response) {
        LocalDate today = LocalDate.now(clock);
        Optional<Integer> asked = AskedYear.of(typed, today);
        if (asked.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("wrongYear", typed);
        }
        Year year = statistics.year(asked.orElse(today.getYear()));
        model.addAttribute("year", year).addAttribute("years", statistics.years());
        return year;
    }
}
