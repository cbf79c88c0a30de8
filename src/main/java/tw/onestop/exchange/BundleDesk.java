package tw.onestop.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 檔案交換: what an agency's officers settle about its file door: when files are made, in which form, and by which keys. */
public interface BundleDesk {

    /** Somebody gave a private key away. */
    String SECRET = "bureau.files.key.secret";

    /** 頻率. */
    enum Every {
        HOURLY,
        DAILY
    }

    /**
     * 製檔頻率.
     *
     * @param hour of the day in Taipei, for daily files
     */
    record Rhythm(Every every, int hour) {

        public Rhythm {
            if (hour < 0 || hour > 23) {
                throw new IllegalArgumentException("no hour of a day: " + hour);
            }
        }
    }

    /** The agency's side of the door, for its officers' page. */
    Room room(AgencyCode agency, Actor officer);

    /** Another rhythm or form, from the next file on; as typed: what is no hour and what was not chosen is refused. */
    List<Refusal> choose(AgencyCode agency, Chosen chosen, Actor officer);

    /** 製檔設定 as typed: names of {@link Every} and {@link BundleFormat}, and an hour. */
    record Chosen(String every, String hour, String format) {}

    /** 立即製檔: the next file is made now, whatever its hour; nothing is made of nothing. */
    void makeNow(AgencyCode agency, Actor officer);

    /** 登錄憑證, PEM or DER: to which files are encrypted, or by which the agency signs its answers. */
    List<Refusal> certificate(AgencyCode agency, boolean forEncryption, byte[] typed, Actor officer);

    /**
     * 登錄 SSH 公鑰, a line as OpenSSH writes it.
     *
     * @param name by which officers know it
     * @param line a private key is refused as {@link #SECRET}, and is not to be shown again
     */
    List<Refusal> addSshKey(AgencyCode agency, String name, String line, Actor officer);

    /** False where the agency has no such key. */
    boolean removeSshKey(AgencyCode agency, String fingerprint, Actor officer);

    /** 所寄憑證, PEM: what agencies encrypt their answers to. */
    String ownCertificate(Actor officer);

    /**
     * 檔案交換室.
     *
     * @param user by whose name its SFTP client signs in
     * @param address host and port, {@code ""} where SFTP is off
     * @param hostKey fingerprint by which the server is known, {@code ""} where SFTP is off
     */
    record Room(
            String user,
            String address,
            String hostKey,
            Rhythm rhythm,
            BundleFormat format,
            @Nullable Instant nextAt,
            Optional<Certificate> encryption,
            Optional<Certificate> signing,
            List<SshKey> sshKeys,
            List<File> files,
            List<Taken> taken) {

        public Room {
            sshKeys = List.copyOf(sshKeys);
            files = List.copyOf(files);
            taken = List.copyOf(taken);
        }

        /** Whether files can be made and fetched at all. */
        public boolean ready() {
            return !address.isEmpty() && encryption.isPresent() && !sshKeys.isEmpty();
        }
    }

    /**
     * 已登錄之憑證.
     *
     * @param fingerprint SHA-256
     */
    record Certificate(String name, String fingerprint, LocalDate until, boolean over) {}

    /**
     * SSH 公鑰.
     *
     * @param fingerprint as OpenSSH writes it, {@code SHA256:…}
     */
    record SshKey(String fingerprint, String name, Instant at) {}

    /** 待領檔案. */
    record File(
            String name,
            int notices,
            Instant madeAt,
            @Nullable Instant collectedAt) {}

    /** 已收檔案. */
    record Taken(String name, Instant at, int lines, int taken) {

        public int wrong() {
            return lines - taken;
        }
    }
}
