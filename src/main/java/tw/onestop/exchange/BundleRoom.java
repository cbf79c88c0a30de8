package tw.onestop.exchange;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sha256;
import tw.onestop.kernel.Text;
import tw.onestop.trust.EnvelopeDesk;

/** 檔案交換, as the officers of an agency settle it. */
@Component
class BundleRoom implements BundleDesk {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final int SHOWN = 20;
    private static final int LONGEST_NAME = 40;
    private static final int MOST_KEYS = 10;
    private static final int SMALLEST_RSA = 3072;
    private static final Pattern HOUR = Pattern.compile("[01]?\\d|2[0-3]");

    private final Bundles bundles;
    private final BundleKeys keys;
    private final Optional<SftpDoor> sftp;
    private final EnvelopeDesk envelopes;
    private final Trail trail;

    BundleRoom(Bundles bundles, BundleKeys keys, Optional<SftpDoor> sftp, EnvelopeDesk envelopes, Trail trail) {
        this.bundles = bundles;
        this.keys = keys;
        this.sftp = sftp;
        this.envelopes = envelopes;
        this.trail = trail;
    }

    /** 稽核, and the clock by which it is kept. */
    @Component("bundleTrail")
    record Trail(AuditDesk audit, Clock clock) {

        void record(Actor officer, String action, String object, List<Refusal> wrong) {
            audit.record(
                    wrong.isEmpty()
                            ? Act.done(officer, action, object, null)
                            : Act.refused(
                                    officer, action, object, wrong.getFirst().code()));
        }
    }

    @Override
    @Transactional
    public Room room(AgencyCode agency, Actor officer) {
        trail.record(officer, "exchange.bundle.room", agency.value(), List.of());
        Bundles.Setting setting = bundles.setting(agency)
                .orElse(new Bundles.Setting(new Rhythm(Every.HOURLY, 6), BundleFormat.JSON, null, 0));
        Instant now = trail.clock().instant();
        return new Room(
                agency.value().toLowerCase(Locale.ROOT),
                sftp.map(SftpDoor::address).orElse(""),
                sftp.map(SftpDoor::hostKey).orElse(""),
                setting.rhythm(),
                setting.format(),
                setting.nextAt(),
                keys.certificate(agency, true).map(one -> shown(one, now)),
                keys.certificate(agency, false).map(one -> shown(one, now)),
                keys.sshKeys(agency),
                bundles.recent(agency, SHOWN).stream()
                        .map(one -> new File(one.name(), one.notices(), one.madeAt(), one.collectedAt()))
                        .toList(),
                bundles.recentlyTaken(agency, SHOWN));
    }

    private static Certificate shown(X509Certificate certificate, Instant now) {
        Instant until = certificate.getNotAfter().toInstant();
        return new Certificate(
                certificate.getSubjectX500Principal().getName(),
                HexFormat.ofDelimiter(":").withUpperCase().formatHex(Sha256.of(BundleKeys.encoded(certificate))),
                until.atZone(TAIPEI).toLocalDate(),
                until.isBefore(now));
    }

    @Override
    @Transactional
    public List<Refusal> choose(AgencyCode agency, Chosen chosen, Actor officer) {
        Optional<Every> every = named(Every.values(), chosen.every());
        Optional<BundleFormat> format = named(BundleFormat.values(), chosen.format());
        String hour = Text.halfWidth(chosen.hour()).strip();
        List<Refusal> wrong = List.of();
        if (!HOUR.matcher(hour).matches()) {
            wrong = List.of(Refusal.of("hour", "bureau.files.hour.wrong"));
        } else if (every.isEmpty() || format.isEmpty()) {
            wrong = List.of(Refusal.of("every", "bureau.files.rhythm.missing"));
        } else {
            choose(agency, new Rhythm(every.get(), Integer.parseInt(hour)), format.get());
        }
        trail.record(officer, "exchange.bundle.choose", agency.value(), wrong);
        return wrong;
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, String name) {
        return Stream.of(all).filter(one -> one.name().equals(name)).findFirst();
    }

    private void choose(AgencyCode agency, Rhythm rhythm, BundleFormat format) {
        Bundles.Setting before = bundles.locked(agency);
        Instant next = before.rhythm().equals(rhythm)
                ? before.nextAt()
                : BundleMaking.next(rhythm, trail.clock().instant());
        bundles.choose(agency, rhythm, format, next);
    }

    @Override
    @Transactional
    public void makeNow(AgencyCode agency, Actor officer) {
        Bundles.Setting setting = bundles.locked(agency);
        bundles.choose(agency, setting.rhythm(), setting.format(), null);
        trail.record(officer, "exchange.bundle.now", agency.value(), List.of());
    }

    @Override
    @Transactional
    public List<Refusal> certificate(AgencyCode agency, boolean forEncryption, byte[] typed, Actor officer) {
        String field = forEncryption ? "encryption" : "signing";
        Optional<X509Certificate> read = envelopes.certificate(typed);
        Instant now = trail.clock().instant();
        List<Refusal> wrong = List.of();
        if (read.isEmpty()) {
            wrong = List.of(Refusal.of(field, "bureau.files.certificate.unreadable"));
        } else if (read.get().getNotAfter().toInstant().isBefore(now)) {
            wrong = List.of(Refusal.of(field, "bureau.files.certificate.over"));
        } else if (!envelopes.suits(read.get(), forEncryption)) {
            wrong = List.of(
                    Refusal.of(field, "bureau.files.certificate." + (forEncryption ? "noEncryption" : "noSignature")));
        } else {
            keys.certificate(agency, forEncryption, BundleKeys.encoded(read.get()), now, officer.id());
        }
        trail.record(officer, "exchange.bundle.certificate", agency.value(), wrong);
        return wrong;
    }

    @Override
    @Transactional
    public List<Refusal> addSshKey(AgencyCode agency, String name, String line, Actor officer) {
        Optional<PublicKey> key = sshKey(line);
        List<Refusal> wrong = List.of();
        if (line.contains("PRIVATE KEY")) { // before all else: it is not to be shown again beside another fault
            wrong = List.of(Refusal.of("sshKey", SECRET));
        } else if (name.isBlank() || Text.length(name) > LONGEST_NAME) {
            wrong = List.of(Refusal.of("keyName", "bureau.files.key.name", Integer.toString(LONGEST_NAME)));
        } else if (key.isEmpty()) {
            wrong = List.of(Refusal.of("sshKey", "bureau.files.key.unreadable"));
        } else if (key.get() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < SMALLEST_RSA) {
            wrong = List.of(Refusal.of("sshKey", "bureau.files.key.weak"));
        } else if (keys.sshKeys(agency).size() >= MOST_KEYS) {
            wrong = List.of(Refusal.of("sshKey", "bureau.files.key.tooMany", Integer.toString(MOST_KEYS)));
        } else {
            SshKey fresh = new SshKey(
                    KeyUtils.getFingerPrint(key.get()),
                    name.strip(),
                    trail.clock().instant());
            if (!keys.sshKey(agency, fresh, line.strip(), officer.id())) {
                wrong = List.of(Refusal.of("sshKey", "bureau.files.key.taken"));
            }
        }
        trail.record(officer, "exchange.sftp.key.add", agency.value(), wrong);
        return wrong;
    }

    /** Ed25519, ECDSA and RSA as OpenSSH writes them; DSA and whatever else are none. */
    private static Optional<PublicKey> sshKey(String line) {
        try {
            String tidy = line.strip();
            if (!tidy.matches("(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/=]+( [^\\r\\n]*)?")) {
                return Optional.empty();
            }
            AuthorizedKeyEntry entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(tidy);
            return Optional.ofNullable(entry).map(one -> {
                try {
                    return one.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
                } catch (IOException | GeneralSecurityException none) {
                    return null;
                }
            });
        } catch (RuntimeException none) { // whatever a line that somebody types comes to
            return Optional.empty();
        }
    }

    @Override
    @Transactional
    public boolean removeSshKey(AgencyCode agency, String fingerprint, Actor officer) {
        boolean gone = keys.removeSshKey(agency, fingerprint);
        trail.record(
                officer,
                "exchange.sftp.key.remove",
                fingerprint,
                gone ? List.of() : List.of(Refusal.of("", "unknown")));
        return gone;
    }

    @Override
    @Transactional
    public String ownCertificate(Actor officer) {
        trail.record(officer, "exchange.bundle.own", "register", List.of());
        return envelopes.pem(keys.own(envelopes, trail.clock().instant()).certificate());
    }
}
