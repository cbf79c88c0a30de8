package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.registry.RegistrationId;

/** The applications as they are stored. */
@Repository
class Applications {

    private final JdbcClient jdbc;

    Applications(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 申請書; what names a person is sealed. */
    record Row(
            UUID id,
            String receiptNo,
            byte[] codeSealed,
            byte[] codeIndex,
            OfficeCode office,
            String clerk,
            Instant filedAt,
            byte[] applicantSealed) {}

    /** What is kept of consent, signature and mandate. */
    record Proof(boolean byMandate, String consentVersion, byte[] signatureSealed) {}

    long nextSerial() {
        return jdbc.sql("select nextval('notice.receipt_serial')")
                .query(Long.class)
                .single();
    }

    void add(Row row, Proof proof, List<RegistrationId> registrations) {
        OffsetDateTime at = row.filedAt().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                insert into notice.application
                    (id, receipt_no, code_sealed, code_index, office, clerk, filed_at, applicant_sealed,
                     by_mandate, consent_version, consent_at, signature_sealed)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        row.id(),
                        row.receiptNo(),
                        row.codeSealed(),
                        row.codeIndex(),
                        row.office().value(),
                        row.clerk(),
                        at,
                        row.applicantSealed(),
                        proof.byMandate(),
                        proof.consentVersion(),
                        at,
                        proof.signatureSealed())
                .update();
        jdbc.sql("""
                insert into notice.application_registration (application, registration)
                select :application, registration from unnest(:registrations) as r (registration)
                """)
                .param("application", row.id())
                .param(
                        "registrations",
                        registrations.stream()
                                .map(RegistrationId::value)
                                .distinct()
                                .toArray(Long[]::new))
                .update();
    }

    /** 通知方式 the applicant ticked. */
    void wish(UUID application, Set<NoticeForm.Message> messages, Instant at) {
        if (messages.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into notice.message_wish (application, channel, wished_at)
                select :application, channel, :at from unnest(:channels::text[]) as c (channel)
                """)
                .param("application", application)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("channels", messages.stream().map(Enum::name).toArray(String[]::new))
                .update();
    }

    Optional<Row> byReceiptNo(String receiptNo) {
        return jdbc.sql("select * from notice.application where receipt_no = ?")
                .param(receiptNo)
                .query(Applications::row)
                .optional();
    }

    /** The drawing, sealed: apart from the row, since lists do not show it. */
    byte[] signature(UUID id) {
        return jdbc.sql("select signature_sealed from notice.application where id = ?")
                .param(id)
                .query(byte[].class)
                .single();
    }

    List<Row> ofOffice(OfficeCode office, int limit) {
        return jdbc.sql(
                        "select * from notice.application where office = ? order by filed_at desc, receipt_no desc limit ?")
                .params(office.value(), limit)
                .query(Applications::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("receipt_no"),
                row.getBytes("code_sealed"),
                row.getBytes("code_index"),
                new OfficeCode(row.getString("office")),
                row.getString("clerk"),
                row.getObject("filed_at", OffsetDateTime.class).toInstant(),
                row.getBytes("applicant_sealed"));
    }
}
