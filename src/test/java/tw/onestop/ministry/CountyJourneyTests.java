package tw.onestop.ministry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.intake.OfficeWorkDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.notice.OfficeLoadDesk;

/** 縣市督導: a county sees what its offices have to do and what waits, and nothing of another county. */
@ProductTest
class CountyJourneyTests {

    /** Of a county that no other test files in: 澎湖縣. */
    private static final OfficeCode MAGONG = new OfficeCode("10016010");

    private static final OfficeCode HUXI = new OfficeCode("10016020");
    private static final StaffMember COUNTY = new StaffMember("journey-county", "督導", Set.of(Role.COUNTY), null, null)
            .overseeing(new CountyCode("10016"));

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    TestClock clock;

    @Autowired
    OfficeLoadDesk loads;

    @Autowired
    OfficeWorkDesk work;

    @AfterEach
    void asBefore() {
        JdbcClient owner = TestDatabase.asOwner();
        owner.sql(
                        "delete from notice.item where application in (select id from notice.application where office like '10016%')")
                .update();
        owner.sql("delete from notice.application where office like '10016%'").update();
        owner.sql("delete from intake.sitting where office like '10016%'").update();
    }

    private UUID application(OfficeCode office, String receiptNo, int daysAgo) {
        UUID id = UUID.randomUUID();
        TestDatabase.asOwner()
                .sql("""
                        insert into notice.application (id, receipt_no, code_sealed, code_index, office, clerk, filed_at,
                            applicant_sealed, by_mandate, consent_version, consent_at, signature_sealed)
                        values (?, ?, '', ?, ?, 'clerk', ?, '', false, 'v', now(), '')
                        """)
                .params(
                        id,
                        receiptNo,
                        receiptNo.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        office.value(),
                        ago(daysAgo).atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    private void item(UUID application, String status, int acceptedAgo, int sinceAgo, String expected) {
        TestDatabase.asOwner()
                .sql("""
                        insert into notice.item (id, application, registration, agency, programme, change, type, person,
                            person_sealed, keys_sealed, status, since, accepted_at, expected_on, reason_sealed)
                        values (gen_random_uuid(), ?, ?, 'TAIPOWER', 'registration-change', 'ADDRESS', 'tw.x', 1, '', '', ?, ?, ?,
                                ?::date, '')
                        """)
                .params(
                        application,
                        application.getLeastSignificantBits() & 0xFFFFFFFL,
                        status,
                        ago(sinceAgo).atOffset(ZoneOffset.UTC),
                        ago(acceptedAgo).atOffset(ZoneOffset.UTC),
                        expected)
                .update();
    }

    private Instant ago(int days) {
        return clock.instant().minusSeconds(days * 86_400L + 60);
    }

    private void filed() {
        item(application(MAGONG, "115100000001", 2), "SENT", 2, 2, "2099-01-01");
        item(application(MAGONG, "115100000002", 40), "RECEIVED", 40, 39, "2020-01-01");
        item(application(HUXI, "115100000003", 10), "COMPLETED", 10, 6, "2099-01-01");
        TestDatabase.asOwner()
                .sql("""
                        insert into intake.sitting (id, clerk, office, opened_at, state, ended_at, registrations)
                        values (gen_random_uuid(), 'clerk', ?, ?::timestamptz - interval '12 minutes', 'CONCLUDED', ?::timestamptz, '{}')
                        """)
                .params(MAGONG.value(), ago(1).atOffset(ZoneOffset.UTC), ago(1).atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void aCountySeesItsOfficesWhatWaitsByAgeAndNoOthers() {
        filed();
        Actor by = COUNTY.actor();

        assertThat(loads.loads(by))
                .hasSize(6)
                .allMatch(load -> load.office().value().startsWith("10016"));
        OfficeLoadDesk.Load magong = load(MAGONG, by);
        assertThat(magong.filed()).isEqualTo(1);
        assertThat(magong.waiting()).containsExactly(1, 0, 0, 1);
        assertThat(magong.late()).isEqualTo(1);
        assertThat(magong.medianDays()).isNull();
        assertThat(load(HUXI, by).medianDays()).isBetween(3.9, 4.1);
        assertThat(loads.waiting(null, 0, by).items())
                .extracting(OfficeLoadDesk.Waiting::receiptNo)
                .containsExactly("115100000002", "115100000001");
        assertThat(loads.waiting(new OfficeCode("09007010"), 0, by).items()).isEmpty();
        Map<OfficeCode, OfficeWorkDesk.Work> counters = work.work(by);
        assertThat(counters.get(MAGONG)).isNotNull().satisfies(one -> {
            assertThat(one.concluded()).isEqualTo(1);
            assertThat(one.medianMinutes()).isBetween(11.9, 12.1);
        });
        Actor ministry = new Actor(Actor.Kind.STAFF, "nobody-of-a-county", null, null);
        assertThat(loads.loads(ministry)).isEmpty();
        assertThat(loads.waiting(null, 0, ministry).items()).isEmpty();
        assertThat(work.work(ministry)).isEmpty();
    }

    private OfficeLoadDesk.Load load(OfficeCode office, Actor by) {
        return loads.loads(by).stream()
                .filter(load -> load.office().equals(office))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCountysPagesAreWalkedByKeyboard() {
        filed();
        try (Walk walk = Walk.of(COUNTY, access, port)) {
            walk.open("/county");
            walk.flawless();
            assertThat(walk.text()).contains("澎湖縣", "115100000001", "台灣電力公司").doesNotContain("南竿");
            walk.fits("county");
            walk.page().locator("[data-office='" + HUXI + "'] a").focus();
            walk.press("Enter");
            walk.arrive("**/county?office=" + HUXI);
            assertThat(walk.text()).contains("沒有等待機關回復的項目").doesNotContain("115100000001");
            walk.tabTo("all-offices");
            walk.press("Enter");
            walk.arrive("**/county");
            walk.page().locator("a[href='/county/alliances']").focus();
            walk.press("Enter");
            walk.arrive("**/county/alliances");
            assertThat(walk.text()).doesNotContain("台灣電力公司");
            walk.fits("county-alliances");
            walk.open("/county?lang=en");
            walk.flawless();
            walk.fits("county-en");
            assertThat(walk.page().innerText("table >> nth=-1"))
                    .contains("115100000001", "Household registration office")
                    .doesNotContain("戶政事務所");
        }
    }
}
