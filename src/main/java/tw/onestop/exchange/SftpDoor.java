package tw.onestop.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.trust.TrustDesk;

/**
 * SFTP 伺服器: the folders of agencies, each shut up in its own. Who comes in proves a registered key; there are no passwords, no shell,
 * no commands and no forwarding.
 */
@Component
@NotInTraining
class SftpDoor implements SmartLifecycle {

    /** By which registered key a session came in. */
    static final AttributeRepository.AttributeKey<String> KEY = new AttributeRepository.AttributeKey<>();

    private static final AttributeRepository.AttributeKey<Boolean> TURNED_AWAY =
            new AttributeRepository.AttributeKey<>();
    private static final Logger LOG = LoggerFactory.getLogger(SftpDoor.class);
    private static final int SESSIONS_EACH = 4;
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final SftpSettings settings;
    private final Keys keys;
    private final BundleFolder folder;
    private final SftpJail jail;
    private final TrustDesk trust;
    private volatile @Nullable SshServer server;
    private volatile String hostKey = "";

    SftpDoor(SftpSettings settings, Keys keys, BundleFolder folder, SftpJail jail, TrustDesk trust) {
        this.settings = settings;
        this.keys = keys;
        this.folder = folder;
        this.jail = jail;
        this.trust = trust;
    }

    /** 金鑰簿, read in transactions of its own; and who was turned away is counted. */
    @Component("sftpKeys")
    record Keys(BundleKeys book, TransactionTemplate transaction, Clock clock, Counters counters) {}

    /** Host and port as agencies reach it; {@code ""} where there is none. */
    String address() {
        SshServer running = server;
        return running == null ? "" : settings.host() + ":" + running.getPort();
    }

    /** {@code SHA256:…}; {@code ""} where there is none. */
    String hostKey() {
        return hostKey;
    }

    @Override
    public void start() {
        if (!settings.on()) {
            return;
        }
        SshServer fresh = SshServer.setUpDefaultServer();
        if (!settings.bind().isEmpty()) {
            fresh.setHost(settings.bind());
        }
        fresh.setPort(settings.port());
        KeyPair pair = pair();
        fresh.setKeyPairProvider(KeyPairProvider.wrap(pair));
        fresh.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        fresh.setPublickeyAuthenticator(this::mayEnter);
        fresh.setIoServiceEventListener(new Crowd());
        fresh.setPasswordAuthenticator(null);
        fresh.setKeyboardInteractiveAuthenticator(null);
        fresh.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        fresh.setShellFactory(null);
        fresh.setCommandFactory(null);
        fresh.setFileSystemFactory(new Homes());
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(fresh, SESSIONS_EACH);
        CoreModuleProperties.IDLE_TIMEOUT.set(fresh, SILENCE);
        SftpSubsystemFactory sftp =
                new SftpSubsystemFactory.Builder().withFileSystemAccessor(jail).build();
        sftp.addSftpEventListener(jail);
        fresh.setSubsystemFactories(List.of(sftp));
        try {
            fresh.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the SFTP door cannot be opened at port " + settings.port(), e);
        }
        server = fresh;
        hostKey = KeyUtils.getFingerPrint(pair.getPublic());
        LOG.info("files are exchanged by SFTP at port {}", fresh.getPort());
    }

    @Override
    public void stop() {
        SshServer running = server;
        server = null;
        if (running != null) {
            try {
                running.stop(true);
            } catch (IOException e) {
                LOG.debug("the SFTP door was closed already: {}", e.getClass().getSimpleName());
            }
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /** Whose folder a name opens; empty when it can be nobody's. */
    static Optional<AgencyCode> agency(@Nullable String user) {
        try {
            return Optional.of(new AgencyCode(String.valueOf(user).toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private boolean mayEnter(String name, PublicKey key, ServerSession session) {
        Optional<AgencyCode> agency = agency(name);
        String fingerprint = KeyUtils.getFingerPrint(key);
        if (agency.isPresent() && keys.book().holder(fingerprint).equals(agency)) {
            session.setAttribute(KEY, fingerprint);
            return true;
        }
        keys.counters().turnedAway("unknownKey");
        // Anybody can offer any number of keys under any name: the trail has one row of a connection, and only where
        // there is a door.
        agency.filter(one -> !keys.book().sshKeys(one).isEmpty())
                .filter(_ -> session.setAttribute(TURNED_AWAY, true) == null)
                .ifPresent(jail::turnedAway);
        return false;
    }

    private KeyPair pair() {
        BundleKeys.Stored stored = Objects.requireNonNull(keys.transaction()
                .execute(_ -> keys.book().host(this::made, keys.clock().instant())));
        try {
            KeyFactory ec = KeyFactory.getInstance("EC");
            return new KeyPair(
                    ec.generatePublic(new X509EncodedKeySpec(stored.publicPart())),
                    ec.generatePrivate(new PKCS8EncodedKeySpec(trust.open(stored.secretSealed()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of the SFTP door is damaged", e);
        }
    }

    private BundleKeys.Stored made() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new BundleKeys.Stored(
                    trust.seal(pair.getPrivate().getEncoded()), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key for the SFTP door can be made", e);
        }
    }

    /** 連線數: whoever comes from one address does not take all places. */
    private final class Crowd implements IoServiceEventListener {

        @Override
        public void connectionAccepted(
                IoAcceptor acceptor, SocketAddress local, SocketAddress remote, SocketAddress service)
                throws IOException {
            long there = acceptor.getManagedSessions().values().stream()
                    .filter(one -> host(one.getRemoteAddress()).equals(host(remote)))
                    .count();
            if (there >= settings.connections()) {
                keys.counters().turnedAway("tooManyConnections");
                throw new IOException("too many connections from one address");
            }
        }

        private static String host(SocketAddress address) {
            return address instanceof InetSocketAddress internet ? internet.getHostString() : "";
        }
    }

    /** 各機關之根目錄. */
    private final class Homes extends VirtualFileSystemFactory {

        @Override
        public Path getUserHomeDir(SessionContext session) throws IOException {
            return agency(session.getUsername())
                    .map(folder::of)
                    .orElseThrow(() -> new IOException("no folder of this name"));
        }
    }
}
