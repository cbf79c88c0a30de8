package tw.onestop.trust;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * 時戳等候: an authority elsewhere is waited for as long as somebody at a desk can wait, however it keeps the connection alive; its own
 * limits are of each step.
 */
final class PatientStamps implements TSPSource {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final transient TSPSource authority;
    private final transient Outside outside;

    PatientStamps(TSPSource authority, Outside outside) {
        this.authority = authority;
        this.outside = outside;
    }

    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        FutureTask<TimestampBinary> asked = new FutureTask<>(() -> authority.getTimeStampResponse(algorithm, digest));
        Thread.ofVirtual().name("time-stamp").start(asked);
        try {
            TimestampBinary stamp = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            outside.answered(OutsideDesk.Authority.STAMPS);
            return stamp;
        } catch (ExecutionException | TimeoutException away) {
            asked.cancel(true);
            outside.saidNothing(OutsideDesk.Authority.STAMPS);
            throw new DSSException("no time-stamp could be had", away);
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new DSSException("no time-stamp was waited for", e);
        }
    }
}
