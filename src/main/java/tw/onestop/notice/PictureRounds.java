package tw.onestop.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Background;
import tw.onestop.kernel.Sha256;

/**
 * 相片銷毀 (個資法 §11): erases a picture some days after what it was for has ended, whatever became of it. Its digest stays, and each
 * erasure is an act; a picture of a case that still runs is kept however long it runs. One whose digest is not known and whose seal does
 * not open stays and is reported: what went like that could never be known again, though the key it was sealed under may come back.
 */
@Component
class PictureRounds implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(PictureRounds.class);
    private static final Actor RULE = Actor.rule("notice.pictures");
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final int AT_ONCE = 100;

    private final PicturesOver pictures;
    private final Sealed sealed;
    private final Deadlines deadlines;
    private final AuditDesk audit;
    private final TransactionTemplate transaction;
    private final Background rounds = new Background(
            "pictures",
            PAUSE,
            this::round,
            e -> LOG.warn("pictures wait to be erased: {}", e.getClass().getSimpleName()));

    PictureRounds(
            PicturesOver pictures,
            Sealed sealed,
            Deadlines deadlines,
            AuditDesk audit,
            TransactionTemplate transaction) {
        this.pictures = pictures;
        this.sealed = sealed;
        this.deadlines = deadlines;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public Background background() {
        return rounds;
    }

    /** Whether there are more. */
    boolean round() {
        boolean cards = Boolean.TRUE.equals(transaction.execute(_ -> eraseOfCards()));
        boolean passports = Boolean.TRUE.equals(transaction.execute(_ -> eraseOfConfirmations()));
        return cards || passports;
    }

    private boolean eraseOfCards() {
        Instant before = deadlines.now().minus(Duration.ofDays(deadlines.value("nhi.photo.keepDays")));
        return erase(
                PicturesOver.Kept.CARD, pictures.ofCards(before, deadlines.now().minus(AGAIN), AT_ONCE));
    }

    private boolean eraseOfConfirmations() {
        LocalDate day = deadlines.today().minusDays(deadlines.value("passport.photo.keepDays") + 1L);
        return erase(
                PicturesOver.Kept.CONFIRMATION,
                pictures.ofConfirmations(
                        day, deadlines.begins(day.plusDays(1)), deadlines.now().minus(AGAIN), AT_ONCE));
    }

    private boolean erase(PicturesOver.Kept in, List<PicturesOver.Over> over) {
        for (PicturesOver.Over one : over) {
            byte[] sha256 = digest(one);
            if (sha256 == null) {
                unread(in, one);
            } else {
                pictures.erase(in, one.id(), sha256, deadlines.now());
                String detail = "sha256=" + HexFormat.of().formatHex(sha256);
                audit.record(new Act(RULE, in.erasing(), one.object().toString(), null, Act.Outcome.DONE, detail));
            }
        }
        return over.size() == AT_ONCE;
    }

    /** An act when it is found, and not whenever it is tried again. */
    private void unread(PicturesOver.Kept in, PicturesOver.Over one) {
        if (pictures.unread(one, deadlines.now())) {
            LOG.error("the picture of {} is to be erased and its seal does not open", one.object());
            audit.record(Act.refused(RULE, in.erasing(), one.object().toString(), "sealDoesNotOpen"));
        }
    }

    /** Null of a picture whose seal does not open and of which nothing is known. */
    private byte @Nullable [] digest(PicturesOver.Over one) {
        if (one.sha256() != null) {
            return one.sha256();
        }
        try {
            return Sha256.of(sealed.open(one.sealed()));
        } catch (RuntimeException lost) {
            return null;
        }
    }
}
