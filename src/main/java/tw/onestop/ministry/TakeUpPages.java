package tw.onestop.ministry;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;
import tw.onestop.notice.Errand.Words;
import tw.onestop.notice.ReminderDesk;
import tw.onestop.notice.ReminderDesk.TakeUp;

/** 申辦率頁: of what could follow from registrations, how much was taken at once, after a reminder, or never. It counts, and names nobody. */
@Controller
class TakeUpPages {

    private static final int ROC = 1911;
    private static final List<String> COLUMNS = List.of(
            "month",
            "what",
            "agency",
            "occasions",
            "atOnce",
            "unasked",
            "reminded",
            "declined",
            "lapsed",
            "open",
            "percent");

    private final ReminderDesk reminders;
    private final AccessDesk access;
    private final MessageSource words;
    private final Clock clock;

    TakeUpPages(ReminderDesk reminders, AccessDesk access, MessageSource words, Clock clock) {
        this.reminders = reminders;
        this.access = access;
        this.words = words;
        this.clock = clock;
    }

    /**
     * @param year 民國; 0 for this one
     */
    @GetMapping("/ministry/take-up")
    String page(@RequestParam(defaultValue = "0") int year, Model model) {
        int of = known(year);
        model.addAttribute("year", of)
                .addAttribute("thisYear", LocalDate.now(clock).getYear() - ROC)
                .addAttribute("rows", rows(of));
        return "ministry/take-up";
    }

    @GetMapping("/ministry/take-up/file")
    ResponseEntity<byte[]> file(@RequestParam(defaultValue = "0") int year) {
        int of = known(year);
        Locale locale = LocaleContextHolder.getLocale();
        String csv = COLUMNS.stream()
                        .map(column -> quoted(words.getMessage("ministry.takeup." + column, null, locale)))
                        .collect(Collectors.joining(","))
                + "\r\n"
                + rows(of).stream()
                        .map(row -> line(row, locale.getLanguage().equals("en")))
                        .collect(Collectors.joining());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("take-up-%d.csv".formatted(of + ROC))
                                .build()
                                .toString())
                .body(("\uFEFF" + csv).getBytes(StandardCharsets.UTF_8));
    }

    private List<TakeUp> rows(int year) {
        return reminders.takeUp(
                YearMonth.of(year + ROC, 1),
                YearMonth.of(year + ROC, 12),
                access.current().actor());
    }

    /** What is no year of the calendar is this year. */
    private int known(int year) {
        return year < 1 || year > 999 ? LocalDate.now(clock).getYear() - ROC : year;
    }

    private static String line(TakeUp row, boolean english) {
        Words agency = row.agency();
        return String.join(
                        ",",
                        YearMonth.from(row.month()).toString(),
                        quoted(row.name().in(english)),
                        quoted(agency == null ? "" : agency.in(english)),
                        String.valueOf(row.occasions()),
                        String.valueOf(row.atOnce()),
                        String.valueOf(row.unasked()),
                        String.valueOf(row.reminded()),
                        String.valueOf(row.declined()),
                        String.valueOf(row.lapsed()),
                        String.valueOf(row.open()),
                        String.valueOf(row.percent()))
                + "\r\n";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
