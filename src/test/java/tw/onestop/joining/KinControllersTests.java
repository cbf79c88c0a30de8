package tw.onestop.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.Walk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.joining.Linkage.Kind;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** 管控稽核人員: the ministry allows, the agency appoints, nobody appoints themself. */
class KinControllersTests extends JoiningCase {

    private static final AgencyCode JUDICIAL = new AgencyCode("JUDICIAL");

    @LocalServerPort
    int port;

    @Autowired
    KinControllersDesk desk;

    private Actor court;
    private Actor security;
    private String purpose;

    @BeforeEach
    void aLinkageWithKinship() {
        court = applicants().account("JUDICIAL", "kin-officer");
        security = applicants().account("JUDICIAL", "kin-security");
        purpose = applicants().approved(court, security, List.of("CRT-06"));
    }

    @Test
    void firstTheMinistryAllowsThenAColleagueAppoints() {
        assertThat(codes(desk.appoint(purpose, security.id(), court))).containsExactly("joining.kinship.notApproved");
        assertThat(codes(desk.allow(purpose, "NOTHING", "4", Applicants.MINISTRY)))
                .containsExactly("joining.kinship.ground");
        assertThat(codes(desk.allow(purpose, "COURT", "7", Applicants.MINISTRY)))
                .containsExactly("joining.kinship.degrees");
        assertThat(desk.allow(purpose, "COURT", "4", Applicants.MINISTRY)).isEmpty();
        assertThat(codes(desk.appoint(purpose, court.id(), court))).containsExactly("joining.controller.self");
        assertThat(codes(desk.appoint(purpose, security.id(), court))).containsExactly("joining.controller.unknown");
        grants.name(JUDICIAL, security.id(), People.nextId(Sex.MALE), Applicants.MINISTRY);
        assertThat(desk.appoint(purpose, security.id(), court)).isEmpty();
        assertThat(codes(desk.appoint(purpose, security.id(), court))).containsExactly("joining.controller.known");
        assertThat(desk.kinship(linkage(), court))
                .hasValueSatisfying(allowed -> assertThat(allowed.controllers()).containsExactly(security.id()));
        assertThat(desk.relieve(purpose, security.id(), court)).isEmpty();
        assertThat(codes(desk.relieve(purpose, security.id(), court))).containsExactly("joining.controller.none");
        assertThat(desk.kinship(linkage(), court).orElseThrow().controllers()).isEmpty();
        assertThat(linkage().events())
                .extracting(Linkage.Event::kind)
                .contains(Kind.KINSHIP, Kind.CONTROLLER_IN, Kind.CONTROLLER_OUT);
    }

    @Test
    void anotherAgencySeesAndChangesNothingAndWithoutKinshipNothingIsAllowed() {
        Actor stranger = applicants().account("NIA", "kin-officer");
        assertThat(desk.allow(purpose, "COURT", "4", Applicants.MINISTRY)).isEmpty();
        assertThat(desk.kinship(linkage(), stranger)).isEmpty();
        assertThat(codes(desk.appoint(purpose, security.id(), stranger))).containsExactly("joining.linkage.ended");
        String plain = applicants().approved(stranger, applicants().account("NIA", "kin-security"), List.of("NIA-01"));
        assertThat(codes(desk.allow(plain, "COURT", "4", Applicants.MINISTRY)))
                .containsExactly("joining.kinship.notApproved");
    }

    private Linkage linkage() {
        return linkages.linkage(purpose, court).orElseThrow();
    }

    @Test
    void byThePagesOfTheMinistryAndOfTheAgency() {
        grants.name(JUDICIAL, security.id(), People.nextId(Sex.MALE), Applicants.MINISTRY);
        StaffMember official = new StaffMember("journey-kin-allow", "科員", Set.of(Role.MINISTRY), null, null);
        try (Walk ministry = Walk.of(official, access, port)) {
            ministry.open("/ministry/linkages/" + purpose);
            ministry.flawless();
            ministry.tabTo("allow");
            ministry.press("Enter");
            ministry.see("#errors");
            ministry.flawless();
            assertThat(ministry.text()).contains("請選擇法定事由。");
            ministry.tabTo("ground");
            ministry.press("ArrowDown", "ArrowDown");
            ministry.fill("degrees", "4");
            ministry.press("Enter");
            ministry.see("#kinship-now:has-text('法院審理案件，4 親等')");
            ministry.flawless();
            ministry.fill("areas", "09007、99999");
            ministry.tabTo("allow-areas");
            ministry.press("Enter");
            ministry.see("#errors");
            ministry.flawless();
            assertThat(ministry.text()).contains("沒有代碼為 99999 的縣市或鄉鎮市區");
            ministry.fill("areas", "09007，10013010");
            ministry.tabTo("allow-areas");
            ministry.press("Enter");
            ministry.see("#areas-now:has-text('已核定：09007 10013010')");
            ministry.see("body:has-text('核定訂閱區域')");
            ministry.flawless();
            grants.give(grants.stored(JUDICIAL, purpose).orElseThrow().within(Set.of("10013")), Applicants.MINISTRY);
            ministry.fill("areas", "09007 10013010");
            ministry.tabTo("allow-areas");
            ministry.press("Enter");
            ministry.see("#errors");
            ministry.flawless();
            assertThat(ministry.text()).contains("09007 不在這項授權的轄區內").doesNotContain("10013010 不在");
            ministry.fill("areas", "10013010");
            ministry.tabTo("allow-areas");
            ministry.press("Enter");
            ministry.see("#areas-now:has-text('已核定：10013010')");
        }
        StaffMember officer = new StaffMember(court.id(), "測試承辦", Set.of(Role.OFFICER), null, JUDICIAL);
        try (Walk walk = Walk.of(officer, access, port)) {
            walk.open("/bureau/linkages/" + purpose);
            walk.flawless();
            walk.fill("controller", court.id());
            walk.press("Enter");
            walk.see("#errors");
            walk.flawless();
            assertThat(walk.text()).contains("不能指派自己");
            walk.fill("controller", security.id());
            walk.tabTo("appoint");
            walk.press("Enter");
            walk.see("button[name=leaving]");
            walk.flawless();
            walk.page().locator("button[name=leaving]").press("Enter");
            walk.see(".govuk-inset-text:has-text('尚未指派')");
        }
    }
}
