package tw.onestop.link;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.trust.EnvelopeDesk;

/** 媒體交換之憑證, the desk. */
@Component
class MediaCertificates implements MediaCertificateDesk {

    private final MediaKeyBook book;
    private final AgencyDesk agencies;
    private final EnvelopeDesk envelopes;
    private final Media.Office office;

    MediaCertificates(MediaKeyBook book, AgencyDesk agencies, EnvelopeDesk envelopes, Media.Office office) {
        this.book = book;
        this.agencies = agencies;
        this.envelopes = envelopes;
        this.office = office;
    }

    @Override
    @Transactional
    public List<Refusal> register(AgencyCode agency, boolean forEncryption, byte[] certificate, Actor ministry) {
        Optional<X509Certificate> read = envelopes.certificate(certificate);
        List<Refusal> wrong = List.of();
        if (agencies.find(agency).isEmpty()) {
            wrong = List.of(Refusal.of("agency", "link.media.agency.unknown"));
        } else if (read.isEmpty()) {
            wrong = List.of(Refusal.of("certificate", "link.media.certificate.unreadable"));
        } else if (read.get().getNotAfter().toInstant().isBefore(office.now())) {
            wrong = List.of(Refusal.of("certificate", "link.media.certificate.over"));
        } else if (!envelopes.suits(read.get(), forEncryption)) {
            wrong = List.of(Refusal.of(
                    "certificate", "link.media.certificate." + (forEncryption ? "noEncryption" : "noSignature")));
        } else {
            book.certificate(agency, forEncryption, encoded(read.get()), office.now(), ministry.id());
        }
        office.record(ministry, "link.media.certificate", agency.value(), wrong);
        return wrong;
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
    }

    @Override
    @Transactional
    public List<Certificate> certificates(Actor ministry) {
        office.record(ministry, "link.media.certificates", null, List.of());
        return book.certificates().stream().map(one -> one.shown(office.now())).toList();
    }

    @Override
    @Transactional
    public String ownCertificate(Actor ministry) {
        office.record(ministry, "link.media.own", null, List.of());
        return envelopes.pem(book.own(envelopes, office.now()).certificate());
    }
}
