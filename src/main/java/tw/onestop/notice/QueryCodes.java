package tw.onestop.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Text;
import tw.onestop.trust.TrustDesk;

/**
 * 查詢碼: ten random digits, so that a telephone can key them; sealed for the receipt, indexed for the comparison. In a training
 * copy four noughts and six random digits, and a number to match, so that nobody takes the one for the other.
 */
@Component
class QueryCodes {

    private static final long HOW_MANY = 10_000_000_000L;
    private static final long HOW_MANY_IN_TRAINING = 1_000_000L;
    private static final int LONGEST_TYPED = 64;

    private final SecureRandom random = new SecureRandom();
    private final TrustDesk trust;
    private final boolean training;

    QueryCodes(TrustDesk trust, @Value("${onestop.training.copy:false}") boolean training) {
        this.trust = trust;
        this.training = training;
    }

    String draw() {
        return "%010d".formatted(random.nextLong(training ? HOW_MANY_IN_TRAINING : HOW_MANY));
    }

    /** The number that goes with a code. */
    String number(LocalDate filedOn, long serial) {
        return training ? ReceiptNumber.forTraining(filedOn, serial) : ReceiptNumber.of(filedOn, serial);
    }

    byte[] seal(String code) {
        return trust.seal(code.getBytes(StandardCharsets.UTF_8));
    }

    String open(byte[] sealed) {
        return new String(trust.open(sealed), StandardCharsets.UTF_8);
    }

    /** Bound to its number, so that equal codes of two receipts do not look equal. */
    byte[] index(String receiptNo, String code) {
        return trust.index("notice.code:" + receiptNo + ":" + code);
    }

    static String tidy(String typed) {
        return typed.length() > LONGEST_TYPED ? "" : Text.unspaced(typed);
    }

    /** In the same time whether they differ at the first or at the last byte. */
    static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }
}
