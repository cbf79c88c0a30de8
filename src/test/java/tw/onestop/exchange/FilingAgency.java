package tw.onestop.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import tw.agencies.MediaAgency;
import tw.onestop.kernel.AgencyCode;

/** Fixture: an agency that works by files, with an SFTP client of its own. */
final class FilingAgency implements AutoCloseable {

    final AgencyCode code;
    final MediaAgency keys;
    final KeyPair ssh = sshPair();

    private final SshClient client = SshClient.setUpDefaultClient();
    private final String address;

    FilingAgency(AgencyCode code, MediaAgency keys, String address) {
        this.code = code;
        this.keys = keys;
        this.address = address;
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
    }

    static KeyPair sshPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    URI address() {
        return URI.create("sftp://" + address);
    }

    String sshLine() {
        return PublicKeyEntry.toString(ssh.getPublic());
    }

    String fingerprint() {
        return KeyUtils.getFingerPrint(ssh.getPublic());
    }

    ClientSession session(String user, KeyPair... offered) throws IOException {
        URI server = address();
        ClientSession session = client.connect(user, server.getHost(), server.getPort())
                .verify(10, TimeUnit.SECONDS)
                .getSession();
        for (KeyPair key : offered) {
            session.addPublicKeyIdentity(key);
        }
        session.auth().verify(10, TimeUnit.SECONDS);
        return session;
    }

    /** Something done over SFTP. */
    interface Work<T> {
        T with(SftpClient sftp) throws IOException;
    }

    <T> T sftp(Work<T> work) {
        try (ClientSession session = session(code.value().toLowerCase(Locale.ROOT), ssh);
                SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            return work.with(sftp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> out() {
        return sftp(sftp -> {
            List<String> names = new ArrayList<>();
            for (SftpClient.DirEntry entry : sftp.readDir("/out")) {
                if (!entry.getFilename().startsWith(".")) {
                    names.add(entry.getFilename());
                }
            }
            names.sort(null);
            return names;
        });
    }

    byte[] read(String path) {
        return sftp(sftp -> {
            try (java.io.InputStream in = sftp.read(path)) {
                return in.readAllBytes();
            }
        });
    }

    void put(String path, byte[] content) {
        sftp(sftp -> {
            try (java.io.OutputStream out = sftp.write(path)) {
                out.write(content);
            }
            return true;
        });
    }

    /** What an envelope for this agency holds, by entry. */
    Opened opened(byte[] file) {
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(keys.open(file)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Opened(entries);
    }

    /** 開封之內容. */
    record Opened(Map<String, String> entries) {

        String text(String name) {
            return Objects.requireNonNull(entries.get(name), name);
        }
    }

    /** The newest file of this kind in the folder, fetched and opened. */
    Opened fetched(String kind) {
        String name = out().stream()
                .filter(one -> one.startsWith(kind) && one.endsWith(".p7m"))
                .toList()
                .getLast();
        return opened(read("/out/" + name));
    }

    void reply(String name, String... lines) {
        put("/in/" + name, sealed("replies.jsonl", String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    byte[] sealed(String entry, byte[] content) {
        return keys.close(zip(entry, content));
    }

    byte[] sealedFor(X509Certificate other, String entry, byte[] content) {
        return keys.closeFor(other, zip(entry, content));
    }

    static byte[] zip(String entry, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        client.stop();
    }
}
