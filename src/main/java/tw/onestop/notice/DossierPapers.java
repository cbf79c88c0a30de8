package tw.onestop.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Capability;
import tw.onestop.kernel.PersonalDataNotice;
import tw.onestop.kernel.RocDate;
import tw.onestop.paper.PaperDesk;

/** 卷內文件: the papers of a dossier, each a document to be kept. */
@Component
class DossierPapers {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final ITemplateEngine templates;
    private final MessageSource messages;
    private final PaperDesk press;
    private final AgencyDesk agencies;
    private final Clock clock;

    DossierPapers(
            ITemplateEngine templates, MessageSource messages, PaperDesk press, AgencyDesk agencies, Clock clock) {
        this.templates = templates;
        this.messages = messages;
        this.press = press;
        this.agencies = agencies;
        this.clock = clock;
    }

    /** 文件, in their order; the contents come first and are printed last, since they name the digests of the others. */
    enum Paper {
        APPLICATION("01-application.pdf"),
        CONSENT("02-consent.pdf"),
        DELIVERIES("03-deliveries.pdf"),
        REPLIES("04-replies.pdf"),
        READERS("05-readers.pdf"),
        CONTENTS("00-contents.pdf");

        private final String file;

        Paper(String file) {
            this.file = file;
        }

        String file() {
            return file;
        }
    }

    /** A file of the bundle as the contents list it. */
    record Listed(String name, String title, String sha256) {}

    boolean possible() {
        return press.possible();
    }

    byte[] pdf(Paper paper, Dossier dossier, List<Listed> listed) {
        PersonalDataNotice notice = ConsentNotices.inForce();
        Context context = new Context(Locale.TRADITIONAL_CHINESE);
        context.setVariable("paper", paper.name());
        context.setVariable("title", title(paper));
        context.setVariable("dossier", dossier);
        context.setVariable("listed", listed);
        context.setVariable("notice", notice.version().equals(dossier.consent().version()) ? notice : null);
        context.setVariable(
                "signature",
                dossier.signaturePng().length == 0
                        ? ""
                        : "data:image/png;base64," + Base64.getEncoder().encodeToString(dossier.signaturePng()));
        context.setVariable("css", css());
        context.setVariable("words", this);
        return press.printToKeep(templates.process("notice/dossier-pdf", context));
    }

    String title(Paper paper) {
        return word("dossier.paper." + paper);
    }

    /** As civil time is written: {@code 民國115年1月9日 14:05:30}. */
    public String moment(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        ZonedDateTime civil = at.atZone(clock.getZone());
        return RocDate.format(civil.toLocalDate()) + " " + TIME.format(civil);
    }

    /** The word for a code; a code that has none stands for itself, so that nothing is left out. */
    public String word(String key) {
        String bare = key.substring(key.lastIndexOf('.') + 1);
        return Optional.ofNullable(messages.getMessage(key, null, bare, Locale.TRADITIONAL_CHINESE))
                .orElse(bare);
    }

    /** What an act is called, with its name in the trail. */
    public String action(String name) {
        String word = messages.getMessage("dossier.action." + name, null, "", Locale.TRADITIONAL_CHINESE);
        return word == null || word.isEmpty() ? name : word + "（" + name + "）";
    }

    /** What was wanted of an agency. */
    public String matter(Receipt.Item item) {
        Errand.Words errand = item.errand();
        return errand == null ? word("receipt.change." + item.change()) : errand.zh();
    }

    /** What the applicant is asked for under this name. */
    public String key(Receipt.Item item, String name) {
        return agencies.capabilities(clock.instant().atZone(clock.getZone()).toLocalDate()).stream()
                .filter(row -> row.agency().equals(item.agency().code()))
                .flatMap(row -> row.extraKeys().stream())
                .filter(key -> key.name().equals(name))
                .findFirst()
                .map(Capability.ExtraKey::label)
                .orElse(name);
    }

    private static String css() {
        try {
            return new ClassPathResource("static/css/dossier.css").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
