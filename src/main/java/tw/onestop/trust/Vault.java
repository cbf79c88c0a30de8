package tw.onestop.trust;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 金鑰庫: seals, indexes and signs with the keys of the register. */
@Component
class Vault implements TrustDesk {

    /** Version byte, then the number of the data key; both are authenticated with the ciphertext. */
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private static final byte VERSION = 1;
    private static final byte[] UNDER_SECRET = {2};

    private final KeyRegister register;

    Vault(KeyRegister register) {
        this.register = register;
    }

    @Override
    public byte[] seal(byte[] plain) {
        KeyRing ring = register.ring();
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .put(VERSION)
                .putInt(ring.presentData())
                .array();
        byte[] sealed = Gcm.seal(dataKey(ring, ring.presentData()), plain, header);
        return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
                .put(header)
                .put(sealed)
                .array();
    }

    @Override
    public byte[] open(byte[] sealed) {
        if (sealed.length <= HEADER_BYTES || sealed[0] != VERSION) {
            throw new IllegalStateException("not sealed by this house");
        }
        ByteBuffer bytes = ByteBuffer.wrap(sealed);
        byte[] header = new byte[HEADER_BYTES];
        bytes.get(header);
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        int number = ByteBuffer.wrap(header, 1, Integer.BYTES).getInt();
        @Nullable SecretKey key = register.ring().dataKeys().get(number);
        return Gcm.open(key == null ? dataKey(register.reread(), number) : key, rest, header);
    }

    @Override
    public byte[] sealUnder(String secret, byte[] plain) {
        return Gcm.seal(keyUnder(secret), plain, UNDER_SECRET);
    }

    @Override
    public byte[] openUnder(String secret, byte[] sealed) {
        return Gcm.open(keyUnder(secret), sealed, UNDER_SECRET);
    }

    private SecretKey keyUnder(String secret) {
        return new SecretKeySpec(index("seal under " + secret), "AES");
    }

    @Override
    public byte[] index(String value) {
        return hmac(register.ring().indexKey(), value);
    }

    @Override
    public byte[] indexUnder(String realm, String value) {
        return hmac(new SecretKeySpec(index("realm " + realm), "HmacSHA256"), value);
    }

    private static byte[] hmac(SecretKey key, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not available", e);
        }
    }

    @Override
    public List<byte[]> sign(byte[] message) {
        return register.ring().signers().stream().map(key -> key.sign(message)).toList();
    }

    @Override
    public List<VerifyingKey> verifyingKeys() {
        return register.ring().signers().stream()
                .map(KeyRing.Signer::publicHalf)
                .toList();
    }

    @Override
    public void rotateSigningKey() {
        register.rotate(Purpose.SIGNING);
    }

    @Override
    public List<TokenKey> tokenKeys() {
        return register.ring().tokenKeys().stream().map(TokenSigner::publicHalf).toList();
    }

    @Override
    public byte[] signToken(String kid, byte[] message) {
        return register.ring()
                .tokenKey(kid)
                .orElseThrow(() -> new IllegalStateException("no token key " + kid + " in force"))
                .sign(message);
    }

    @Override
    public void rotateTokenKey() {
        register.rotate(Purpose.TOKEN);
    }

    @Override
    public List<VerifyingKey> logKeys() {
        return register.ring().logSigners().stream()
                .map(KeyRing.Signer::publicHalf)
                .toList();
    }

    @Override
    public List<LogSignature> signCheckpoint(byte[] checkpoint) {
        return register.ring().logSigners().stream()
                .map(key -> new LogSignature(key.publicHalf().publicKey(), key.sign(checkpoint)))
                .toList();
    }

    @Override
    public boolean signedCheckpoint(byte[] checkpoint, byte[] signature) {
        return register.ring().logKeys().stream().anyMatch(key -> key.verifies(checkpoint, signature));
    }

    @Override
    public void rotateLogKey() {
        register.rotate(Purpose.LOG);
    }

    private static SecretKey dataKey(KeyRing ring, int number) {
        SecretKey key = ring.dataKeys().get(number);
        if (key == null) {
            throw new IllegalStateException("no data key " + number);
        }
        return key;
    }
}
