package tw.onestop.portal.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.statistics.StatisticsDesk;

/** 統計檔案: the figures of a year as CSV and ODS, and as open data. */
@Controller
class StatisticsFiles {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final MediaType ODS = new MediaType("application", "vnd.oasis.opendocument.spreadsheet");

    private final StatisticsDesk statistics;
    private final MessageSource messages;
    private final Clock clock;

    StatisticsFiles(StatisticsDesk statistics, MessageSource messages, Clock clock) {
        this.statistics = statistics;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/statistics/services.csv")
    ResponseEntity<byte[]> servicesCsv(@RequestParam(defaultValue = "") String year) {
        return file(year, "services.csv", CSV, of -> Grid.ofServices(of).csv());
    }

    @GetMapping("/statistics/services.ods")
    ResponseEntity<byte[]> servicesOds(@RequestParam(defaultValue = "") String year) {
        return file(year, "services.ods", ODS, of -> Grid.ofServices(of).ods());
    }

    @GetMapping("/statistics/open.csv")
    ResponseEntity<byte[]> openCsv(@RequestParam(defaultValue = "") String year) {
        return file(year, "open.csv", CSV, of -> Grid.ofOpenData(of).csv());
    }

    @GetMapping("/statistics/open.ods")
    ResponseEntity<byte[]> openOds(@RequestParam(defaultValue = "") String year) {
        return file(year, "open.ods", ODS, of -> Grid.ofOpenData(of).ods());
    }

    private ResponseEntity<byte[]> file(
            String typed, String name, MediaType type, Function<StatisticsDesk.Year, byte[]> content) {
        LocalDate today = LocalDate.now(clock);
        Optional<Integer> year = AskedYear.of(typed, today);
        if (year.isEmpty()) {
            String why = messages.getMessage(
                    "statistics.year.wrong",
                    new Object[] {String.valueOf(today.getYear() - 1911), String.valueOf(today.getYear())},
                    LocaleContextHolder.getLocale());
            return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                    .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
                    .body(why.getBytes(StandardCharsets.UTF_8));
        }
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("onestop-%d-%s".formatted(year.get(), name))
                                .build()
                                .toString())
                .body(content.apply(statistics.year(year.get())));
    }
}
