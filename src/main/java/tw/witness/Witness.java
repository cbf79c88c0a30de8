package tw.witness;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 見證人: fetches the checkpoint, has it proven that it goes on from the one held, keeps it for good, and cosigns it. */
public final class Witness {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final String product;
    private final Path directory;
    private final WitnessKey key;
    private final Clock clock;
    private String accepted = "";
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /**
     * @param product address of the product
     * @param directory holds the witness's key, the log's key and the last checkpoint
     * @param name of a new witness; one that has a key keeps its name
     */
    public Witness(String product, Path directory, String name, Clock clock) throws IOException {
        this.product = product.replaceAll("/+$", "");
        this.directory = Files.createDirectories(directory);
        this.key = WitnessKey.in(directory, name);
        this.clock = clock;
    }

    /** Goes on with a log of this name, though rows that were held are lost; for whoever runs it to say. */
    public void accept(String origin) {
        accepted = origin;
    }

    /** What it does not sign, and why, in one sentence. */
    public static final class Refusal extends Exception {

        Refusal(String sentence) {
            super(sentence);
        }
    }

    /** The key by which others verify its cosignatures. */
    public VerifierKey verifierKey() {
        return key.publicHalf();
    }

    /** The last checkpoint it cosigned. */
    public Optional<Note> held() throws IOException {
        Path file = directory.resolve("checkpoint");
        return Files.exists(file) ? Optional.of(Note.parse(Files.readString(file))) : Optional.empty();
    }

    /** Believes this key of the log from now on; without it the first one it is told is believed for good. */
    public void trust(VerifierKey log) throws IOException {
        DurableFile.write(directory.resolve("log.key"), log.text() + "\n");
    }

    /**
     * Cosigns the present checkpoint. What it cosigned is on the disk before anybody is told.
     *
     * @throws Refusal when the log does not go on from what is held
     * @throws IOException when the product cannot be reached or this directory not be written
     */
    public Note look() throws Refusal, IOException {
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = alone(channel)) {
            Note note = parsed(get("/v1/audit/checkpoint"));
            Optional<Note> held = held();
            boolean renamed =
                    held.isPresent() && !note.origin().equals(held.get().origin());
            VerifierKey log = renamed ? logKey().named(note.origin()) : logKey();
            if (!note.signedBy(log)) {
                throw new Refusal("The checkpoint is not signed with the log's key.");
            }
            if (renamed) {
                forked(held.get(), note, log);
            } else if (held.isPresent()) {
                goesOn(held.get(), note);
            }
            Note cosigned = note.with(key.cosign(note, clock.instant()));
            DurableFile.write(directory.resolve("checkpoint"), cosigned.text());
            return cosigned;
        }
    }

    /**
     * A log under another name is believed when the log's own key says from where it forked, and it does go on from there; where rows
     * are lost that this witness has seen, only when whoever runs it agrees. What it held it keeps.
     */
    private void forked(Note held, Note note, VerifierKey log) throws Refusal, IOException {
        long common = held.size();
        String name = held.origin();
        byte[] root = held.root();
        String when = "";
        for (ForkStatement fork : statements(get("/v1/audit/forks"))) {
            if (fork.before().equals(name) && fork.signedBy(log.named(fork.origin()))) {
                name = fork.origin();
                when = fork.at();
                if (fork.common() < common) {
                    common = fork.common();
                    root = fork.root();
                }
            }
        }
        if (!name.equals(note.origin())) {
            throw new Refusal("This is another log: %s was held, %s is shown.".formatted(held.origin(), note.origin()));
        }
        long lost = held.size() - common;
        if (lost > 0 && !note.origin().equals(accepted)) {
            throw new Refusal(
                    "The log was restored from a backup: of the %d rows that were held the last %d, %d to %d, are lost, as its own statement of %s says. Whoever agrees to go on without them says so: --accept %s"
                            .formatted(held.size(), lost, common + 1, held.size(), when, note.origin()));
        }
        proven(common, root, note);
        DurableFile.write(directory.resolve("checkpoint-before-fork-" + held.size()), held.text());
        trust(log);
    }

    private static List<ForkStatement> statements(String text) throws Refusal {
        try {
            return ForkStatement.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(e.getMessage() + ".");
        }
    }

    private void goesOn(Note held, Note note) throws Refusal, IOException {
        if (note.size() < held.size()) {
            throw new Refusal("The log has shrunk: %d rows were held, %d are shown. Rows were taken away."
                    .formatted(held.size(), note.size()));
        }
        proven(held.size(), held.root(), note);
    }

    private void proven(long size, byte[] root, Note note) throws Refusal, IOException {
        List<byte[]> proof = size == 0 || size == note.size()
                ? List.of()
                : hashes(get("/v1/audit/consistency?first=%d&second=%d".formatted(size, note.size())));
        if (size > 0 && !HashTree.consistent(size, root, note.size(), note.root(), proof)) {
            throw new Refusal("The log does not go on from the %d rows that were held: its history was rewritten."
                    .formatted(size));
        }
    }

    private VerifierKey logKey() throws IOException, Refusal {
        Path file = directory.resolve("log.key");
        if (!Files.exists(file)) {
            String said = get("/v1/audit/key");
            try {
                trust(VerifierKey.newest(said));
            } catch (IllegalArgumentException nonsense) {
                throw new IOException("what /v1/audit/key says is no key: " + nonsense.getMessage(), nonsense);
            }
        }
        return VerifierKey.parse(Files.readString(file));
    }

    private static Note parsed(String text) throws Refusal {
        try {
            return Note.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(e.getMessage() + ".");
        }
    }

    private static List<byte[]> hashes(String answer) throws Refusal {
        try {
            List<byte[]> hashes = new ArrayList<>();
            for (JsonNode hash : JSON.readTree(answer).path("hashes")) {
                hashes.add(Base64.getDecoder().decode(hash.asString()));
            }
            return hashes;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new Refusal("The proof of consistency cannot be read.");
        }
    }

    private String get(String path) throws IOException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(product + path))
                            .timeout(TIMEOUT)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("%s%s answers %d".formatted(product, path, answer.statusCode()));
            }
            return answer.body();
        } catch (ConnectException e) {
            // It has no sentence of its own.
            throw new IOException(product + " cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private FileLock alone(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // The same answer as for another program.
        }
        throw new IOException("another witness works in " + directory);
    }
}
