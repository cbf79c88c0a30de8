package tw.onestop.notice.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Capability;
import tw.onestop.agency.PromiseDesk;
import tw.onestop.exchange.AwayDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.notice.Errand;
import tw.onestop.notice.ItemStatus;
import tw.onestop.notice.NoticeForm;
import tw.onestop.notice.Receipt;
import tw.onestop.notice.web.ReceiptPaperSheet.Block;
import tw.onestop.notice.web.ReceiptPaperSheet.FeeLine;
import tw.onestop.notice.web.ReceiptPaperSheet.Line;
import tw.onestop.notice.web.ReceiptPaperSheet.Words;
import tw.onestop.paper.PaperDesk;
import tw.onestop.paper.QrCode;

/** 收執聯: the receipt as a sheet of paper, for the browser's printer and as PDF. */
@Component
class ReceiptPaper {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH時mm分", Locale.ROOT);
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);

    /** A day on paper, in English. */
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private final Directory directory;
    private final MessageSource words;
    private final ITemplateEngine templates;
    private final Clock clock;
    private final PaperDesk press;
    private final AwayDesk away;
    private final String voiceLine;

    ReceiptPaper(
            Directory directory,
            MessageSource words,
            ITemplateEngine templates,
            Clock clock,
            PaperDesk press,
            AwayDesk away,
            @Value("${onestop.voice.number:}") String voiceLine) {
        this.directory = directory;
        this.words = words;
        this.templates = templates;
        this.clock = clock;
        this.press = press;
        this.away = away;
        this.voiceLine = voiceLine;
    }

    /** 名錄及辦理期限. */
    @Component("receiptDirectory")
    record Directory(AgencyDesk agencies, PromiseDesk promises) {}

    /** Whether this machine has a font for the PDF. */
    boolean printable() {
        return press.possible();
    }

    /** What stands on the paper. */
    ReceiptPaperSheet sheet(Receipt receipt, byte[] signature, Set<NoticeForm.Message> told, String baseUrl) {
        ZonedDateTime filed = receipt.filedAt().atZone(clock.getZone());
        Known known = new Known(filed.toLocalDate(), directory.agencies().capabilities(filed.toLocalDate()));
        return new ReceiptPaperSheet(
                grouped(receipt.receiptNo()),
                grouped(receipt.queryCode()),
                RocDate.format(filed.toLocalDate()) + " " + TIME.format(filed),
                ENGLISH.format(filed),
                receipt.office(),
                receipt.applicant(),
                signature.length == 0 ? "" : image(signature),
                blocks(receipt, false, known),
                blocks(receipt, true, known),
                later(told),
                baseUrl + "/progress",
                voiceLine);
    }

    /** The QR code: number and code stand behind {@code #}, so that they never reach a server's log. */
    byte[] qr(Receipt receipt, String baseUrl) {
        return QrCode.png(baseUrl + "/progress#no=" + receipt.receiptNo() + "&code=" + receipt.queryCode());
    }

    /** The receipt as PDF; only where {@link #printable()}. */
    byte[] pdf(Receipt receipt, byte[] signature, Set<NoticeForm.Message> told, String baseUrl) {
        return press.print(html(receipt, signature, told, baseUrl));
    }

    /** The sheet alone, well-formed, as the press takes it. */
    String html(Receipt receipt, byte[] signature, Set<NoticeForm.Message> told, String baseUrl) {
        Context context = new Context(Locale.TRADITIONAL_CHINESE);
        context.setVariable("sheet", sheet(receipt, signature, told, baseUrl));
        context.setVariable("qr", image(qr(receipt, baseUrl)));
        context.setVariable("css", css());
        return templates.process("notice/receipt-pdf", context);
    }

    private static String image(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    /** Four characters at a time; a number that has its own hyphens keeps them. */
    static String grouped(String number) {
        return number.contains("-") ? number : number.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** What held on the day of filing. */
    private record Known(LocalDate on, List<Capability> matrix) {}

    private List<Block> blocks(Receipt receipt, boolean statutory, Known known) {
        Map<AgencyCode, Block> blocks = new LinkedHashMap<>();
        for (Receipt.Item item : receipt.items()) {
            if (item.statutory() == statutory) {
                AgencyCode agency = item.agency().code();
                blocks.computeIfAbsent(agency, _ -> new Block(item.agency(), new ArrayList<>(), away(agency, receipt)))
                        .add(line(item, known));
            }
        }
        return List.copyOf(blocks.values());
    }

    /** What follows by itself: nothing of it has reached the agency, whose system cannot be reached now; else null. */
    private @Nullable Words away(AgencyCode agency, Receipt receipt) {
        boolean waits = receipt.items().stream()
                .anyMatch(item -> item.agency().code().equals(agency) && item.status() == ItemStatus.ACCEPTED);
        return away.away().stream()
                .filter(one -> waits && agency.equals(one.agency()))
                .findFirst()
                .map(one -> since("receipt.away", one))
                .orElse(null);
    }

    /** Messages that were wished for and cannot leave now; those too follow by themselves. */
    private List<Words> later(Set<NoticeForm.Message> told) {
        return away.away().stream()
                .filter(one -> told.stream()
                        .anyMatch(message -> message.name().equals(one.kind().name())))
                .map(one -> since("receipt.away." + one.kind(), one))
                .toList();
    }

    private Words since(String key, AwayDesk.Away one) {
        ZonedDateTime since = one.since().atZone(clock.getZone());
        return words(key, new Object[] {RocDate.slashed(since.toLocalDate()) + " " + TIME.format(since)}, new Object[] {
            ENGLISH.format(since)
        });
    }

    private Line line(Receipt.Item item, Known known) {
        Optional<Capability> capability = item.statutory()
                ? Optional.empty()
                : known.matrix().stream()
                        .filter(row -> row.agency().equals(item.agency().code())
                                && row.change().name().equals(item.change()))
                        .findFirst();
        return new Line(
                List.of(item.person()),
                change(item),
                capability.map(Capability::note).orElse(""),
                capability.map(Capability::noteEn).orElse(""),
                words("receipt.status." + item.status()),
                item.reason(),
                item.waits(),
                item.expectedOn(),
                days(item, known.on()),
                fee(item));
    }

    /** What the agency promised for it on the day of filing. */
    private int days(Receipt.Item item, LocalDate on) {
        String change = item.change().toLowerCase(Locale.ROOT).replace('_', '-');
        return directory.promises().days(item.agency().code(), item.programme() + "." + change, on);
    }

    private @Nullable FeeLine fee(Receipt.Item item) {
        Receipt.Fee fee = item.fee();
        if (fee == null) {
            return null;
        }
        String amount = String.format(Locale.ROOT, "%,d", fee.amount());
        return new FeeLine(
                fee.slipNo(),
                item.waits() && fee.unpaid(),
                words(
                        "receipt.fee." + fee.standing(),
                        new Object[] {amount, fee.grouped(), RocDate.slashed(fee.due())},
                        new Object[] {amount, fee.grouped(), DAY.format(fee.due())}));
    }

    private Words change(Receipt.Item item) {
        Errand.Words errand = item.errand();
        return errand == null ? words("receipt.change." + item.change()) : new Words(errand.zh(), errand.en());
    }

    private Words words(String key) {
        return words(key, new Object[0], new Object[0]);
    }

    private Words words(String key, Object[] zh, Object[] en) {
        return new Words(
                words.getMessage(key, zh, Locale.TRADITIONAL_CHINESE), words.getMessage(key, en, Locale.ENGLISH));
    }

    private static String css() {
        try {
            return new ClassPathResource("static/css/receipt.css").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
