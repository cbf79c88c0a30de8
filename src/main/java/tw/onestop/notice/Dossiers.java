package tw.onestop.notice;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sha256;
import tw.onestop.trust.NotSealed;

/**
 * 案件卷宗: read in one transaction, printed and signed in none (a time-stamp is waited for), handed out in a second one, whose act names the
 * digest of what left.
 */
@Component
class Dossiers implements DossierDesk {

    private static final String MAKE = "notice.dossier.make";

    private final DossierReading reading;
    private final DossierBinding binding;
    private final DossierBook book;
    private final AuditDesk audit;
    private final TransactionTemplate transaction;

    Dossiers(
            DossierReading reading,
            DossierBinding binding,
            DossierBook book,
            AuditDesk audit,
            TransactionTemplate transaction) {
        this.reading = reading;
        this.binding = binding;
        this.book = book;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public boolean possible() {
        return binding.possible();
    }

    @Override
    public Making make(Form form, Actor by) {
        if (!possible()) {
            return refused("dossier.noFont", by);
        }
        return switch (reading.read(form, by)) {
            case DossierReading.Read.Refused(List<Refusal> refusals) -> new Making.Refused(refusals);
            case DossierReading.Read.Whole(Dossier dossier) -> bound(dossier, by);
        };
    }

    private Making bound(Dossier dossier, Actor by) {
        DossierBinding.Bound bound;
        try {
            bound = binding.bind(dossier);
        } catch (NotSealed away) {
            return refused("dossier.notSigned", by);
        }
        Dossier.Cover cover = dossier.cover();
        String digest = Sha256.hex(bound.manifest());
        transaction.executeWithoutResult(_ -> {
            book.add(
                    new Made(
                            cover.id(),
                            cover.receiptNo(),
                            cover.ground(),
                            cover.reason(),
                            digest,
                            dossier.receipt().office().code(),
                            cover.at(),
                            by.id()),
                    cover.application());
            audit.record(new Act(
                    by,
                    MAKE,
                    cover.receiptNo(),
                    null,
                    Act.Outcome.DONE,
                    "ground=%s manifest=%s".formatted(cover.ground(), digest)));
        });
        return new Making.Bundle(cover.id(), cover.receiptNo(), bound.zip());
    }

    @Override
    public List<Made> made(Actor by) {
        List<Made> made = new ArrayList<>();
        transaction.executeWithoutResult(_ -> {
            made.addAll(reading.shown(book.made(by), by));
            audit.record(new Act(by, "notice.dossier.list", null, null, Act.Outcome.DONE, "dossiers=" + made.size()));
        });
        return made;
    }

    private Making refused(String code, Actor by) {
        transaction.executeWithoutResult(_ -> audit.record(Act.refused(by, MAKE, null, code)));
        return new Making.Refused(List.of(Refusal.of("", code)));
    }
}
