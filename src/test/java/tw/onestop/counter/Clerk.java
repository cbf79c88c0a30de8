package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Set;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.registry.RegistrationKind;

/** Fixture: a registration clerk's ways over the pages of the counter. */
final class Clerk implements AutoCloseable {

    static final String NANGAN = "09007010";
    static final String BANQIAO = "65000010";

    final Walk walk;

    private Clerk(Walk walk) {
        this.walk = walk;
    }

    static Clerk of(String office, AccessDesk access, int port) {
        return new Clerk(Walk.of(member(office), access, port));
    }

    static Clerk of(Walk walk) {
        return new Clerk(walk);
    }

    /** 主管 of an office. */
    static Clerk supervisor(String office, AccessDesk access, int port) {
        return new Clerk(Walk.of(
                new StaffMember(
                        "walk-supervisor-" + office, "陳主任", Set.of(Role.SUPERVISOR), new OfficeCode(office), null),
                access,
                port));
    }

    static Clerk withoutScripts(String office, AccessDesk access, int port) {
        return new Clerk(Walk.withoutScripts(member(office), access, port));
    }

    private static StaffMember member(String office) {
        return new StaffMember("walk-" + office, "林志明", Set.of(Role.CLERK), new OfficeCode(office), null);
    }

    Page page() {
        return walk.page();
    }

    /** Searches from the counter's first page; the box has the focus. */
    void search(String typed) {
        walk.open("/counter");
        walk.arrive("**/counter");
        walk.type(typed);
        walk.press("Enter");
    }

    /** Searches for somebody nobody else fits. */
    void find(String typed) {
        search(typed);
        walk.arrive("**/counter/persons/*");
    }

    /** Begins a registration for the person chosen on the page of the household. */
    void begin(RegistrationKind kind) {
        walk.tabTo("begin-" + kind);
        walk.press("Enter");
        walk.arrive("**/forms/*");
    }

    /** Chooses the nth answer of a question, counted from nought. */
    void answer(String field, int nth) {
        walk.tick("f-" + field);
        for (int i = 0; i < nth; i++) {
            walk.press("ArrowDown");
        }
    }

    /** Picks the nth line of a list, counted from nought. */
    void pick(String id, int nth) {
        walk.tabTo(id);
        walk.press("Home");
        for (int i = 0; i < nth; i++) {
            walk.press("ArrowDown");
        }
    }

    /** Types the beginning of a village's name and takes the first that fits. */
    void village(String typed) {
        walk.fill("f-address.villageCode", typed);
        walk.see("[role=option]:has-text('" + typed + "')");
        walk.press("Enter");
        walk.press("Tab");
    }

    void address(String village, String neighbourhood, String street) {
        village(village);
        walk.fill("f-address.neighbourhood", neighbourhood);
        walk.fill("f-address.street", street);
    }

    /** The first of the papers, then others by their codes. */
    void papers(String... others) {
        walk.tick("f-evidence");
        for (String other : others) {
            walk.tick("f-evidence-" + other);
        }
    }

    /** Telephone, and Enter goes on to the notices. */
    void toNotices() {
        walk.fill("f-applicant.phone", "0912345678");
        walk.press("Enter");
        walk.arrive("**/notices");
    }

    /** Consent and signature; Enter goes on. */
    void agree() {
        walk.tick("f-consent");
        walk.sign();
        walk.press("Enter");
        walk.arrive("**/review");
    }

    void withoutNotices() {
        walk.tabTo("next");
        walk.press("Enter");
        walk.arrive("**/review");
    }

    void conclude() {
        walk.press("Enter");
        walk.arrive("**/done");
    }

    /** Every sentence of the summary leads to its field, and stands beside it as well. */
    void assertBeside(String... fields) {
        // The refused form has the address of the form: its coming shows by what it says.
        walk.see("#errors");
        for (String field : fields) {
            assertThat(page().locator("[id='f-" + field + "-error']").isVisible())
                    .as(field + " in " + walk.text())
                    .isTrue();
            assertThat(page().locator("#errors a[href='#f-" + field + "']").count())
                    .as(field)
                    .isPositive();
            assertThat(page().locator("[id='f-" + field + "']").isVisible())
                    .as(field)
                    .isTrue();
        }
        assertThat(page().locator("#errors li").count()).isGreaterThanOrEqualTo(fields.length);
    }

    @Override
    public void close() {
        walk.close();
    }
}
