package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.proof.Browser;
import tw.proof.Clerk;

/** What belongs to another office, clerk or agency stays closed to those who are signed in, too. */
class OtherPeoplesDoorsTests extends ClientCase {

    @Test
    void anotherOfficesSittingCannotBeOpened() throws IOException {
        try (Clerk mine = country.clerk();
                Clerk other = country.signedIn(country.account("elsewhere"))) {
            Browser.Page form = mine.begin(country.aPerson(mine));
            String name = form.document().select("h1 .counter-sub").text().split(" ", -1)[0];
            assertThat(name).isNotEmpty();
            String path = form.uri().getPath();
            String sitting = path.substring(0, path.indexOf("/forms/"));
            for (String tried : List.of(path, sitting, sitting + "/notices", sitting + "/review", sitting + "/done")) {
                Browser.Page seen = other.browser().get(tried);
                assertThat(seen.document().text()).as(tried).doesNotContain(name);
                assertThat(seen.document().select("form[action^=" + sitting + "]"))
                        .as(tried)
                        .isEmpty();
            }
        }
    }

    @Test
    void anotherAgencysNoticeCannotBeOpenedByAnOfficer() throws IOException {
        Country.Receipt receipt = country.anApplication();
        String power = country.notice(receipt, "TAIPOWER").path("id").asString();
        String land = country.notice(receipt, "LAND").path("id").asString();
        try (Clerk officer = country.signedIn(country.account("officer-land"))) {
            assertThat(officer.browser().get("/bureau/notices/" + land).status())
                    .isEqualTo(200);
            assertThat(officer.browser().get("/bureau/notices/" + power).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aMachinesTokenOpensNoPageAndAPersonsSessionNoMachineDoor() throws IOException {
        for (String page : List.of("/counter", "/bureau", "/account", "/actuator/metrics")) {
            Answer answer = power.get(page);
            assertThat(answer.status()).as(page).isEqualTo(302);
            assertThat(answer.header("Location")).endsWith("/sign-in");
        }
        try (Clerk clerk = country.clerk()) {
            assertThat(clerk.browser().get("/v1/notices").status()).isEqualTo(401);
        }
    }
}
