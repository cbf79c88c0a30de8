package tw.onestop.trust;

import java.util.UUID;
import tw.onestop.kernel.Refusal;

/** 憑證查驗結果. */
public sealed interface CertificateAnswer {

    /**
     * 查驗無誤: this card signed it, here and now.
     *
     * @param evidence number under which what proves it is kept: what was signed, certificate, answer of the authority, time
     */
    record Proven(CertificateHolder holder, UUID evidence) implements CertificateAnswer {}

    /**
     * 查驗不符.
     *
     * @param why {@code trust.certificate.…}
     */
    record Refused(Refusal why) implements CertificateAnswer {}
}
