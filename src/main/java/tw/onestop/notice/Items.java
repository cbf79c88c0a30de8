package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;

/** The items and the steps each has taken. */
@Repository
class Items {

    private final JdbcClient jdbc;

    Items(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds accepted items with their first step; all of one application, or all of the law. */
    void add(List<Item> items, Actor by) {
        if (items.isEmpty()) {
            return;
        }
        Item first = items.getFirst();
        jdbc.sql("""
                with added as (
                    insert into notice.item (id, application, office, registration, agency, programme, change, type, person,
                                             person_sealed, keys_sealed, apart, status, since, accepted_at, expected_on)
                    select i.id::uuid, :application::uuid, (select office from notice.application where id = :application::uuid),
                           i.registration, i.agency, :programme, i.change, i.type, i.person, i.person_sealed, i.keys_sealed, i.apart, 'ACCEPTED', :at, :at,
                           nullif(i.expected_on, '')::date
                    from unnest(:ids, :registrations, :agencies, :changes, :types, :persons, :shown, :keys, :apart, :expected)
                        as i (id, registration, agency, change, type, person, person_sealed, keys_sealed, apart, expected_on)
                    returning id
                )
                insert into notice.item_step (item, status, at, by) select id, 'ACCEPTED', :at, :by from added
                """)
                .param(
                        "application",
                        first.application() == null ? null : first.application().toString())
                .param("programme", first.programme())
                .param("at", first.since().atOffset(ZoneOffset.UTC))
                .param("by", name(by))
                .param("ids", texts(items, item -> item.id().toString()))
                .param("registrations", items.stream().map(Items::registration).toArray(Long[]::new))
                .param("agencies", texts(items, item -> item.agency().value()))
                .param("changes", texts(items, Item::change))
                .param("types", texts(items, Item::type))
                .param(
                        "persons",
                        items.stream().map(item -> item.person().value()).toArray(Long[]::new))
                .param("shown", items.stream().map(Item::shown).toArray(byte[][]::new))
                .param("keys", items.stream().map(Item::keys).toArray(byte[][]::new))
                .param("apart", texts(items, Item::apart))
                .param("expected", texts(items, item -> day(item.expectedOn())))
                .update();
    }

    /** Locks one item until the end of the transaction. */
    Optional<Item> lock(UUID id) {
        return Optional.ofNullable(lock(List.of(id)).get(id));
    }

    /** Locks items until the end of the transaction. */
    Map<UUID, Item> lock(List<UUID> ids) {
        return jdbc
                .sql("select * from notice.item where id = any (?::uuid[]) order by id for update")
                .param(ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(Items::item)
                .stream()
                .collect(Collectors.toMap(Item::id, item -> item));
    }

    /** What was told of these registrations by application, and neither withdrawn nor refused. */
    Set<Standing> standing(List<RegistrationId> registrations) {
        return jdbc.sql("""
                select registration, person, agency, change from notice.item
                where registration = any (?) and programme = 'registration-change'
                  and status not in ('WITHDRAWN', 'REJECTED', 'NO_RECORD')
                """)
                .param(registrations.stream().map(RegistrationId::value).toArray(Long[]::new))
                .query((row, number) -> new Standing(
                        new RegistrationId(row.getLong("registration")),
                        new PersonId(row.getLong("person")),
                        new AgencyCode(row.getString("agency")),
                        ChangeType.valueOf(row.getString("change"))))
                .set();
    }

    /** One change of one person by one registration, told to one agency. */
    record Standing(RegistrationId registration, PersonId person, AgencyCode agency, ChangeType change) {}

    /**
     * 曾受通報: which agencies hold what was told of one change of one person.
     *
     * @param registration only by this one, or null
     */
    List<Earlier> earlier(PersonId person, ChangeType change, @Nullable RegistrationId registration) {
        return jdbc.sql("""
                select id, agency from notice.item
                where person = :person and change = :change and status not in ('WITHDRAWN', 'NO_RECORD')
                  and registration = coalesce(cast(:registration as bigint), registration)
                order by agency, id
                """)
                .param("person", person.value())
                .param("change", change.name())
                .param("registration", registration == null ? null : registration.value())
                .query((row, number) ->
                        new Earlier(row.getObject("id", UUID.class), new AgencyCode(row.getString("agency"))))
                .list();
    }

    /** A notice an agency had. */
    record Earlier(UUID id, AgencyCode agency) {}

    void step(UUID id, ItemStatus status, Instant at, Actor by) {
        OffsetDateTime instant = at.atOffset(ZoneOffset.UTC);
        jdbc.sql("update notice.item set status = ?, since = ? where id = ?")
                .params(status.name(), instant, id)
                .update();
        jdbc.sql("insert into notice.item_step (item, status, at, by) values (?, ?, ?, ?)")
                .params(id, status.name(), instant, name(by))
                .update();
    }

    /** Items of applications and what the law told by the same registrations, in the order they were made. */
    List<Told> ofApplications(List<UUID> applications) {
        return jdbc.sql("""
                with asked as (select unnest(:applications)::uuid as id)
                select asked.id as told_by, i.* from asked join notice.item i on i.application = asked.id
                union all
                select asked.id as told_by, i.*
                from asked
                join notice.application_registration r on r.application = asked.id
                join notice.item i on i.registration = r.registration and i.application is null
                order by id
                """)
                .param("applications", applications.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, number) -> new Told(row.getObject("told_by", UUID.class), item(row, number)))
                .list();
    }

    /** An item and the application on whose receipt it stands. */
    record Told(UUID application, Item item) {}

    /** What waits for the batch of its day was promised to nobody yet: no agency knows of it. */
    static final String PROMISED = "not exists (select from notice.held h where h.item = i.id)";

    private static final String OPEN = """
            from notice.item i left join notice.application a on a.id = i.application
            where i.agency = :agency and %s and %s
              and (:caseNo = '' or strpos(coalesce(a.receipt_no, ''), :caseNo) > 0 or i.agency_case_no = :caseNo
                   or (i.application is null and i.registration = any (array(
                       select r.registration from notice.application x
                       join notice.application_registration r on r.application = x.id where x.receipt_no = :caseNo))))
            """.formatted(ClearingLists.OPEN, PROMISED);

    List<Open> openPage(AgencyCode agency, NoticeDesk.OpenQuery query, long skip, int rows) {
        ItemStatus status = query.status();
        return jdbc.sql("select i.*, a.receipt_no " + OPEN + """
                  and (:status = '' or i.status = :status)
                order by i.since, i.id limit :rows offset :skip
                """)
                .param("agency", agency.value())
                .param("caseNo", query.caseNo())
                .param("status", status == null ? "" : status.name())
                .param("rows", rows)
                .param("skip", skip)
                .query((row, number) -> new Open(item(row, number), text(row, "receipt_no")))
                .list();
    }

    Map<ItemStatus, Integer> openCounts(AgencyCode agency, String caseNo) {
        Map<ItemStatus, Integer> counts = new EnumMap<>(ItemStatus.class);
        jdbc.sql("select i.status, count(*) as items " + OPEN + " group by i.status")
                .param("agency", agency.value())
                .param("caseNo", caseNo)
                .query(row -> {
                    counts.put(ItemStatus.valueOf(row.getString("status")), row.getInt("items"));
                });
        return counts;
    }

    /** An item and its receipt's number, {@code ""} for what the law tells. */
    record Open(Item item, String receiptNo) {}

    /** One item of an agency with what it answered. */
    Optional<Answered> answered(AgencyCode agency, UUID id) {
        return jdbc.sql("""
                select i.*, a.receipt_no from notice.item i left join notice.application a on a.id = i.application
                where i.agency = ? and i.id = ?
                """)
                .params(agency.value(), id)
                .query((row, number) -> {
                    OffsetDateTime contactedAt = row.getObject("contacted_at", OffsetDateTime.class);
                    return new Answered(
                            new Open(item(row, number), text(row, "receipt_no")),
                            text(row, "contacted_by"),
                            contactedAt == null ? null : contactedAt.toInstant(),
                            text(row, "agency_case_no"));
                })
                .optional();
    }

    /** What stands beside an item's state; {@code ""} where nothing was given. */
    record Answered(Open of, String contactedBy, @Nullable Instant contactedAt, String caseNo) {}

    void addWithdrawal(UUID id, Item item) {
        jdbc.sql("insert into notice.withdrawal (id, item, agency) values (?, ?, ?)")
                .params(id, item.id(), item.agency().value())
                .update();
    }

    /** Word that the fee of an item was paid, under an id of its own. */
    void addPaid(UUID id, Item item, UUID slip) {
        jdbc.sql("insert into notice.paid_notice (id, item, slip, agency) values (?, ?, ?, ?)")
                .params(id, item.id(), slip, item.agency().value())
                .update();
    }

    /** The same of a fee that has gone back. */
    void addRefunded(UUID id, Item item) {
        jdbc.sql("insert into notice.refunded_notice (id, item, agency) values (?, ?, ?)")
                .params(id, item.id(), item.agency().value())
                .update();
    }

    /** The day promised for what is made once it is paid, null while nobody has paid; that another day had passed counts no more. */
    void expect(UUID id, @Nullable LocalDate day) {
        jdbc.sql("""
                with late as (delete from notice.late_item where item = :id and kind = 'LATE')
                update notice.item set expected_on = :day where id = :id
                """).param("id", id).param("day", day, Types.DATE).update();
    }

    /** The receipt on which an item stands, and whether it waits; empty of what is no item of an application. */
    Optional<FeeDesk.PaidFor> paidFor(UUID id) {
        return jdbc.sql("""
                select a.receipt_no, i.status from notice.item i join notice.application a on a.id = i.application
                where i.id = ?
                """)
                .param(id)
                .query((row, number) -> new FeeDesk.PaidFor(
                        row.getString("receipt_no"),
                        ItemStatus.valueOf(row.getString("status")).waits()))
                .optional();
    }

    /** 附隨通知: what tells an agency about an item it has, that it was taken back, paid, refunded or has its picture, under an id of its own. */
    boolean isWord(UUID id, AgencyCode agency) {
        return jdbc.sql("""
                        select exists (select from notice.withdrawal where id = :id and agency = :agency)
                            or exists (select from notice.paid_notice where id = :id and agency = :agency)
                            or exists (select from notice.refunded_notice where id = :id and agency = :agency)
                            or exists (select from notice.photo where id = :id and agency = :agency)
                        """)
                .param("id", id)
                .param("agency", agency.value())
                .query(Boolean.class)
                .single();
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    static String name(Actor actor) {
        return actor.kind() + ":" + actor.id();
    }

    private static String[] texts(List<Item> items, Function<Item, String> text) {
        return items.stream().map(text).toArray(String[]::new);
    }

    static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    private static @Nullable Long registration(Item item) {
        RegistrationId registration = item.registration();
        return registration == null ? null : registration.value();
    }

    static Item item(ResultSet row, int number) throws SQLException {
        Long registration = row.getObject("registration", Long.class);
        return new Item(
                row.getObject("id", UUID.class),
                row.getObject("application", UUID.class),
                registration == null ? null : new RegistrationId(registration),
                new AgencyCode(row.getString("agency")),
                row.getString("programme"),
                row.getString("change"),
                row.getString("type"),
                new PersonId(row.getLong("person")),
                row.getBytes("person_sealed"),
                row.getBytes("keys_sealed"),
                row.getString("apart"),
                ItemStatus.valueOf(row.getString("status")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getBytes("reason_sealed"),
                row.getObject("expected_on", LocalDate.class),
                row.getString("tracking_no"),
                row.getBytes("benefit_sealed"));
    }
}
