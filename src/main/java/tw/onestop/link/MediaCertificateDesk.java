package tw.onestop.link;

import java.time.LocalDate;
import java.util.List;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 媒體交換之憑證: by which agencies sign what they bring, and to which what they get is encrypted; and the ministry's own. */
public interface MediaCertificateDesk {

    /** 登錄憑證 of an agency, PEM or DER: by which it signs, or to which what it gets is encrypted. */
    List<Refusal> register(AgencyCode agency, boolean forEncryption, byte[] certificate, Actor ministry);

    /** By agency. */
    List<Certificate> certificates(Actor ministry);

    /**
     * @param fingerprint SHA-256, as it is compared on paper
     */
    record Certificate(
            AgencyCode agency, boolean forEncryption, String name, String fingerprint, LocalDate until, boolean over) {}

    /** What agencies encrypt to, PEM; they trust the seals of {@code /.well-known/seal-certificates.pem}. */
    String ownCertificate(Actor ministry);
}
