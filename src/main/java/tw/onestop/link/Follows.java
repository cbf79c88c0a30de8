package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.registry.PersonId;
import tw.onestop.trust.TrustDesk;

/** 追蹤名單: whom agencies follow; numbers and cases are sealed. */
@Repository
class Follows {

    private final JdbcClient jdbc;
    private final TrustDesk trust;

    Follows(JdbcClient jdbc, TrustDesk trust) {
        this.jdbc = jdbc;
        this.trust = trust;
    }

    /** One, as stored. */
    record Row(
            AgencyCode agency,
            String id,
            String purpose,
            String userId,
            PersonId person,
            NationalId number,
            long since,
            Instant at) {}

    Optional<Row> find(AgencyCode agency, String id) {
        return jdbc.sql("select * from link.follow where agency = ? and id = ?")
                .params(agency.value(), id)
                .query(this::row)
                .optional();
    }

    /** Everybody who follows one of these. */
    List<Row> of(Collection<PersonId> persons) {
        return jdbc.sql("select * from link.follow where person = any(?) order by agency, id")
                .param(persons.stream().map(PersonId::value).toArray(Long[]::new))
                .query(this::row)
                .list();
    }

    /** A part of those followed for a purpose, in the order of their ids. */
    List<Row> after(AgencyCode agency, String purpose, String id, int limit) {
        return jdbc.sql("""
                select * from link.follow where agency = ? and purpose = ? and id > ? order by id limit ?
                """)
                .params(agency.value(), purpose, id, limit)
                .query(this::row)
                .list();
    }

    int count(AgencyCode agency, String purpose) {
        return jdbc.sql("select count(*)::int from link.follow where agency = ? and purpose = ?")
                .params(agency.value(), purpose)
                .query(Integer.class)
                .single();
    }

    /** Whether it is new. */
    boolean add(Row row, Occasion occasion) {
        return jdbc.sql("""
                insert into link.follow (agency, id, purpose, user_id, case_sealed, person, number_sealed, since, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                        .params(
                                row.agency().value(),
                                row.id(),
                                row.purpose(),
                                row.userId(),
                                trust.seal(occasion.caseNo().getBytes(StandardCharsets.UTF_8)),
                                row.person().value(),
                                sealed(row.number()),
                                row.since(),
                                row.at().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** Somebody bears another number from now on. */
    void renumber(PersonId person, NationalId number) {
        jdbc.sql("update link.follow set number_sealed = ? where person = ?")
                .params(sealed(number), person.value())
                .update();
    }

    boolean remove(AgencyCode agency, String id) {
        return jdbc.sql("delete from link.follow where agency = ? and id = ?")
                        .params(agency.value(), id)
                        .update()
                > 0;
    }

    private byte[] sealed(NationalId number) {
        return trust.seal(number.value().getBytes(StandardCharsets.US_ASCII));
    }

    private Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                new AgencyCode(row.getString("agency")),
                row.getString("id"),
                row.getString("purpose"),
                row.getString("user_id"),
                new PersonId(row.getLong("person")),
                new NationalId(new String(trust.open(row.getBytes("number_sealed")), StandardCharsets.US_ASCII)),
                row.getLong("since"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
