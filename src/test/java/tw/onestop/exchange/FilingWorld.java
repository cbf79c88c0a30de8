package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tw.agencies.MediaAgency;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.trust.EnvelopeDesk;
import tw.onestop.trust.SealDesk;

/** Fixture: agencies that registered all the file door asks for. */
@Component
class FilingWorld {

    private final WireWorld wire;
    private final BundleDesk desk;
    private final EnvelopeDesk envelopes;
    private final SealDesk seals;

    FilingWorld(WireWorld wire, BundleDesk desk, EnvelopeDesk envelopes, SealDesk seals) {
        this.wire = wire;
        this.desk = desk;
        this.envelopes = envelopes;
        this.seals = seals;
    }

    FilingAgency anAgency(Agency.Door door) {
        AgencyCode code = wire.anAgency(door);
        Actor officer = Actor.officer("o", code);
        FilingAgency agency = new FilingAgency(
                code,
                MediaAgency.of("EC", seals.anchorsAsPem(), desk.ownCertificate(officer)),
                desk.room(code, officer).address());
        assertThat(desk.certificate(code, true, pem(agency.keys.opening()), officer))
                .isEmpty();
        assertThat(desk.certificate(code, false, pem(agency.keys.signing()), officer))
                .isEmpty();
        assertThat(desk.addSshKey(code, "host", agency.sshLine(), officer)).isEmpty();
        return agency;
    }

    byte[] pem(java.security.cert.X509Certificate certificate) {
        return envelopes.pem(certificate).getBytes(StandardCharsets.US_ASCII);
    }
}
