package tw.onestop.joining;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sha256;
import tw.onestop.trust.TrustDesk;

/** A 級證明的儲存. */
@Component("joiningProofs")
class Proofs implements ProofDesk {

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final ApplicationForms applications;
    private final Diary diary;

    Proofs(JdbcClient jdbc, TrustDesk trust, ApplicationForms applications, Diary diary) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.applications = applications;
        this.diary = diary;
    }

    @Override
    @Transactional
    public List<Refusal> prove(UUID id, byte[] pdf, Actor officer) {
        Optional<Application> application =
                applications.lock(id).filter(one -> one.agency().equals(officer.agency()));
        Optional<Refusal> refusal = application.isEmpty()
                ? Optional.of(Refusal.of("", "joining.unknown"))
                : application.get().stage().isOpen() ? wrong(pdf) : Optional.of(Refusal.of("", "joining.closed"));
        if (refusal.isEmpty()) {
            jdbc.sql("""
                    insert into joining.proof (application, content_sealed, digest, bytes, at, by_whom) values (?, ?, ?, ?, ?, ?)
                    on conflict (application) do update
                    set content_sealed = excluded.content_sealed, digest = excluded.digest, bytes = excluded.bytes,
                        at = excluded.at, by_whom = excluded.by_whom
                    """)
                    .params(
                            id,
                            trust.seal(pdf),
                            Sha256.of(pdf),
                            pdf.length,
                            diary.now().atOffset(ZoneOffset.UTC),
                            officer.id())
                    .update();
        }
        diary.record(refusal.map(no -> Act.refused(officer, "joining.proof.file", id.toString(), no.code()))
                .orElseGet(() -> Act.done(officer, "joining.proof.file", id.toString(), null)));
        return refusal.stream().toList();
    }

    @Override
    @Transactional
    public Optional<byte[]> proof(UUID id, Actor reader) {
        boolean may = applications
                .find(id)
                .filter(one -> reader.agency() == null
                        ? one.stage() != Stage.DRAFT && one.stage() != Stage.SECURITY_REVIEW
                        : one.agency().equals(reader.agency()))
                .isPresent();
        diary.record(
                may
                        ? Act.done(reader, "joining.proof.read", id.toString(), null)
                        : Act.refused(reader, "joining.proof.read", id.toString(), "unknown"));
        return may
                ? jdbc.sql("select content_sealed from joining.proof where application = ?")
                        .param(id)
                        .query((row, number) -> trust.open(row.getBytes("content_sealed")))
                        .optional()
                : Optional.empty();
    }

    /** What went with an earlier application goes on with the one that renews or changes it. */
    void bring(UUID from, UUID to) {
        jdbc.sql("""
                insert into joining.proof (application, content_sealed, digest, bytes, at, by_whom)
                select ?, content_sealed, digest, bytes, at, by_whom from joining.proof where application = ?
                """).params(to, from).update();
    }

    private static Optional<Refusal> wrong(byte[] pdf) {
        if (pdf.length == 0) {
            return Optional.of(Refusal.of("levelAFile", "joining.form.levelAFile.missing"));
        }
        if (pdf.length > MOST_MEGABYTES * 1024 * 1024) {
            return Optional.of(
                    Refusal.of("levelAFile", "joining.form.levelAFile.tooLarge", String.valueOf(MOST_MEGABYTES)));
        }
        return pdf.length > PDF.length && Arrays.equals(PDF, 0, PDF.length, pdf, 0, PDF.length)
                ? Optional.empty()
                : Optional.of(Refusal.of("levelAFile", "joining.form.levelAFile.notPdf"));
    }
}
