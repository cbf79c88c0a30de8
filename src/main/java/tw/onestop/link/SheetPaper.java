package tw.onestop.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Questions;
import tw.onestop.kernel.RocDate;
import tw.onestop.link.QueryDesk.Predicate;
import tw.onestop.paper.PaperDesk;
import tw.onestop.paper.QrCode;

/** 連結查詢結果紙本 as a document to be kept. */
@Component
class SheetPaper {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH時mm分ss秒", Locale.ROOT);

    private final AgencyDesk agencies;
    private final ITemplateEngine templates;
    private final PaperDesk press;
    private final Clock clock;
    private final String baseUrl;

    SheetPaper(
            AgencyDesk agencies,
            ITemplateEngine templates,
            PaperDesk press,
            Clock clock,
            @Value("${onestop.base-url:http://localhost:8080}") String baseUrl) {
        this.agencies = agencies;
        this.templates = templates;
        this.press = press;
        this.clock = clock;
        this.baseUrl = baseUrl;
    }

    boolean possible() {
        return press.possible();
    }

    /**
     * 列印內容 beside the answer itself.
     *
     * @param place where the query stands in the trail; null where it has no place yet
     * @param test whether a test authority signs it
     */
    record Print(QuerySheet sheet, SheetCode code, @Nullable Place place, boolean test) {}

    /** 稽核日誌位置: index and hash of the query's leaf. */
    record Place(long index, String leafHash) {}

    byte[] pdf(Print print) {
        Context context = new Context(Locale.TRADITIONAL_CHINESE);
        context.setVariable("sheet", print.sheet());
        context.setVariable(
                "agency",
                agencies.find(print.sheet().agency())
                        .map(agency -> agency.name())
                        .orElse(print.sheet().agency().value()));
        context.setVariable("place", print.place());
        context.setVariable("test", print.test());
        context.setVariable("code", print.code().grouped());
        context.setVariable("address", baseUrl + "/sheet");
        // The code stands behind '#', so that it never reaches a server's log.
        context.setVariable(
                "qr",
                "data:image/png;base64,"
                        + Base64.getEncoder()
                                .encodeToString(QrCode.png(
                                        baseUrl + "/sheet#" + print.code().value())));
        context.setVariable("css", css());
        context.setVariable("words", this);
        return press.printToKeep(templates.process("link/sheet-pdf", context));
    }

    /** As civil time is written: {@code 民國115年1月9日 14時05分30秒}. */
    public String moment(Instant at) {
        ZonedDateTime civil = at.atZone(clock.getZone());
        return RocDate.format(civil.toLocalDate()) + " " + TIME.format(civil);
    }

    public String day(LocalDate day) {
        return RocDate.format(day);
    }

    public String question(Predicate asked) {
        return switch (asked.name()) {
            case Questions.AGE_AT_LEAST -> "年滿 %d 歲".formatted(asked.amount());
            case Questions.SAME_HOUSEHOLD -> "與 %s 同戶".formatted(asked.with());
            default -> "與 %s 為 %d 親等內親屬".formatted(asked.with(), asked.amount());
        };
    }

    private static String css() {
        try {
            return new ClassPathResource("static/css/query-sheet.css").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
