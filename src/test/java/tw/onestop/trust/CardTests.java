package tw.onestop.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tw.onestop.Cards;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;

/** 自然人憑證: whatever a card, or what looks like one, can be brought with. */
@ProductTest
class CardTests {

    private static final String ACTION = "access.sign-in";

    @Autowired
    CertificateDesk certificates;

    @Autowired
    CardChallenges challenges;

    @Autowired
    CardEvidence evidence;

    @Autowired
    MessageSource messages;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @AfterEach
    void everythingAnswersAgain() {
        Cards.DOOR.answering(true, true);
        clock.reset();
    }

    @Test
    void aCardProvesWhoseItIs() {
        TestCard card = Cards.MOICA.card("王小明", "6789");
        for (boolean enclosed : new boolean[] {true, false}) {
            CertificateHolder holder =
                    proven(present("s-plain", card, enclosed)).holder();
            assertThat(holder.name()).isEqualTo("王小明");
            assertThat(holder.lastFour()).isEqualTo("6789");
            assertThat(holder.serial()).matches("\\d{16}");
            assertThat(holder.toString()).doesNotContain("王", "6789");
        }
    }

    @Test
    void everyCertificateOfACardIsThatCardAndOfNoOther() {
        TestCard card = Cards.MOICA.card("同名", "1111");
        String key = proven(present("s-key", card, true)).holder().key();
        assertThat(proven(present("s-key", card, true)).holder().key()).isEqualTo(key);
        assertThat(proven(present("s-key", Cards.MOICA.card("同名", "1111"), true))
                        .holder()
                        .key())
                .isNotEqualTo(key);
    }

    @Test
    void anRsaCardIsTakenAndAShortKeyIsNot() throws GeneralSecurityException {
        assertThat(present("s-rsa", rsa(2048), true)).isInstanceOf(CertificateAnswer.Proven.class);
        assertThat(code(present("s-rsa", rsa(1024), true))).isEqualTo("weak");
    }

    @Test
    void whatProvesItIsKeptSealed() {
        TestCard card = Cards.MOICA.card("留存人", "4321");
        String challenge = certificates.challenge("s-kept", ACTION);
        byte[] signed = card.sign(bytes(challenge), true);
        CertificateAnswer.Proven proven = proven(certificates.verify("s-kept", ACTION, base64(signed)));
        CardEvidence.Piece kept = evidence.find(proven.evidence()).orElseThrow();
        assertThat(kept.content()).isEqualTo(challenge);
        assertThat(kept.signature()).isEqualTo(signed);
        assertThat(kept.source()).isEqualTo("OCSP");
        assertThat(kept.status()).isNotEmpty();
        assertThat(Duration.between(kept.at(), clock.instant()).abs()).isLessThan(Duration.ofMinutes(1));
        byte[] stored = jdbc.sql("select sealed from trust.card_evidence where id = ?")
                .param(proven.evidence())
                .query(byte[].class)
                .single();
        assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("onestop", "留存人");
    }

    @Test
    void aForgedSignatureIsRefused() {
        TestCard card = Cards.MOICA.card("王小明", "6789");
        TestCard otherKey =
                new TestCard(card.certificate(), Cards.MOICA.card("王小明", "6789").secret());
        assertThat(code(present("s-forged", otherKey, true))).isEqualTo("forged");
        assertThat(code(present("s-forged", otherKey, false))).isEqualTo("forged");
        byte[] signed = card.sign(bytes(certificates.challenge("s-forged", ACTION)), true);
        signed[signed.length - 8] ^= 1;
        assertThat(code(certificates.verify("s-forged", ACTION, base64(signed))))
                .isEqualTo("forged");
    }

    @Test
    void whatWasSignedMustBeTheChallenge() {
        TestCard card = Cards.MOICA.card("王小明", "6789");
        for (boolean enclosed : new boolean[] {true, false}) {
            certificates.challenge("s-other", ACTION);
            byte[] signed = card.sign(bytes("onestop access.sign-in something-else"), enclosed);
            assertThat(code(certificates.verify("s-other", ACTION, base64(signed))))
                    .isEqualTo("otherContent");
        }
        // The challenge in the envelope, another under the signature.
        String challenge = certificates.challenge("s-other", ACTION);
        byte[] swapped = card.sign(bytes(challenge.replace(challenge.charAt(challenge.length() - 1), '!')), true);
        byte[] patched = replace(
                swapped, bytes(challenge.replace(challenge.charAt(challenge.length() - 1), '!')), bytes(challenge));
        assertThat(code(certificates.verify("s-other", ACTION, base64(patched))))
                .isEqualTo("forged");
    }

    @Test
    void aChallengeIsTakenOnceHereAndForThisActAndSoon() {
        TestCard card = Cards.MOICA.card("王小明", "6789");
        String signed = base64(card.sign(bytes(certificates.challenge("s-once", ACTION)), true));
        assertThat(certificates.verify("s-once", ACTION, signed)).isInstanceOf(CertificateAnswer.Proven.class);
        assertThat(code(certificates.verify("s-once", ACTION, signed))).isEqualTo("stale");

        String elsewhere = base64(card.sign(bytes(certificates.challenge("s-a", ACTION)), true));
        assertThat(code(certificates.verify("s-b", ACTION, elsewhere))).isEqualTo("stale");
        certificates.challenge("s-b", ACTION);
        assertThat(code(certificates.verify("s-b", ACTION, elsewhere))).isEqualTo("otherContent");
        assertThat(code(certificates.verify("s-a", "access.certificate.bind", elsewhere)))
                .isEqualTo("stale");
        assertThat(certificates.verify("s-a", ACTION, elsewhere)).isInstanceOf(CertificateAnswer.Proven.class);

        String late = base64(card.sign(bytes(certificates.challenge("s-late", ACTION)), true));
        clock.advance(CardChallenges.HOLDS.plusSeconds(1));
        assertThat(code(certificates.verify("s-late", ACTION, late))).isEqualTo("stale");
    }

    @Test
    void noTwoChallengesAreAlikeAndAFailureUsesOneUp() {
        assertThat(certificates.challenge("s-up", ACTION)).isNotEqualTo(certificates.challenge("s-up", ACTION));
        TestCard card = Cards.MOICA.card("王小明", "6789");
        String good = base64(card.sign(bytes(certificates.challenge("s-up", ACTION)), true));
        assertThat(code(certificates.verify("s-up", ACTION, "bm90aGluZw=="))).isEqualTo("unreadable");
        assertThat(code(certificates.verify("s-up", ACTION, good))).isEqualTo("stale");
        certificates.challenge("s-up", ACTION);
        assertThat(code(certificates.verify("s-up", ACTION, "A".repeat(70_000))))
                .isEqualTo("unreadable");
    }

    @Test
    void aCertificateHoldsFromItsFirstDayToItsLast() {
        Instant now = clock.instant();
        assertThat(code(present(
                        "s-days",
                        Cards.MOICA.card("過期", "1234", now.minus(Duration.ofDays(30)), Duration.ofDays(29)),
                        true)))
                .isEqualTo("expired");
        assertThat(code(present(
                        "s-days",
                        Cards.MOICA.card("未生效", "1234", now.plus(Duration.ofDays(1)), Duration.ofDays(30)),
                        true)))
                .isEqualTo("notYetValid");
        TestCard short1 = Cards.MOICA.card("將屆", "1234", now.minus(Duration.ofDays(1)), Duration.ofDays(2));
        assertThat(present("s-days", short1, true)).isInstanceOf(CertificateAnswer.Proven.class);
        clock.advance(Duration.ofDays(2)); // by the house's clock, not the machine's
        assertThat(code(present("s-days", short1, true))).isEqualTo("expired");
    }

    @Test
    void theAuthorityIsAskedAndItsListWhereItDoesNotAnswer() {
        TestCard good = Cards.MOICA.card("王小明", "6789");
        TestCard revoked = Cards.MOICA.card("廢止", "6789");
        Cards.MOICA.revoke(revoked);
        assertThat(code(present("s-status", revoked, true))).isEqualTo("revoked");

        Cards.DOOR.answering(false, true);
        clock.advance(Duration.ofMinutes(2));
        CertificateAnswer.Proven byList = proven(present("s-status", good, true));
        CardEvidence.Piece piece = evidence.find(byList.evidence()).orElseThrow();
        assertThat(piece.source()).isEqualTo("CRL");
        assertThat(piece.status()).as("of a list its digest, not all of it").hasSize(32);
        assertThat(code(present("s-status", revoked, true))).isEqualTo("revoked");

        Cards.DOOR.answering(false, false);
        clock.advance(Duration.ofMinutes(2));
        assertThat(code(present("s-status", good, true))).isEqualTo("statusUnknown");
        // The list can be had again, and is not asked for again at once.
        Cards.DOOR.answering(false, true);
        assertThat(code(present("s-status", good, true))).isEqualTo("statusUnknown");
        clock.advance(Duration.ofMinutes(2));
        assertThat(present("s-status", good, true)).isInstanceOf(CertificateAnswer.Proven.class);
    }

    @Test
    void aTestAuthorityIsTrustedWhereThatIsSaidOnly(@TempDir Path directory) throws IOException {
        CardSettings told = settings(directory, "", "", "內政部憑證管理中心");
        CardSettings real = new CardSettings(told.anchors(), "", "", told.authority(), false, told.patience());
        assertThatThrownBy(() -> new CardAuthority(real))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("test authority");
    }

    @Test
    void whomTheAuthorityDoesNotKnowNoListSaves() {
        TestCard unknown = Cards.MOICA.card("查無", "6789");
        Cards.MOICA.disown(unknown);
        assertThat(code(present("s-unknown", unknown, true))).isEqualTo("statusUnknown");
    }

    @Test
    void anAnswerThatAnotherAuthorityGivesIsNone(@TempDir Path directory) throws IOException {
        TestMoica impostor = TestMoica.founded(clock::instant);
        try (TestMoicaDoor door = TestMoicaDoor.open(impostor)) {
            CertificateDesk misled = check(settings(directory, door.ocspUrl(), door.crlUrl(), "內政部憑證管理中心"));
            String challenge = misled.challenge("s-misled", ACTION);
            byte[] signed = Cards.MOICA.card("王小明", "6789").sign(bytes(challenge), true);
            assertThat(code(misled.verify("s-misled", ACTION, base64(signed)))).isEqualTo("statusUnknown");
        }
    }

    @Test
    void anAnswerThatNoLongerHoldsIsNone(@TempDir Path directory) throws IOException {
        Path files = directory.resolve("moica");
        TestMoica asOfThen = TestMoica.in(files, () -> clock.instant().minus(Duration.ofDays(2)));
        TestMoica asOfNow = TestMoica.in(files, clock::instant);
        TestCard card = asOfThen.card("王小明", "6789");
        Path anchors = Files.writeString(directory.resolve("then.pem"), asOfThen.anchorsAsPem());
        for (TestMoica answering : List.of(asOfThen, asOfNow)) {
            try (TestMoicaDoor door = TestMoicaDoor.open(answering)) {
                CertificateDesk asking = check(new CardSettings(
                        anchors.toString(), door.ocspUrl(), door.crlUrl(), "內政部憑證管理中心", true, Duration.ofSeconds(5)));
                byte[] signed = card.sign(bytes(asking.challenge("s-then", ACTION)), true);
                CertificateAnswer answer = asking.verify("s-then", ACTION, base64(signed));
                if (answering == asOfNow) {
                    assertThat(answer).isInstanceOf(CertificateAnswer.Proven.class);
                } else {
                    assertThat(code(answer)).isEqualTo("statusUnknown");
                }
            }
        }
    }

    @Test
    void anAuthorityThatBeginsItsAnswerAndNeverEndsItIsNotWaitedFor(@TempDir Path directory) throws Exception {
        Path anchors = Files.writeString(directory.resolve("anchors.pem"), Cards.MOICA.anchorsAsPem());
        CountDownLatch end = new CountDownLatch(1);
        HttpServer slow = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        slow.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        slow.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().flush();
            try {
                boolean _ = end.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        slow.start();
        try {
            String url = "http://localhost:" + slow.getAddress().getPort() + "/";
            CertificateDesk asking =
                    check(new CardSettings(anchors.toString(), url, url, "內政部憑證管理中心", true, Duration.ofMillis(500)));
            byte[] signed = Cards.MOICA.card("王小明", "6789").sign(bytes(asking.challenge("s-slow", ACTION)), true);
            CompletableFuture<CertificateAnswer> answer =
                    CompletableFuture.supplyAsync(() -> asking.verify("s-slow", ACTION, base64(signed)));
            assertThat(code(answer.get(20, TimeUnit.SECONDS))).isEqualTo("statusUnknown");
        } finally {
            end.countDown();
            slow.stop(0);
        }
    }

    @Test
    void anAuthorityThatOnlyBearsTheNameIsNotTrusted() {
        TestMoica impostor = TestMoica.founded(clock::instant);
        assertThat(code(present("s-name", impostor.card("王小明", "6789"), true))).isEqualTo("foreign");
    }

    @Test
    void aSiblingAuthorityAndACertificateForEncryptionAndOneOfNobodyAreNotTaken(@TempDir Path directory)
            throws IOException {
        assertThat(code(present("s-kind", Cards.MOICA.encryptionCard("王小明", "6789"), true)))
                .isEqualTo("notForSigning");
        assertThat(code(present("s-kind", Cards.MOICA.card("王小明", ""), true))).isEqualTo("nobody");
        CertificateDesk sibling = check(settings(directory, Cards.DOOR.ocspUrl(), Cards.DOOR.crlUrl(), "政府憑證管理中心"));
        byte[] signed = Cards.MOICA.card("王小明", "6789").sign(bytes(sibling.challenge("s-kind", ACTION)), true);
        assertThat(code(sibling.verify("s-kind", ACTION, base64(signed)))).isEqualTo("otherAuthority");
    }

    @Test
    void whereNoAuthorityIsNamedNoCardIsTaken() {
        CertificateDesk closed = check(new CardSettings(
                "", Cards.DOOR.ocspUrl(), Cards.DOOR.crlUrl(), "內政部憑證管理中心", true, Duration.ofSeconds(5)));
        assertThat(closed.isOffered()).isFalse();
        byte[] signed = Cards.MOICA.card("王小明", "6789").sign(bytes(closed.challenge("s-closed", ACTION)), true);
        assertThat(code(closed.verify("s-closed", ACTION, base64(signed)))).isEqualTo("foreign");
    }

    private CertificateDesk check(CardSettings settings) {
        CardWire wire = new CardWire(settings);
        return new CardCheck(
                settings,
                challenges,
                new CardAuthority(settings),
                new CardStatus(settings, wire, new RevokedCards(settings, wire), new Outside(clock)),
                evidence,
                clock);
    }

    private static CardSettings settings(Path directory, String ocsp, String crl, String authority) throws IOException {
        Path anchors = Files.writeString(directory.resolve("anchors.pem"), Cards.MOICA.anchorsAsPem());
        return new CardSettings(anchors.toString(), ocsp, crl, authority, true, Duration.ofSeconds(5));
    }

    private CertificateAnswer present(String session, TestCard card, boolean enclosed) {
        String challenge = certificates.challenge(session, ACTION);
        return certificates.verify(session, ACTION, base64(card.sign(bytes(challenge), enclosed)));
    }

    private TestCard rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        return Cards.MOICA.card(
                "王小明", "6789", clock.instant().minusSeconds(60), Duration.ofDays(30), KeyUsage.digitalSignature, pair);
    }

    private static CertificateAnswer.Proven proven(CertificateAnswer answer) {
        assertThat(answer).isInstanceOf(CertificateAnswer.Proven.class);
        return (CertificateAnswer.Proven) answer;
    }

    /** The last word of the code; it has a sentence in both languages. */
    private String code(CertificateAnswer answer) {
        assertThat(answer).isInstanceOf(CertificateAnswer.Refused.class);
        String code = ((CertificateAnswer.Refused) answer).why().code();
        String chinese = Objects.requireNonNull(messages.getMessage(code, null, Locale.TAIWAN));
        assertThat(messages.getMessage(code, null, Locale.ENGLISH)).isNotEqualTo(chinese);
        return code.substring(code.lastIndexOf('.') + 1);
    }

    private static byte[] replace(byte[] in, byte[] what, byte[] by) {
        byte[] out = in.clone();
        for (int i = 0; i + what.length <= out.length; i++) {
            if (java.util.Arrays.equals(out, i, i + what.length, what, 0, what.length)) {
                System.arraycopy(by, 0, out, i, by.length);
            }
        }
        return out;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
