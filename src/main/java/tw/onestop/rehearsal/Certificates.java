package tw.onestop.rehearsal;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sha256;
import tw.onestop.paper.PaperDesk;
import tw.onestop.rehearsal.RehearsalDesk.Certificate;
import tw.onestop.trust.NotSealed;
import tw.onestop.trust.SealDesk;

/** 演練合格證明: printed and signed once, and handed out again as it is. */
@Component
class Certificates {

    private final Runs runs;
    private final Watch watch;
    private final AgencyDesk agencies;
    private final ITemplateEngine templates;
    private final Press press;

    Certificates(Runs runs, Watch watch, AgencyDesk agencies, ITemplateEngine templates, Press press) {
        this.runs = runs;
        this.watch = watch;
        this.agencies = agencies;
        this.templates = templates;
        this.press = press;
    }

    /** 印製與簽章. */
    @Component("rehearsalPress")
    record Press(PaperDesk paper, SealDesk seals) {}

    Certificate of(Runs.Row run) {
        Optional<byte[]> kept = runs.certificate(run.id());
        if (kept.isPresent()) {
            return new Certificate.Issued(kept.get());
        }
        if (!press.paper().possible()) {
            return new Certificate.Refused(Refusal.of("", "rehearsal.certificate.noPaper"));
        }
        try {
            byte[] pdf = press.seals().seal(press.paper().printToKeep(html(run)), "介接演練合格證明 " + run.id());
            runs.keep(run.id(), pdf, Sha256.of(pdf));
            return new Certificate.Issued(pdf);
        } catch (NotSealed away) {
            return new Certificate.Refused(Refusal.of("", "rehearsal.certificate.unsigned"));
        }
    }

    private String html(Runs.Row run) {
        Context context = new Context(Locale.TRADITIONAL_CHINESE);
        context.setVariable(
                "agency",
                agencies.find(run.agency())
                        .map(Agency::name)
                        .orElse(run.agency().value()));
        context.setVariable("code", run.agency().value());
        context.setVariable("run", run.id());
        context.setVariable("on", RocDate.format(Objects.requireNonNull(run.passedOn())));
        context.setVariable("stations", watch.stations(run.agency()));
        context.setVariable("test", press.seals().isTest());
        return templates.process("rehearsal/certificate-pdf", context);
    }
}
