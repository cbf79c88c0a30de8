package tw.onestop.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Sex;
import tw.onestop.link.Field;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Predicate;
import tw.onestop.registry.People;

/** Ten items drawn from the catalogue by chance: each goes from the application to an answered query of all its fields. */
class TenItemsTests extends JoiningCase {

    private static final long SEED = 1151127;
    private static final int DRAWN = 10;

    @Autowired
    CatalogueDesk catalogue;

    @Autowired
    AgencyDesk agencies;

    @Autowired
    People people;

    @Test
    void tenItemsGoFromTheApplicationToAnAnsweredQuery() {
        var home = people.household("09007010001", "介壽路913號")
                .head("陳查詢", Sex.MALE, LocalDate.of(1970, 10, 10))
                .found();
        String number = home.person(0).nationalId().value();
        List<Business> items = new ArrayList<>(catalogue.search("", "").stream()
                .filter(item -> agency(item).isPresent())
                .toList());
        Collections.shuffle(items, new Random(SEED));
        assertThat(items).hasSizeGreaterThan(DRAWN);
        for (Business item : items.subList(0, DRAWN)) {
            String agency = agency(item).orElseThrow().code().value();
            Actor officer = applicants().account(agency, "ten-officer");
            String purpose =
                    applicants().approved(officer, applicants().account(agency, "ten-security"), List.of(item.code()));
            Answer answer = ask(
                    officer,
                    purpose,
                    number,
                    item.fields().stream()
                            .filter(field -> Field.named(field).isPresent())
                            .toList(),
                    item.fields().stream()
                            .filter(field -> Field.named(field).isEmpty())
                            .map(name -> new Predicate(name, number, 3))
                            .toList());
            assertThat(answer).as(item.code()).isInstanceOfSatisfying(Answer.Answered.class, found -> {
                assertThat(found.persons()).hasSize(1);
                assertThat(found.persons().getFirst()).containsEntry("name", "陳查詢");
                assertThat(found.holds()).hasSize((int) item.fields().stream()
                        .filter(field -> Field.named(field).isEmpty())
                        .count());
            });
            sheet(purpose);
        }
    }

    /** Where the signed sheet of a query is fetched, once the house can make one. */
    private static void sheet(String purpose) {
        assertThat(purpose).isNotEmpty();
    }

    private Optional<Agency> agency(Business item) {
        return agencies.all().stream()
                .filter(agency -> item.kind().is(agency.code()) && agency.kind() == Agency.Kind.LINKED)
                .findFirst();
    }
}
