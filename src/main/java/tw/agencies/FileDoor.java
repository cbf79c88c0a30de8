package tw.agencies;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * 檔案收送: fetches the files that lie for this agency, and brings its replies as files. A reply is given when the file that comes back
 * says so; after a crash the same lines are brought again and change nothing.
 */
final class FileDoor {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_LINES = 1_000;

    private final Agency agency;
    private final Casebook casebook;
    private final Product product;
    private final Configuration.Files files;
    private final Clock clock;
    private final Map<String, Map<Integer, Given>> underWay = new HashMap<>();
    private final Set<String> results = new HashSet<>();

    FileDoor(Agency agency, Casebook casebook, Product product, Configuration.Files files, Clock clock) {
        this.agency = agency;
        this.casebook = casebook;
        this.product = product;
        this.files = files;
        this.clock = clock;
    }

    /** A reply on its way, by its line. */
    private record Given(String id, Reply reply) {}

    /** Runs until interrupted. */
    void run() throws InterruptedException {
        try (SshClient client = SshClient.setUpDefaultClient()) {
            // A real agency pins the fingerprint that its officers' page shows.
            client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
            client.start();
            while (true) {
                agency.awaitOpen();
                try (ClientSession session = session(client);
                        SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
                    look(sftp);
                } catch (IOException | MediaFaulty | Notice.Malformed | GeneralSecurityException trouble) {
                    agency.log().line("files-failed", trouble.getClass().getSimpleName(), trouble.getMessage());
                }
                Thread.sleep(INTERVAL);
            }
        } catch (IOException closing) {
            agency.log().line("files-ended", closing.getMessage());
        }
    }

    private ClientSession session(SshClient client) throws IOException, GeneralSecurityException {
        ClientSession session = client.connect(files.user(), files.host(), files.port())
                .verify(PATIENCE)
                .getSession();
        session.addPublicKeyIdentity(MediaKeyFiles.ssh(files.directory()));
        session.auth().verify(PATIENCE);
        return session;
    }

    private void look(SftpClient sftp)
            throws IOException, MediaFaulty, Notice.Malformed, GeneralSecurityException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (SftpClient.DirEntry entry : sftp.readDir("/out")) {
            if (entry.getFilename().endsWith(".p7m")) {
                names.add(entry.getFilename());
            }
        }
        names.sort(null);
        for (String name : names) {
            if (name.startsWith("notices-") && number(name).compareTo(casebook.position()) > 0) {
                take(name, MediaEnvelope.open(read(sftp, name), keys()));
            } else if (name.startsWith("results-") && !results.contains(name)) {
                told(MediaEnvelope.open(read(sftp, name), keys()));
                // Only now: what failed on the way is looked at again.
                results.add(name);
            }
        }
        reply(sftp);
    }

    private MediaKeys keys() throws IOException, GeneralSecurityException, InterruptedException {
        return MediaKeyFiles.read(
                files.directory(),
                MediaKeyFiles.certificates(product.sealCertificates()),
                MediaKeyFiles.certificates(files.directory().resolve("register.pem"))
                        .getFirst());
    }

    /** The twelve digits in the middle. */
    private static String number(String name) {
        return name.substring(name.indexOf('-') + 1, name.lastIndexOf('.'));
    }

    private static byte[] read(SftpClient sftp, String name) throws IOException {
        try (InputStream in = sftp.read("/out/" + name)) {
            return in.readAllBytes();
        }
    }

    private void take(String name, byte[] zip) throws IOException, Notice.Malformed {
        List<Casebook.Entry> entries = new ArrayList<>();
        for (String line : lines(entry(zip, "notices.jsonl"))) {
            Notice notice = agency.unsealed(Notice.parse(line.getBytes(StandardCharsets.UTF_8)));
            if (!notice.recipient().equals(agency.code())) {
                throw new Notice.Malformed("a notice for " + notice.recipient());
            }
            if (agency.dials().strikes(Dial.SWALLOW)) {
                agency.log().line("swallowed", notice.id());
            } else {
                entries.add(agency.enter(notice, ""));
            }
        }
        for (Casebook.Entry entry : entries) {
            entry.await();
            agency.taken(entry);
        }
        casebook.pulled(number(name));
        agency.log().line("file-taken", name, entries.size());
    }

    /** Brings what is due, one reply of each case. */
    private void reply(SftpClient sftp) throws IOException, GeneralSecurityException, InterruptedException {
        if (!underWay.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<Integer, Given> due = new HashMap<>();
        StringBuilder lines = new StringBuilder();
        for (Case open : casebook.open()) {
            Optional<Reply> next =
                    casebook.next(open.id()).filter(reply -> !reply.due().isAfter(now));
            if (next.isPresent() && due.size() < MOST_LINES) {
                ObjectNode line = Json.object().put("id", open.id());
                line.setAll((ObjectNode) Json.MAPPER.valueToTree(next.get().body()));
                lines.append(line).append('\n');
                due.put(due.size() + 1, new Given(open.id(), next.get()));
            }
        }
        if (due.isEmpty()) {
            return;
        }
        String name = "replies-" + now.toEpochMilli() + ".p7m";
        byte[] file = MediaEnvelope.close(zip(lines.toString().getBytes(StandardCharsets.UTF_8)), keys());
        try (OutputStream out = sftp.write("/in/" + name + ".part")) {
            out.write(file);
        }
        sftp.rename("/in/" + name + ".part", "/in/" + name);
        underWay.put(name, due);
        agency.log().line("file-brought", name, due.size());
    }

    /** What came of a file that was brought; one of an earlier run is none of ours. */
    private void told(byte[] zip) throws IOException {
        JsonNode manifest = Json.MAPPER.readTree(entry(zip, "manifest.json"));
        Map<Integer, Given> given = underWay.remove(Json.text(manifest, "about"));
        if (given == null) {
            return;
        }
        Map<Integer, String> wrong = new HashMap<>();
        for (String line : lines(entry(zip, "results.jsonl"))) {
            JsonNode one = Json.MAPPER.readTree(line);
            wrong.put(one.path("line").asInt(0), Json.text(one, "code"));
        }
        given.forEach((line, one) -> {
            String code = wrong.getOrDefault(line, wrong.getOrDefault(0, ""));
            casebook.told(
                    one.id(),
                    one.reply(),
                    new Product.Answer(code.isEmpty() ? 200 : 409, code, Duration.ZERO, Json.object()));
        });
    }

    private static List<String> lines(byte[] content) {
        return new String(content, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static byte[] entry(byte[] zipped, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new IOException("the file holds no " + name);
    }

    private static byte[] zip(byte[] replies) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("replies.jsonl"));
            zip.write(replies);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
