package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.exchange.WireWorld.eventually;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.UUID;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.agencies.Played;
import tw.onestop.ProductTest;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** The simulator that works by files, on the product itself: what it fetches it answers, by files as well. */
@ProductTest
class FilingSimulatorTests {

    @LocalServerPort
    int port;

    @Autowired
    WireWorld world;

    @Autowired
    RecordingHandler handler;

    @Autowired
    BundleDesk desk;

    @Autowired
    BundleFolder folder;

    @TempDir
    Path data;

    @Test
    void whatItFetchesItAnswersByAFile() throws Exception {
        AgencyCode agency = world.anAgency(Agency.Door.FILE);
        Actor officer = Actor.officer("o", agency);
        try (Played _ = playing(agency, "")) {
            registered(agency);
            UUID id = world.promise(agency, "a");
            handler.scripted.put(id, ReplyAnswer.TAKEN);

            eventually(Duration.ofSeconds(30), () -> handler.replied.contains(id));
            eventually(
                    Duration.ofSeconds(20),
                    () -> ledger(agency).contains("REPLIED") && ledger(agency).contains(id.toString()));
            assertThat(handler.deliveredIds()).contains(id);
            assertThat(desk.room(agency, officer).files()).anyMatch(one -> one.notices() == 1);
        }
    }

    @Test
    void aFileThatCouldNotBeBroughtIsBroughtLater() throws Exception {
        AgencyCode agency = world.anAgency(Agency.Door.FILE);
        Path in = folder.of(agency).resolve(BundleFolder.IN);
        for (int i = 0; i < 50; i++) {
            Files.createFile(in.resolve(i + ".part"));
        }
        try (Played _ = playing(agency, "")) {
            registered(agency);
            UUID id = world.promise(agency, "a");
            handler.scripted.put(id, ReplyAnswer.TAKEN);
            eventually(Duration.ofSeconds(20), () -> handler.deliveredIds().contains(id));
            eventually(Duration.ofSeconds(20), () -> refused(agency) > 0);
            assertThat(handler.replied).doesNotContain(id);
            for (int i = 0; i < 50; i++) {
                Files.delete(in.resolve(i + ".part"));
            }
            eventually(Duration.ofSeconds(20), () -> handler.replied.contains(id));
        }
    }

    @Test
    void whatItSwallowsItHasTakenAndNeverAnswers() throws Exception {
        AgencyCode agency = world.anAgency(Agency.Door.FILE);
        try (Played _ = playing(agency, "swallow")) {
            registered(agency);
            UUID id = world.promise(agency, "a");
            eventually(Duration.ofSeconds(20), () -> handler.deliveredIds().contains(id));
            Thread.sleep(3_000);
            assertThat(ledger(agency)).doesNotContain(id.toString());
        }
    }

    private static int refused(AgencyCode agency) {
        return TestDatabase.asOwner()
                .sql("""
                select count(*) from audit.trail
                where agency = ? and action = 'exchange.bundle.bring' and outcome = 'REFUSED'
                """)
                .param(agency.value())
                .query(Integer.class)
                .single();
    }

    private Played playing(AgencyCode agency, String dials) throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        Path agencies = Files.createDirectories(data.resolve("agencies"));
        Files.writeString(agencies.resolve("key.json"), key.toJSONString());
        URI address = URI.create(
                "sftp://" + desk.room(agency, Actor.officer("o", agency)).address());
        Path file = Files.writeString(agencies.resolve("simulators.json"), """
                {"baseUrl":"http://localhost:%d","ledgerDir":"agencies/ledgers","agencies":[
                 {"code":"%s","name":"測試警察機關","clientId":"c","privateJwk":"agencies/key.json","endpointId":"ep","port":0,
                  "door":"FILE","autoReply":false,"encryption":false,"settleAfterMillis":50,
                  "files":{"host":"%s","port":%d,"user":"%s","directory":"agencies/files"}}]}
                """.formatted(
                        port,
                        agency,
                        address.getHost(),
                        address.getPort(),
                        agency.value().toLowerCase(java.util.Locale.ROOT)));
        return Played.of(file, dials);
    }

    /** What its officer registers on the page. */
    private void registered(AgencyCode agency) throws Exception {
        Actor officer = Actor.officer("o", agency);
        Path keys = data.resolve("agencies/files");
        Files.writeString(keys.resolve("register.pem"), desk.ownCertificate(officer));
        assertThat(desk.certificate(agency, true, Files.readAllBytes(keys.resolve("opening.pem")), officer))
                .isEmpty();
        assertThat(desk.certificate(agency, false, Files.readAllBytes(keys.resolve("signing.pem")), officer))
                .isEmpty();
        var ssh = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(keys.resolve("ssh.pem"))));
        assertThat(desk.addSshKey(agency, "simulator", PublicKeyEntry.toString(ssh.getPublicKey()), officer))
                .isEmpty();
    }

    private String ledger(AgencyCode agency) {
        try {
            return Files.readString(data.resolve("agencies/ledgers/" + agency + ".jsonl"));
        } catch (java.io.IOException e) {
            return "";
        }
    }
}
