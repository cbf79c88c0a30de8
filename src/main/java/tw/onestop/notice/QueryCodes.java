package tw.onestop.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Text;
import tw.onestop.trust.TrustDesk;

/** 查詢碼: ten random digits, so that a telephone can key them; sealed for the receipt, indexed for the comparison. */
@Component
class QueryCodes {

    private static final long HOW_MANY = 10_000_000_000L;
    private static final int LONGEST_TYPED = 64;

    private final SecureRandom random = new SecureRandom();
    private final TrustDesk trust;

    QueryCodes(TrustDesk trust) {
        this.trust = trust;
    }

    String draw() {
        return "%010d".formatted(random.nextLong(HOW_MANY));
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
        return typed.length() > LONGEST_TYPED ? "" : Text.halfWidth(typed).replaceAll("[\\s-]", "");
    }

    /** In the same time whether they differ at the first or at the last byte. */
    static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }
}
