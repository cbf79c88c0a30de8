package tw.onestop.payment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.paper.Barcode;
import tw.onestop.paper.PaperDesk;

/** 繳款暨證明單 on paper, in Chinese as tills read it: the part for the till, and the part that proves the payment. */
@Component
class SlipPaper {

    private final Slips slips;
    private final AgencyDesk agencies;
    private final ITemplateEngine templates;
    private final PaperDesk press;
    private final Clock clock;

    SlipPaper(Slips slips, AgencyDesk agencies, ITemplateEngine templates, PaperDesk press, Clock clock) {
        this.clock = clock;
        this.slips = slips;
        this.agencies = agencies;
        this.templates = templates;
        this.press = press;
    }

    /** Null where this machine can print. */
    @Nullable
    Refusal refusal() {
        return press.possible() ? null : Refusal.of("", "payment.slip.noPaper");
    }

    /** A stroke code, and what it says, as people key it. */
    record Strokes(String text, String image) {

        static Strokes of(String text) {
            return new Strokes(
                    text, "data:image/png;base64," + Base64.getEncoder().encodeToString(Barcode.png(text)));
        }
    }

    byte[] pdf(Slip slip, boolean again) {
        List<Strokes> strokes =
                StoreBarcodes.of(slips.itemCode(slip.id()), slip.no(), slip.amount(), slip.due()).all().stream()
                        .map(Strokes::of)
                        .toList();
        Context context = new Context(Locale.TRADITIONAL_CHINESE);
        context.setVariable("slip", slip);
        context.setVariable("number", grouped(slip.no()));
        context.setVariable("again", again);
        context.setVariable("strokes", strokes);
        context.setVariable("amount", "%,d".formatted(slip.amount()));
        context.setVariable("due", RocDate.format(slip.due()));
        context.setVariable("issued", day(slip.issuedAt()));
        context.setVariable(
                "paid", Optional.ofNullable(slip.paidAt()).map(this::day).orElse(null));
        context.setVariable(
                "office", agencies.office(slip.office()).orElseThrow().name());
        return press.print(templates.process("payment/slip-pdf", context));
    }

    private String day(Instant at) {
        return RocDate.format(LocalDate.ofInstant(at, clock.getZone()));
    }

    /** In fours, as people read them out. */
    private static String grouped(String no) {
        return no.replaceAll("(\\d{4})(?!$)", "$1 ");
    }
}
