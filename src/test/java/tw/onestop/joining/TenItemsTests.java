package tw.onestop.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sex;
import tw.onestop.link.Field;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Predicate;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.link.SheetDesk;
import tw.onestop.notice.PassportInquiryDesk;
import tw.onestop.registry.People;

/** Ten items drawn from the catalogue by chance: each goes from the application to the sheet of an answered query of all its fields. */
class TenItemsTests extends JoiningCase {

    /** Others each time; those of a failure are drawn again with {@code -Donestop.ten-items.seed=…}, as it says itself. */
    private static final long SEED = Long.getLong("onestop.ten-items.seed", new Random().nextLong());

    private static final int DRAWN = 10;

    @Autowired
    CatalogueDesk catalogue;

    @Autowired
    AgencyDesk agencies;

    @Autowired
    SheetDesk sheets;

    @Autowired
    PassportInquiryDesk confirmations;

    @Autowired
    People people;

    @Test
    void tenItemsGoFromTheApplicationToTheSheet() {
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
            try {
                goes(item, number);
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError(
                        "item %s, drawn with -Donestop.ten-items.seed=%d: %s"
                                .formatted(item.code(), SEED, failed.getMessage()),
                        failed);
            }
        }
    }

    private void goes(Business item, String number) {
        String agency = agency(item).orElseThrow().code().value();
        Actor officer = applicants().account(agency, "ten-officer");
        String purpose =
                applicants().approved(officer, applicants().account(agency, "ten-security"), List.of(item.code()));
        List<String> questions = item.fields().stream()
                .filter(name -> Field.named(name).isEmpty() && !name.equals(PassportInquiryDesk.FIELD))
                .toList();
        Query query = query(
                officer,
                purpose,
                number,
                item.fields().stream()
                        .filter(field -> Field.named(field).isPresent())
                        .toList(),
                questions.stream().map(name -> new Predicate(name, number, 3)).toList());
        assertThat(queries.query(query, officer)).isInstanceOfSatisfying(Answer.Answered.class, found -> {
            assertThat(found.persons()).hasSize(1);
            assertThat(found.persons().getFirst()).containsEntry("name", "陳查詢");
            assertThat(found.holds()).hasSize(questions.size());
            filed(query, found, officer);
        });
        if (item.fields().contains(PassportInquiryDesk.FIELD)) {
            assertThat(confirmations.ask(
                            new PassportInquiryDesk.Inquiry(UUID.randomUUID(), number, purpose, "測試案號", officer.id()),
                            officer))
                    .as("granted, and to be rehearsed first as every right of a machine")
                    .isEqualTo(new PassportInquiryDesk.Answer.Refused(PassportInquiryDesk.Why.REHEARSAL_MISSING));
        }
    }

    /** The sheet for the file of the case: signed, and known to whoever proves it. */
    private void filed(Query query, Answer.Answered found, Actor officer) {
        AgencyCode agency = Objects.requireNonNull(officer.agency());
        assertThat(sheets.issue(sheets.offer(query, found, agency).sealed(), officer))
                .isInstanceOfSatisfying(SheetDesk.Issue.Issued.class, issued -> {
                    assertThat(issued.transactionId())
                            .isEqualTo(query.occasion().transactionId());
                    assertThat(sheets.examine(issued.pdf()).verdict())
                            .isIn(SheetDesk.Verdict.GENUINE, SheetDesk.Verdict.NOT_YET);
                });
    }

    private Optional<Agency> agency(Business item) {
        return agencies.all().stream()
                .filter(agency -> item.kind().is(agency.code()) && agency.kind() == Agency.Kind.LINKED)
                .findFirst();
    }
}
