package tw.agencies;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The file {@code simulators.json}: where the product is, and which agencies this program plays.
 *
 * @param smsPort where the operator of text messages is played, null for nowhere
 */
record Configuration(
        URI baseUrl,
        Path ledgerDir,
        List<Settings> agencies,
        @Nullable Integer smsPort) {

    /** How an agency gets its notices: the product calls it, or it calls the product. */
    enum Door {
        WEBHOOK,
        PULL,
        FILE
    }

    /**
     * 檔案交換: where its folder is.
     *
     * @param directory with its keys: {@code ssh}, {@code signing} and {@code opening}, and {@code register.pem}
     */
    record Files(String host, int port, String user, Path directory) {}

    /**
     * One agency. {@code privateJwk} is the file with its client key, {@code endpointId} names its endpoint at the product,
     * {@code port} 0 means any free one.
     */
    record Settings(
            String code,
            String name,
            String clientId,
            Path privateJwk,
            String endpointId,
            int port,
            Door door,
            boolean autoReply,
            boolean encryption,
            long settleAfterMillis,
            @Nullable Files files) {

        Settings {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(clientId, "clientId");
            Objects.requireNonNull(privateJwk, "privateJwk");
            Objects.requireNonNull(endpointId, "endpointId");
            Objects.requireNonNull(door, "door");
            if (!code.matches("[A-Z][A-Z0-9-]{1,39}")) {
                throw new IllegalArgumentException("not an agency code: " + code);
            }
            if (port < 0 || port > 65_535 || settleAfterMillis < 0) {
                throw new IllegalArgumentException("port or settleAfterMillis out of range");
            }
        }

        Duration settleAfter() {
            return Duration.ofMillis(settleAfterMillis);
        }

        private Settings under(Path data) {
            return new Settings(
                    code,
                    name,
                    clientId,
                    data.resolve(privateJwk),
                    endpointId,
                    port,
                    door,
                    autoReply,
                    encryption,
                    settleAfterMillis,
                    files == null
                            ? null
                            : new Files(files.host, files.port, files.user, data.resolve(files.directory)));
        }
    }

    Configuration {
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(ledgerDir, "ledgerDir");
        agencies = List.copyOf(Objects.requireNonNull(agencies, "agencies"));
        if (agencies.stream().map(Settings::code).distinct().count() < agencies.size()) {
            throw new IllegalArgumentException("the same agency twice");
        }
    }

    /** Reads {@code <data>/agencies/simulators.json}; relative paths in it start at {@code <data>}. */
    static Configuration read(Path file) throws IOException {
        Path data = file.toAbsolutePath().resolve("../..").normalize();
        try {
            Configuration read = Json.MAPPER.readValue(java.nio.file.Files.readAllBytes(file), Configuration.class);
            return new Configuration(
                    read.baseUrl,
                    data.resolve(read.ledgerDir),
                    read.agencies.stream().map(agency -> agency.under(data)).toList(),
                    read.smsPort);
        } catch (JacksonException wrong) {
            throw new IOException("%s: %s".formatted(file, wrong.getOriginalMessage()), wrong);
        }
    }

    List<String> codes() {
        return agencies.stream().map(Settings::code).toList();
    }
}
