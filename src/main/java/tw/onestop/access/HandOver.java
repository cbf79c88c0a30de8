package tw.onestop.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.OfficeCode;

/**
 * 移交: what the register's program says of a member to its training copy, under a key that the two share (HMAC-SHA-256). It
 * holds for one minute, once, and for that one copy; the register's program itself has no door that takes it.
 */
@Component
class HandOver {

    static final String DOOR = "/training/enter";

    private static final Duration HOLDS = Duration.ofMinutes(1);
    private static final int LONGEST = 4096;
    private static final String VOUCHED = "practised:";
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

    private final TrainingSettings settings;
    private final JsonMapper json;
    private final Clock clock;
    private final Instant since;
    private final Map<String, Instant> used = new ConcurrentHashMap<>();

    HandOver(TrainingSettings settings, JsonMapper json, Clock clock) {
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** What is said of a member, not who they are in the register; {@code audience} is the copy that may hear it. */
    private record Said(
            String id,
            String audience,
            Instant until,
            String username,
            String name,
            Set<Role> roles,
            @Nullable String office) {}

    String write(StaffMember member) {
        OfficeCode office = member.office();
        byte[] said = json.writeValueAsBytes(new Said(
                UUID.randomUUID().toString(),
                settings.url(),
                clock.instant().plus(HOLDS),
                member.username(),
                member.name(),
                member.roles(),
                office == null ? null : office.value()));
        return TO_TEXT.encodeToString(said) + "." + TO_TEXT.encodeToString(seal(said));
    }

    /** The member it speaks of, or empty when it does not hold here and now, or held already. */
    Optional<StaffMember> read(@Nullable String written) {
        String[] parts = written == null || written.length() > LONGEST ? new String[0] : written.split("\\.", -1);
        if (!settings.copy() || parts.length != 2) {
            return Optional.empty();
        }
        try {
            byte[] said = Base64.getUrlDecoder().decode(parts[0]);
            return MessageDigest.isEqual(seal(said), Base64.getUrlDecoder().decode(parts[1]))
                    ? holding(json.readValue(said, Said.class))
                    : Optional.empty();
        } catch (IllegalArgumentException | JacksonException torn) {
            return Optional.empty();
        }
    }

    private Optional<StaffMember> holding(Said said) {
        Instant now = clock.instant();
        used.values().removeIf(until -> until.isBefore(now));
        // Which passes were used before this program began nobody remembers: they do not hold.
        if (said.until().isBefore(now)
                || said.until().minus(HOLDS).isBefore(since)
                || !said.audience().equals(settings.url())
                || used.putIfAbsent(said.id(), said.until()) != null) {
            return Optional.empty();
        }
        return Optional.of(new StaffMember(
                        said.username(),
                        said.name(),
                        said.roles(),
                        said.office() == null ? null : new OfficeCode(said.office()),
                        null))
                .filter(TrainingDesk::isOpenTo);
    }

    /** The other way: what the copy says of practice. Its mark begins otherwise, so that neither is taken for the other. */
    String vouch(String statement) {
        byte[] said = (VOUCHED + statement).getBytes(UTF_8);
        return TO_TEXT.encodeToString(said) + "." + TO_TEXT.encodeToString(seal(said));
    }

    Optional<String> vouched(String typed) {
        String[] parts = typed.length() > LONGEST
                ? new String[0]
                : typed.replaceAll("\\s", "").split("\\.", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            byte[] said = Base64.getUrlDecoder().decode(parts[0]);
            String text = new String(said, UTF_8);
            return text.startsWith(VOUCHED)
                            && MessageDigest.isEqual(
                                    seal(said), Base64.getUrlDecoder().decode(parts[1]))
                    ? Optional.of(text.substring(VOUCHED.length()))
                    : Optional.empty();
        } catch (IllegalArgumentException torn) {
            return Optional.empty();
        }
    }

    private byte[] seal(byte[] said) {
        Path file = Path.of(settings.handOverKey());
        try {
            byte[] key =
                    Base64.getDecoder().decode(Files.readString(file, UTF_8).strip());
            if (key.length != 32) {
                throw new IllegalStateException("the hand-over key is not 32 bytes in base64: " + file);
            }
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
