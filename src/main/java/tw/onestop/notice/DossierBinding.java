package tw.onestop.notice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.Sha256;
import tw.onestop.notice.DossierPapers.Listed;
import tw.onestop.notice.DossierPapers.Paper;
import tw.onestop.trust.SealDesk;

/**
 * 卷宗裝訂: papers, proofs, a manifest of their digests, and its signature, in one ZIP. What stands in no manifest is no part of a dossier.
 */
@Component
class DossierBinding {

    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.json.p7s";
    static final String TRAIL = "proofs/trail.json";

    private final DossierPapers papers;
    private final DossierProofs proofs;
    private final SealDesk seals;
    private final JsonMapper json;

    DossierBinding(DossierPapers papers, DossierProofs proofs, SealDesk seals, JsonMapper json) {
        this.papers = papers;
        this.proofs = proofs;
        this.seals = seals;
        this.json = json;
    }

    /** 裝訂結果. */
    record Bound(byte[] zip, byte[] manifest) {}

    /** 清單之一行. */
    record Entry(String name, String sha256, long bytes) {}

    boolean possible() {
        return papers.possible();
    }

    /**
     * Nothing is locked or held meanwhile.
     *
     * @throws tw.onestop.trust.NotSealed when no time-stamp can be had
     */
    Bound bind(Dossier dossier) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<Listed> listed = new ArrayList<>();
        for (Paper paper : Paper.values()) {
            if (paper != Paper.CONTENTS) {
                byte[] pdf = papers.pdf(paper, dossier, List.of());
                files.put(paper.file(), pdf);
                listed.add(new Listed(paper.file(), papers.title(paper), Sha256.hex(pdf)));
            }
        }
        byte[] trail = json.writeValueAsBytes(proofs.of(dossier.rows()));
        files.put(TRAIL, trail);
        listed.add(new Listed(TRAIL, papers.word("dossier.paper.PROOFS"), Sha256.hex(trail)));
        files.put(
                Paper.CONTENTS.file(),
                seals.seal(
                        papers.pdf(Paper.CONTENTS, dossier, listed),
                        "案件卷宗 " + dossier.cover().receiptNo()));
        byte[] manifest = manifest(dossier, files);
        files.put(MANIFEST, manifest);
        files.put(SIGNATURE, seals.sealApart(manifest));
        return new Bound(zip(files), manifest);
    }

    private byte[] manifest(Dossier dossier, Map<String, byte[]> files) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        Dossier.Cover cover = dossier.cover();
        manifest.put("dossier", cover.id());
        manifest.put("receiptNo", cover.receiptNo());
        manifest.put("office", dossier.receipt().office().code().value());
        manifest.put("ground", cover.ground());
        manifest.put("madeAt", cover.at().toString());
        manifest.put("itemsLeftOut", dossier.leftOut());
        manifest.put(
                "files",
                files.entrySet().stream()
                        .map(file -> new Entry(file.getKey(), Sha256.hex(file.getValue()), file.getValue().length))
                        .toList());
        return (json.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
