package tw.onestop.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;

class Ed25519KeyTests {

    private final Random random = new Random(144);

    @Test
    void theLibraryAndJavaSignTheSameAndAnybodyVerifiesIt() {
        for (int length : new int[] {0, 1, 63, 64, 900, 70_000, 1 << 20, 3_000_000}) {
            byte[] seed = bytes(32);
            Ed25519Key key = new Ed25519Key(seed);
            for (int turn = 0; turn < 3; turn++) {
                byte[] message = bytes(length);
                byte[] signature = key.sign(message);
                assertThat(signature).isEqualTo(key.signInJava(message));
                Ed25519Signer verifier = new Ed25519Signer();
                verifier.init(false, new Ed25519PrivateKeyParameters(seed).generatePublicKey());
                verifier.update(message, 0, message.length);
                assertThat(verifier.verifySignature(signature)).isTrue();
            }
        }
    }

    private byte[] bytes(int length) {
        byte[] some = new byte[length];
        random.nextBytes(some);
        return some;
    }
}
