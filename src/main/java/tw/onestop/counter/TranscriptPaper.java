package tw.onestop.counter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.paper.PaperDesk;
import tw.onestop.registry.Household;
import tw.onestop.registry.Person;
import tw.onestop.registry.Transcript;

/** 戶籍謄本 as sheets of paper, for the browser's printer and as PDF. */
@Component
class TranscriptPaper {

    private static final String NOTHING = "－";

    private final Offices offices;
    private final MessageSource words;
    private final ITemplateEngine templates;
    private final PaperDesk press;
    private final Clock clock;

    TranscriptPaper(Offices offices, MessageSource words, ITemplateEngine templates, PaperDesk press, Clock clock) {
        this.offices = offices;
        this.words = words;
        this.templates = templates;
        this.press = press;
        this.clock = clock;
    }

    /** Whether this machine has a font for the PDF. */
    boolean printable() {
        return press.possible();
    }

    byte[] pdf(TranscriptSheet sheet) {
        Context context = new Context(Locale.TRADITIONAL_CHINESE);
        context.setVariable("sheet", sheet);
        context.setVariable("css", css());
        return press.print(templates.process("counter/transcript-pdf", context));
    }

    TranscriptSheet sheet(Transcript t, @Nullable LocalDate knownOn, @Nullable OfficeCode office) {
        Household household = t.household();
        LocalDate closed = household.closedOn();
        List<TranscriptSheet.Page> pages = new ArrayList<>();
        for (List<Transcript.Entry> entries : t.sheets()) {
            pages.add(new TranscriptSheet.Page(
                    pages.size() + 1, entries.stream().map(this::entry).toList()));
        }
        return new TranscriptSheet(
                "戶籍謄本（%s，%s，%s）"
                        .formatted(
                                t.removed() ? "除戶" : "現戶",
                                t.version().nonPresent() ? "現住人口含非現住人口" : "現住人口",
                                t.version().annotated() ? "詳細記事" : "省略記事"),
                household.no().value(),
                String.valueOf(household.recordNo()),
                word("counter.householdKind." + household.kind().name()),
                orNothing(t.headName()),
                orNothing(t.headNumber()),
                household.address().full(),
                RocDate.annotation(t.asOf().on()),
                knownOn == null ? "" : RocDate.annotation(knownOn),
                closed == null ? "" : RocDate.annotation(closed),
                t.dynamics(),
                office == null ? "" : offices.chinese(office.value()),
                RocDate.annotation(LocalDate.now(clock)),
                t.fee(),
                pages);
    }

    private TranscriptSheet.Entry entry(Transcript.Entry e) {
        Person p = e.person();
        return new TranscriptSheet.Entry(
                p.relationToHead(),
                p.name(),
                p.nationalId().value(),
                RocDate.annotation(p.birthDate()),
                named(p.father(), e.fatherNumber()),
                named(p.mother(), e.motherNumber()),
                orNothing(Stream.of(
                                named(p.adoptiveFather(), e.adoptiveFatherNumber()),
                                named(p.adoptiveMother(), e.adoptiveMotherNumber()))
                        .filter(parent -> !parent.equals(NOTHING))
                        .collect(Collectors.joining("、"))),
                named(p.spouse(), e.spouseNumber()),
                people(p),
                orNothing(p.birthPlace()),
                orNothing(p.birthOrder()),
                e.present()
                        ? "現住人口"
                        : "非現住人口（" + word("counter.status." + p.status().name()) + "）",
                e.annotations());
    }

    private String people(Person p) {
        return p.origin().status().isEmpty()
                ? NOTHING
                : word("registry.choice.indigStatus." + p.origin().status()) + "　"
                        + word("registry.choice.people." + p.origin().people());
    }

    private static String named(@Nullable String name, String number) {
        return name == null ? NOTHING : (name + "　" + number).strip();
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? NOTHING : text;
    }

    private String word(String key) {
        return words.getMessage(key, null, Locale.TRADITIONAL_CHINESE);
    }

    private static String css() {
        try {
            return new ClassPathResource("static/css/transcript.css").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
