package tw.onestop.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;

@ProductTest
class TrustTests {

    private static final byte[] MESSAGE = "通報".getBytes(StandardCharsets.UTF_8);

    @Autowired
    TrustDesk trust;

    @Autowired
    RegisteredKeys keys;

    @Autowired
    MasterKey master;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    @AfterEach
    void letTheClockRun() {
        clock.reset();
    }

    @Test
    void whatIsSealedOpensAndTwoSealingsDiffer() {
        byte[] sealed = trust.seal(MESSAGE);
        assertThat(trust.open(sealed)).isEqualTo(MESSAGE);
        assertThat(trust.seal(MESSAGE)).isNotEqualTo(sealed);
    }

    @Test
    void anAlteredByteAnywhereDoesNotOpen() {
        byte[] sealed = trust.seal(MESSAGE);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> trust.open(altered)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> trust.open(new byte[3])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theIndexIsTheSameForTheSameValueOnly() {
        assertThat(trust.index("A123456789")).hasSize(32).isEqualTo(trust.index("A123456789"));
        assertThat(trust.index("A123456789")).isNotEqualTo(trust.index("A123456780"));
    }

    @Test
    void bothKeysSignForADayAfterARotationAndThenTheNewOneAlone() {
        clock.advance(Duration.ofDays(2));
        TrustDesk.VerifyingKey old = trust.verifyingKeys().getFirst();
        trust.rotateSigningKey();
        List<TrustDesk.VerifyingKey> both = trust.verifyingKeys();
        assertThat(both).hasSizeGreaterThanOrEqualTo(2);
        assertThat(both.get(1).kid()).isEqualTo(old.kid());
        List<byte[]> signatures = trust.sign(MESSAGE);
        for (int i = 0; i < both.size(); i++) {
            assertThat(verifies(both.get(i), signatures.get(i))).isTrue();
        }
        assertThat(verifies(both.get(0), signatures.get(1))).isFalse();
        clock.advance(KeyRegister.OVERLAP.plusSeconds(61));
        assertThat(trust.verifyingKeys())
                .extracting(TrustDesk.VerifyingKey::kid)
                .containsExactly(both.getFirst().kid());
        assertThat(trust.sign(MESSAGE)).hasSize(1);
    }

    @Test
    void aRotationOutlivesTheRollbackOfWhoeverAskedForIt() {
        new TransactionTemplate(transactions).executeWithoutResult(tx -> {
            trust.rotateSigningKey();
            tx.setRollbackOnly();
        });
        assertThat(keys.all())
                .filteredOn(key -> key.purpose() == Purpose.SIGNING && key.present())
                .extracting(Key::kid)
                .containsExactly(trust.verifyingKeys().getFirst().kid());
    }

    @Test
    void checkpointsHaveAKeyOfTheirOwnAndBothSignWhileItRotates() {
        TrustDesk.VerifyingKey old = trust.logKeys().getFirst();
        assertThat(trust.verifyingKeys()).noneMatch(key -> key.kid().equals(old.kid()));
        trust.rotateLogKey();
        List<TrustDesk.VerifyingKey> keys = trust.logKeys();
        List<TrustDesk.LogSignature> signatures = trust.signCheckpoint(MESSAGE);
        assertThat(keys).hasSizeGreaterThanOrEqualTo(2);
        assertThat(keys.get(1).kid()).isEqualTo(old.kid());
        assertThat(signatures).hasSameSizeAs(keys);
        for (int i = 0; i < keys.size(); i++) {
            assertThat(signatures.get(i).publicKey()).isEqualTo(keys.get(i).publicKey());
            assertThat(verifies(keys.get(i), signatures.get(i).signature())).isTrue();
        }
    }

    @Test
    void aTokenSignatureVerifiesWithItsPublishedKey() throws Exception {
        TrustDesk.TokenKey key = trust.tokenKeys().getFirst();
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key.publicKey());
        signature.update(MESSAGE);
        assertThat(signature.verify(trust.signToken(key.kid(), MESSAGE))).isTrue();
        assertThatThrownBy(() -> trust.signToken("nobody", MESSAGE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nodesThatStartTogetherAgreeOnOneKeyPerPurpose() throws Exception {
        jdbc.sql("update trust.key set valid_until = now() where purpose = 'TOKEN' and valid_until is null")
                .update();
        List<KeyRegister> nodes = new ArrayList<>();
        List<Thread> starts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            starts.add(Thread.startVirtualThread(() -> {
                KeyRegister node = new KeyRegister(keys, master, Clock.systemUTC(), transactions);
                synchronized (nodes) {
                    nodes.add(node);
                }
            }));
        }
        for (Thread start : starts) {
            start.join();
        }
        assertThat(nodes)
                .hasSize(6)
                .extracting(
                        node -> node.ring().tokenKeys().getFirst().publicHalf().kid())
                .containsOnly(jdbc.sql("select kid from trust.key where purpose = 'TOKEN' and valid_until is null")
                        .query(String.class)
                        .single());
    }

    @Test
    void noSecretIsReadableInTheDatabase() {
        Key key = keys.all().getFirst();
        byte[] secret = key.secret(master);
        assertThat(new String(key.sealedSecret(), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
    }

    @Test
    void theKeysArePublishedInOneDocumentWithoutTheirSecrets()
            throws IOException, InterruptedException, ParseException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/.well-known/jwks.json"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JWKSet published = JWKSet.parse(response.body());
        TrustDesk.VerifyingKey key = trust.verifyingKeys().getFirst();
        assertThat(published.getKeyByKeyId(key.kid()).toOctetKeyPair().getDecodedX())
                .isEqualTo(key.publicKey());
        assertThat(response.body()).contains("\"crv\":\"Ed25519\"", "\"alg\":\"EdDSA\"", "\"use\":\"sig\"");
        assertThat(published
                        .getKeyByKeyId(trust.tokenKeys().getFirst().kid())
                        .toECKey()
                        .isPrivate())
                .isFalse();
        assertThat(published.getKeys()).noneMatch(jwk -> jwk.isPrivate());
        assertThat(key.webhookForm()).isEqualTo("whpk_" + Base64.getEncoder().encodeToString(key.publicKey()));
    }

    @Test
    void withoutAUsableMasterKeyTheStartFailsWithOneSentence(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> new MasterKey(" ")).hasMessageContaining("head -c 32 /dev/urandom | base64");
        assertThatThrownBy(() -> new MasterKey(folder.resolve("none").toString()))
                .hasMessageContaining("cannot be read");
        for (String wrong : List.of("", "not base64!", Base64.getEncoder().encodeToString(new byte[16]))) {
            Path file = Files.writeString(folder.resolve("wrong.key"), wrong);
            assertThatThrownBy(() -> new MasterKey(file.toString())).hasMessageContaining("not 32 bytes in base64");
        }
        Path other = Files.writeString(
                folder.resolve("other.key"), Base64.getEncoder().encodeToString(new byte[32]));
        MasterKey stranger = new MasterKey(other.toString());
        assertThatThrownBy(() -> new KeyRegister(keys, stranger, clock, transactions))
                .isInstanceOf(MasterKeyUnusable.class)
                .hasMessageContaining("not the one this database was sealed with");
    }

    private static boolean verifies(TrustDesk.VerifyingKey key, byte[] signature) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(key.publicKey()));
        verifier.update(MESSAGE, 0, MESSAGE.length);
        return verifier.verifySignature(signature);
    }
}
