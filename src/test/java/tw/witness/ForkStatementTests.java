package tw.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a witness makes of a log that says it forked; the log is played by four texts. */
class ForkStatementTests {

    private static final String OLD = "log.example/audit";
    private static final String NEW = "log.example/audit/2";
    private static final byte[] A = HashTree.leaf(new byte[] {1});
    private static final byte[] B = HashTree.leaf(new byte[] {2});
    private static final byte[] C = HashTree.leaf(new byte[] {3});

    private final Map<String, String> says = new ConcurrentHashMap<>();
    private HttpServer log;
    private KeyPair key;

    @TempDir
    Path directory;

    @BeforeEach
    void starts() throws IOException, GeneralSecurityException {
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        log = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        log.createContext("/", exchange -> {
            byte[] text =
                    says.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length == 0 ? -1 : text.length);
            if (text.length > 0) {
                exchange.getResponseBody().write(text);
            }
            exchange.close();
        });
        log.start();
        says.put("/v1/audit/key", verifier(OLD).text());
    }

    @AfterEach
    void stops() {
        log.stop(0);
    }

    @Test
    void whoHoldsNothingThatIsLostGoesOnByItself() throws Exception {
        says.put("/v1/audit/checkpoint", note(OLD, 1, A));
        witness().look();
        forked(1, A, 2, HashTree.node(A, B));
        says.put("/v1/audit/checkpoint", note(NEW, 2, HashTree.node(A, C)));
        says.put("/v1/audit/consistency", proof(C));
        assertThat(witness().look().origin()).isEqualTo(NEW);
        assertThat(directory.resolve("checkpoint-before-fork-1")).exists();
    }

    @Test
    void whatWasHeldAndIsLostIsAgreedToOrRefused() throws Exception {
        says.put("/v1/audit/checkpoint", note(OLD, 2, HashTree.node(A, B)));
        witness().look();
        forked(1, A, 2, HashTree.node(A, B));
        says.put("/v1/audit/checkpoint", note(NEW, 2, HashTree.node(A, C)));
        says.put("/v1/audit/consistency", proof(C));
        assertThatThrownBy(() -> witness().look())
                .isInstanceOf(Witness.Refusal.class)
                .hasMessageContaining("of the 2 rows that were held the last 1, 2 to 2, are lost");
        Witness agreeing = witness();
        agreeing.accept("some/other/log");
        assertThatThrownBy(agreeing::look).isInstanceOf(Witness.Refusal.class);
        agreeing.accept(NEW);
        assertThat(agreeing.look().origin()).isEqualTo(NEW);
    }

    @Test
    void anotherNameWithoutAStatementOrOneThatSomebodyElseSignedIsAnotherLog() throws Exception {
        says.put("/v1/audit/checkpoint", note(OLD, 1, A));
        witness().look();
        says.put("/v1/audit/checkpoint", note(NEW, 2, HashTree.node(A, C)));
        says.put("/v1/audit/consistency", proof(C));
        Witness witness = witness();
        witness.accept(NEW);
        assertThatThrownBy(witness::look).hasMessageContaining("This is another log");
        KeyPair own = key;
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        forked(1, A, 2, HashTree.node(A, B));
        key = own;
        assertThatThrownBy(witness::look).hasMessageContaining("This is another log");
        says.put("/v1/audit/forks", "nonsense");
        assertThatThrownBy(witness::look).hasMessageContaining("cannot be read");
    }

    @Test
    void whereTheBeginningWasRewrittenAgreeingHelpsNothing() throws Exception {
        says.put("/v1/audit/checkpoint", note(OLD, 1, A));
        witness().look();
        forked(1, B, 2, HashTree.node(A, B));
        says.put("/v1/audit/checkpoint", note(NEW, 2, HashTree.node(B, C)));
        says.put("/v1/audit/consistency", proof(C));
        Witness witness = witness();
        witness.accept(NEW);
        assertThatThrownBy(witness::look)
                .isInstanceOf(Witness.Refusal.class)
                .hasMessageContaining("its history was rewritten");
    }

    private Witness witness() throws IOException {
        return new Witness(
                "http://localhost:" + log.getAddress().getPort(), directory, "witness.example", Clock.systemUTC());
    }

    private void forked(long common, byte[] root, long lost, byte[] lostRoot) throws GeneralSecurityException {
        says.put(
                "/v1/audit/forks",
                signed(
                        NEW,
                        "%s\nfork of %s\ncommon %d %s\nlost %d %s\nat 2026-11-27T10:00:00Z\n"
                                .formatted(NEW, OLD, common, base64(root), lost, base64(lostRoot))));
    }

    private String note(String origin, long size, byte[] root) throws GeneralSecurityException {
        return signed(origin, "%s\n%d\n%s\n".formatted(origin, size, base64(root)));
    }

    private String signed(String origin, String body) throws GeneralSecurityException {
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initSign(key.getPrivate());
        ed25519.update(body.getBytes(StandardCharsets.UTF_8));
        return "%s\n— %s %s\n"
                .formatted(body, origin, base64(Note.joined(verifier(origin).hash(), ed25519.sign())));
    }

    private VerifierKey verifier(String origin) {
        byte[] encoded = key.getPublic().getEncoded();
        return new VerifierKey(
                origin, VerifierKey.LOG, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static String proof(byte[]... hashes) {
        return "{\"hashes\":[%s]}"
                .formatted(String.join(
                        ",",
                        List.of(hashes).stream()
                                .map(hash -> '"' + base64(hash) + '"')
                                .toList()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
