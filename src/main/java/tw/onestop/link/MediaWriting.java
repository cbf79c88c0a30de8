package tw.onestop.link;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Sha256;
import tw.onestop.link.MediaDesk.Volume;
import tw.onestop.registry.RulesDesk;
import tw.onestop.trust.EnvelopeDesk;

/** 媒體製作: the sealed volumes of a set in their folder. */
@Component
class MediaWriting {

    /** What label, signature and certificates take at most beside the data, of which a ZIP makes no more than it was. */
    private static final int BESIDE = 160 * 1024;

    private static final int SMALLEST = 1024;

    private final MediaCutting cutting;
    private final MediaFolder folder;
    private final MediaKeyBook book;
    private final FileBook files;
    private final Means means;

    MediaWriting(MediaCutting cutting, MediaFolder folder, MediaKeyBook book, FileBook files, Means means) {
        this.cutting = cutting;
        this.folder = folder;
        this.book = book;
        this.files = files;
        this.means = means;
    }

    /** 製作之所需. */
    @Component("mediaMeans")
    record Means(EnvelopeDesk envelopes, RulesDesk rules, Clock clock) {

        /** Bytes of data of a volume. */
        int most() {
            int whole = rules.value("link.media.volumeKilobytes", LocalDate.now(clock)) * 1000 - BESIDE;
            return Math.clamp(whole, SMALLEST, MediaVolume.MOST_BYTES);
        }
    }

    List<Volume> write(MediaBook.Row row) {
        X509Certificate agency = book.certificate(row.file().agency(), true).orElseThrow();
        UUID set = row.id();
        folder.clear(set);
        List<Volume> written = new ArrayList<>();
        MediaCutting.Answered answered = new MediaCutting.Answered(
                set,
                row.file().agency().value(),
                row.file().purpose(),
                row.file().user(),
                row.file().fields(),
                row.file().asOf());
        cutting.cut(answered, means.most(), volume -> {
            byte[] sealed = means.envelopes().close(volume.zip(), agency);
            String name =
                    MediaFolder.name(volume.label().volume(), volume.label().volumes());
            folder.write(set, name, sealed);
            written.add(new Volume(
                    volume.label().volume(), name, volume.label().lines(), sealed.length, Sha256.hex(sealed)));
        });
        return written;
    }

    /** Whether its volumes lie in the folder of this node. */
    boolean isHere(UUID set) {
        return folder.holds(set);
    }

    /** Empty when it is not in the folder as it was written. */
    Optional<byte[]> sound(UUID set, Volume volume) {
        return folder.read(set, volume.file()).filter(bytes -> Sha256.hex(bytes).equals(volume.digest()));
    }

    /** What was handed over is kept by nobody here. */
    void handedOver(UUID set, Instant at) {
        files.collected(set, at);
        files.erase(set);
        folder.clear(set);
    }

    void clear(UUID set) {
        files.erase(set);
        folder.clear(set);
    }
}
