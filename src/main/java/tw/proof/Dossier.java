package tw.proof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.witness.HashTree;
import tw.witness.VerifierKey;

/** 案件卷宗查驗, the command: {@code ./onestop verify dossier}. It knows the file and the published interface, and asks nobody. */
public final class Dossier {

    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.json.p7s";
    private static final String TRAIL = "proofs/trail.json";
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private Dossier() {}

    /** What was found out: sentences of what holds and of what does not. */
    public record Report(List<String> holds, List<String> found) {

        public Report {
            holds = List.copyOf(holds);
            found = List.copyOf(found);
        }

        /** Whoever made a dossier up could sign it too: only who was asked for key and certificate knows that it is the register's. */
        public String verdict(boolean allChecked) {
            if (!found.isEmpty()) {
                return "The dossier is not as it was made.";
            }
            return allChecked
                    ? "The dossier is as it was made."
                    : "Nothing was found, but whether the register made it was not checked: take --key and --seals.";
        }
    }

    /** Exit status 0 when everything holds, 1 when something was found, 2 for a wrong command. */
    public static void main(String[] arguments) {
        Options options = Options.parse(arguments, """
                ./onestop verify dossier [--file FILE] [--key VERIFIERKEY] [--seals FILE]
                Checks a case dossier off line: that every paper is the one of the manifest, that the manifest is signed, that the audit log
                under its checkpoint has the rows the dossier tells of, and that they say what it says.

                [--file FILE]        the dossier, as it was handed out (.zip)
                [--key VERIFIERKEY]  what /v1/audit/key says: the checkpoint must bear its signature
                [--seals FILE]       /.well-known/seal-certificates.pem: the manifest must be signed under one of them""");
        try {
            String file = options.text("file", "");
            if (file.isEmpty()) {
                throw new IllegalArgumentException("say which file: --file FILE");
            }
            List<VerifierKey> keys = new ArrayList<>();
            options.texts("key")
                    .forEach(key -> key.lines().map(VerifierKey::parse).forEach(keys::add));
            String seals = options.text("seals", "");
            Report report = check(
                    Files.readAllBytes(Path.of(file)), keys, seals.isEmpty() ? "" : Files.readString(Path.of(seals)));
            report.holds().forEach(sentence -> System.out.println("ok     " + sentence));
            report.found().forEach(sentence -> System.out.println("FOUND  " + sentence));
            if (keys.isEmpty()) {
                System.out.println("Whether the log's key signed the checkpoint was not checked (--key).");
            }
            if (seals.isEmpty()) {
                System.out.println("Whether the register's certificate signed it was not checked (--seals).");
            }
            System.out.println(report.verdict(!keys.isEmpty() && !seals.isEmpty()));
            System.exit(report.found().isEmpty() ? 0 : 1);
        } catch (NoSuchFileException e) {
            System.err.println("verify dossier: there is no file " + e.getMessage());
            System.exit(2);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("verify dossier: " + e.getMessage());
            System.exit(2);
        }
    }

    /**
     * @param keys of the log, none to leave the checkpoint's signature unchecked
     * @param seals certificates as PEM, {@code ""} to take the signer as it comes
     */
    public static Report check(byte[] zip, List<VerifierKey> keys, String seals) throws IOException {
        List<String> holds = new ArrayList<>();
        List<String> found = new ArrayList<>();
        Map<String, byte[]> files = unpacked(zip);
        byte[] manifest = files.get(MANIFEST);
        byte[] signature = files.get(SIGNATURE);
        byte[] trail = files.get(TRAIL);
        if (manifest == null || signature == null || trail == null) {
            return new Report(holds, List.of("this is no dossier: its manifest, signature or proofs are missing"));
        }
        try {
            papers(JSON.readTree(manifest), files, holds, found);
            ManifestSignature.check(manifest, signature, seals, holds, found);
            RowsProven.check(JSON.readTree(trail), keys, holds, found);
        } catch (JacksonException torn) {
            found.add("manifest or proofs cannot be read");
        }
        return new Report(holds, found);
    }

    private static void papers(JsonNode manifest, Map<String, byte[]> files, List<String> holds, List<String> found) {
        Set<String> others = new TreeSet<>(files.keySet());
        others.removeAll(Set.of(MANIFEST, SIGNATURE));
        int before = found.size();
        for (JsonNode entry : manifest.path("files")) {
            String name = entry.path("name").asString("");
            byte[] content = files.get(name);
            others.remove(name);
            if (content == null) {
                found.add("%s is missing".formatted(name));
            } else if (!HexFormat.of()
                    .formatHex(HashTree.sha256().digest(content))
                    .equals(entry.path("sha256").asString(""))) {
                found.add("%s was changed: its digest is not the manifest's".formatted(name));
            }
        }
        others.forEach(name -> found.add("%s stands in no manifest: it was put in".formatted(name)));
        if (found.size() == before) {
            holds.add("%d files of case %s are those of the manifest"
                    .formatted(
                            manifest.path("files").size(),
                            manifest.path("receiptNo").asString("")));
        }
    }

    private static Map<String, byte[]> unpacked(byte[] zipped) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        int left = LARGEST;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(left + 1);
                left -= content.length;
                if (left < 0) {
                    throw new IllegalArgumentException("the file unfolds to more than a dossier can have");
                }
                if (files.put(entry.getName(), content) != null) {
                    throw new IllegalArgumentException("the file has two entries of one name: " + entry.getName());
                }
            }
        }
        return files;
    }
}
