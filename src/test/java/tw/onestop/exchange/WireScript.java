package tw.onestop.exchange;

import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.springframework.stereotype.Component;

/** What the tests of the web doors need of the recording handler. */
@Component
public class WireScript {

    private final RecordingHandler handler;

    WireScript(RecordingHandler handler) {
        this.handler = handler;
    }

    public void answers(UUID id, ReplyAnswer answer) {
        handler.scripted.put(id, answer);
    }

    public void breaksAt(UUID id) {
        handler.broken.add(id);
    }

    public long timesAsked(UUID id) {
        return handler.replied.stream().filter(id::equals).count();
    }

    /** A public key as OpenSSH writes it. */
    public static String anSshKey() {
        return PublicKeyEntry.toString(FilingAgency.sshPair().getPublic());
    }

    public void eventually(BooleanSupplier holds) {
        WireWorld.eventually(holds);
    }
}
