package tw.onestop.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.joining.CatalogueDesk.BusinessForm;
import tw.onestop.joining.CatalogueDesk.LawForm;
import tw.onestop.joining.PaperDesk.Asked;
import tw.onestop.joining.PaperDesk.Rank;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;

/** The catalogue, the laws under review, and the ranking of those who still ask for paper. */
@ProductTest
class CatalogueTests {

    private static final Actor MINISTRY = new Actor(Actor.Kind.STAFF, "test-ministry", null, null);
    private static final Actor CLERK = Actor.staff("test-clerk", new OfficeCode("09007010"));
    private static final Asked INHERITANCE = new Asked("LAND", "", "LAND-02", "");

    @Autowired
    CatalogueDesk catalogue;

    @Autowired
    PaperDesk papers;

    @Autowired
    TermsDesk terms;

    @Autowired
    GrantDesk grants;

    @Autowired
    TestClock clock;

    @AfterEach
    void asBefore() {
        clock.reset();
        TestDatabase.asOwner().sql("delete from joining.paper_asked").update();
        TestDatabase.asOwner()
                .sql("delete from joining.business where source = '測試登載'")
                .update();
        TestDatabase.asOwner()
                .sql("delete from joining.law_review where source = '測試登載'")
                .update();
    }

    @Test
    void atLeastSixtyItemsStandInItEachWithLawArticleDateAndFieldsThatExist() {
        List<Business> items = catalogue.search("", "");
        assertThat(items).hasSizeGreaterThanOrEqualTo(60);
        assertThat(items).allSatisfy(item -> {
            assertThat(item.law()).isNotBlank();
            assertThat(item.article()).containsPattern("\\d");
            assertThat(item.lawOn()).isBefore(LocalDate.now(clock));
            assertThat(item.fields()).isNotEmpty().allMatch(CatalogueForms::isField);
            assertThat(item.fields().contains("kinWithin"))
                    .as(item.code())
                    .isEqualTo(item.needs() == Business.Needs.KINSHIP);
        });
        // What was not read in the law says so.
        assertThat(items)
                .filteredOn(item -> !item.verified())
                .allMatch(item -> item.source().contains("待核對"));
        assertThat(items).filteredOn(Business::verified).isNotEmpty();
    }

    @Test
    void itIsFoundByWhatPeopleCallItByItsLawAndByItsAgency() {
        assertThat(codes(catalogue.search("繼承 地政", ""))).contains("LAND-02").doesNotContain("CRT-01");
        assertThat(codes(catalogue.search("土地登記規則", ""))).contains("LAND-01", "LAND-03");
        assertThat(codes(catalogue.search("inheritance", ""))).contains("LAND-02", "CRT-01");
        assertThat(codes(catalogue.search("臺灣地區", ""))).isEqualTo(codes(catalogue.search("台灣地區", "")));
        assertThat(catalogue.search("", "CONSCRIPTION"))
                .allMatch(item -> item.code().startsWith("CON-"))
                .hasSize(5);
        assertThat(codes(catalogue.of(new AgencyCode("CONSCRIPTION-09007010")))).contains("CON-02");
    }

    @Test
    void aChangeHoldsFromItsDayOnAndWhatHeldBeforeIsKept() {
        LocalDate today = LocalDate.now(clock);
        BusinessForm typed = form("SOC-99", "測試補助", today.plusDays(10));
        assertThat(catalogue.publish(typed, MINISTRY)).isEmpty();
        assertThat(catalogue.item("SOC-99")).isEmpty();
        clock.advance(Duration.ofDays(10));
        assertThat(catalogue.item("SOC-99").orElseThrow().name()).isEqualTo("測試補助");
        assertThat(catalogue.publish(form("SOC-99", "測試津貼", today.plusDays(20)), MINISTRY))
                .isEmpty();
        clock.advance(Duration.ofDays(10));
        assertThat(catalogue.item("SOC-99").orElseThrow().name()).isEqualTo("測試津貼");
        assertThat(catalogue.history("SOC-99")).extracting(Business::name).containsExactly("測試補助", "測試津貼");
    }

    @Test
    void aWrongItemIsToldAllThatIsWrong() {
        BusinessForm typed = new BusinessForm(
                "land9", "MOON", "", "", "法", "", "昨天", List.of("salary"), "SELF", false, "", "112/1/1");
        assertThat(catalogue.publish(typed, MINISTRY))
                .extracting(Refusal::field)
                .containsExactlyInAnyOrder(
                        "code", "kind", "name", "nameEn", "article", "lawOn", "fields", "source", "from");
    }

    @Test
    void aLawGoesOnToItsNextStageAndCountsWhenItIsAmended() {
        LocalDate today = LocalDate.now(clock);
        int amended = catalogue.progress().laws();
        assertThat(catalogue.publish(law("DRAFT", "新的文字", today), MINISTRY)).isEmpty();
        assertThat(catalogue.progress().laws()).isEqualTo(amended);
        assertThat(catalogue.publish(law("AMENDED", "新的文字", today.plusDays(1)), MINISTRY))
                .isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(catalogue.progress().laws()).isEqualTo(amended + 1);
        assertThat(catalogue.progress().lawsOf()).isEqualTo(460);
        assertThat(catalogue.progress().itemsOf()).isEqualTo(510);
        assertThat(catalogue.publish(law("AMENDED", "", today.plusDays(3)), MINISTRY))
                .extracting(Refusal::code)
                .containsExactly("joining.newWording.missing");
    }

    @Test
    void whoHasTheRightAndDoesNotUseItComesFirst() {
        LocalDate today = LocalDate.now(clock);
        grants.give(grant(today), MINISTRY);
        papers.told(new Asked("", "某某公司", "", "開戶"), "10.0.0.1");
        papers.toldAtCounter(new Asked("VETERANS", "", "VAC-01", ""), CLERK);
        papers.toldAtCounter(new Asked("", "", "", ""), CLERK);
        List<Rank> ranks = papers.ranking(today.minusMonths(1), MINISTRY);
        assertThat(ranks).hasSize(2);
        assertThat(ranks.getFirst().kind()).isNotNull().returns("VETERANS", AgencyKind::code);
        assertThat(ranks.getFirst().right().unused()).isTrue();
        assertThat(ranks.getFirst().counter()).isEqualTo(1);
        assertThat(ranks.getLast()).returns("某某公司", Rank::named);
        assertThat(ranks.getLast().right().holding()).isZero();
        assertThat(papers.laws(today.minusMonths(1), MINISTRY))
                .extracting(rank -> rank.item().code())
                .containsExactly("VAC-01");
        grants.end(new AgencyCode("VAC"), "TEST-VAC", "test", MINISTRY);
        assertThat(papers.ranking(today.minusMonths(1), MINISTRY)
                        .getFirst()
                        .right()
                        .holding())
                .isZero();
    }

    @Test
    void onePlaceTellsSoManyAnHourAndNobodyIsNamed() {
        LocalDate today = LocalDate.now(clock);
        for (int i = 0; i < terms.value("paper.perHour", today); i++) {
            assertThat(papers.told(INHERITANCE, "10.0.0.7")).isEmpty();
        }
        assertThat(papers.told(INHERITANCE, "10.0.0.7"))
                .extracting(Refusal::code)
                .containsExactly("joining.paper.tooOften");
        assertThat(papers.told(INHERITANCE, "10.0.0.8")).isEmpty();
        clock.advance(Duration.ofMinutes(61));
        assertThat(papers.told(INHERITANCE, "10.0.0.7")).isEmpty();
        assertThat(papers.told(new Asked("LAND", "", "", "我是 A123456789"), "10.0.0.9"))
                .extracting(Refusal::code)
                .containsExactly("joining.paper.number");
        assertThat(papers.told(new Asked("", "", "", ""), "10.0.0.9"))
                .extracting(Refusal::field)
                .containsExactlyInAnyOrder("kind", "purpose");
        assertThat(papers.told(new Asked("LAND", "", "TAX-01", ""), "10.0.0.9"))
                .extracting(Refusal::code)
                .containsExactly("joining.paper.business.elsewhere");
    }

    private static BusinessForm form(String code, String name, LocalDate from) {
        return new BusinessForm(
                code,
                "SOCIAL",
                name,
                "Test aid",
                "測試法",
                "§1",
                "110/1/20",
                List.of("name", "birthDate"),
                "SELF",
                true,
                "測試登載",
                from.toString());
    }

    private static LawForm law(String stage, String wording, LocalDate from) {
        return new LawForm(
                "L900", "測試法", "§1", "應附謄本。", wording, stage, "110/1/20", "LAND-01", true, "測試登載", from.toString());
    }

    private static Grant grant(LocalDate today) {
        return new Grant(
                "TEST-VAC",
                new AgencyCode("VAC"),
                "榮民遺眷身分查證",
                "Survivors of veterans",
                "國軍退除役官兵輔導條例§2",
                Set.of("name"),
                5,
                60,
                today,
                today.plusYears(5).minusDays(1),
                null);
    }

    private static Set<String> codes(List<Business> items) {
        return items.stream().map(Business::code).collect(Collectors.toSet());
    }
}
