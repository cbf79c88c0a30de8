package tw.onestop.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.springframework.context.ApplicationContext;
import tw.onestop.agency.Agency;
import tw.onestop.exchange.BundleDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.trust.EnvelopeDesk;

/** 示範之檔案交換: what the officer of an agency that works by files would register on the page: the simulator made the keys itself. */
final class Filing {

    private static final Actor DEMO = Actor.rule("demo");

    private Filing() {}

    private static List<Playing> byFile() {
        return Playing.ALL.stream()
                .filter(playing -> playing.door() == Agency.Door.FILE)
                .toList();
    }

    /** Where a simulator finds its folder and its keys. */
    static Map<String, Object> setting(Playing playing, ApplicationContext product) {
        BundleDesk.Room room = product.getBean(BundleDesk.class).room(playing.code(), DEMO);
        URI address = URI.create("sftp://" + room.address());
        Map<String, Object> files = new LinkedHashMap<>();
        files.put("host", address.getHost());
        files.put("port", address.getPort());
        files.put("user", room.user());
        files.put("directory", playing.filesDirectory());
        return files;
    }

    /** What is registered already stays. */
    static void register(Path data, ApplicationContext product) throws IOException {
        BundleDesk desk = product.getBean(BundleDesk.class);
        EnvelopeDesk envelopes = product.getBean(EnvelopeDesk.class);
        for (Playing playing : byFile()) {
            Path keys = data.resolve(playing.filesDirectory());
            Files.writeString(keys.resolve("register.pem"), desk.ownCertificate(DEMO));
            if (desk.room(playing.code(), DEMO).sshKeys().isEmpty()) {
                desk.certificate(playing.code(), true, Files.readAllBytes(keys.resolve("opening.pem")), DEMO);
                desk.certificate(playing.code(), false, Files.readAllBytes(keys.resolve("signing.pem")), DEMO);
                desk.addSshKey(playing.code(), "模擬器", PublicKeyEntry.toString(ssh(keys, envelopes)), DEMO);
            }
        }
    }

    private static PublicKey ssh(Path keys, EnvelopeDesk envelopes) throws IOException {
        return envelopes
                .certificate(Files.readAllBytes(keys.resolve("ssh.pem")))
                .orElseThrow(() -> new IOException("the simulator's keys cannot be read"))
                .getPublicKey();
    }
}
