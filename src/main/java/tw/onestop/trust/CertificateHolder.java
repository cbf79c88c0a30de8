package tw.onestop.trust;

/**
 * 憑證持有人, as the certificate names them. Name and last four digits are not unique: whoever wants to know which person it is
 * binds {@link #key()} once, after having made sure otherwise.
 *
 * @param name 姓名 (CN)
 * @param lastFour last four digits of their number (2.16.886.1.100.2.51)
 * @param serial serialNumber of the subject, which the authority drew for the card
 * @param key SHA-256 over the names of issuer and subject, in hexadecimal: the same for every certificate of this card
 */
public record CertificateHolder(String name, String lastFour, String serial, String key) {

    /** Names nobody, so that it cannot leak into a log. */
    @Override
    public String toString() {
        return "certificate " + key.substring(0, 8);
    }
}
