package tw.onestop.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Agency;
import tw.onestop.joining.PaperDesk.Asked;
import tw.onestop.joining.PaperDesk.LawRank;
import tw.onestop.joining.PaperDesk.Rank;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Sex;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.registry.People;

/** Who still asks for paper, each beside the right it has itself: two health centres may look up infants, and one of them does. */
class PaperRankingTests extends JoiningCase {

    private static final String NANGAN = "HEALTH-09007010";
    private static final String BEIGAN = "HEALTH-09007020";

    /** Each test tells from a place of its own, since one place may tell only so much an hour. */
    private final String place = "10.0.1." + Math.floorMod(System.nanoTime(), 1_000_000_000L);

    @Autowired
    PaperDesk papers;

    @Autowired
    People people;

    @BeforeEach
    void twoMayLookUpAndOneDoes() {
        right(NANGAN);
        String purpose = right(BEIGAN);
        String number = people.household("09007010001", "介壽路915號")
                .head("陳接種", Sex.MALE, LocalDate.of(2025, 10, 10))
                .found()
                .numbers()
                .getFirst()
                .value();
        assertThat(ask(applicants().account(BEIGAN, "paper-officer"), purpose, number, List.of("name"), List.of()))
                .isInstanceOf(Answer.Answered.class);
    }

    @AfterEach
    void nothingWasTold() {
        TestDatabase.asOwner().sql("delete from joining.paper_asked").update();
    }

    private String right(String agency) {
        Actor officer = applicants().account(agency, "paper-officer");
        return applicants().approved(officer, applicants().account(agency, "paper-security"), List.of("HLT-01"));
    }

    @Test
    void anAgencyThatDoesNotUseItsRightIsNotHiddenByOneThatDoes() {
        told("連江縣南竿鄉衛生所", "HLT-01");
        told("連江縣北竿鄉衛生所", "HLT-01");
        assertThat(rank(NANGAN).right()).isEqualTo(new PaperDesk.Right(1, 1, 0, null));
        assertThat(rank(NANGAN).right().unused()).isTrue();
        assertThat(rank(BEIGAN).right()).isEqualTo(new PaperDesk.Right(1, 1, 1, today()));
        assertThat(rank(BEIGAN).right().unused()).isFalse();
        // As often told, and with a right that lies idle: it stands before the other.
        assertThat(ranking()).extracting(rank -> code(rank.agency())).containsExactly(NANGAN, BEIGAN);
    }

    @Test
    void anAgencyIsKnownByWhatPeopleCallItAndWhoIsNotStaysInsideItsKind() {
        told("南竿鄉 衛生所", "HLT-01");
        told("Public health centre of Nangan Township, Lienchiang County", "");
        told("某某衛生所", "HLT-01");
        told("", "HLT-01");
        told("衛生所", "HLT-01"); // of all names, so of none
        papers.told(new Asked("", "內政部移民署", "", "居留"), place);
        papers.told(new Asked("", "某某銀行", "", "開戶"), place);
        assertThat(rank(NANGAN)).returns(2, Rank::times).returns("", Rank::named);
        assertThat(named("某某衛生所").kind()).isNotNull().returns("HEALTH", AgencyKind::code);
        assertThat(named("").right())
                .returns(2, PaperDesk.Right::holding)
                .returns(1, PaperDesk.Right::using)
                .returns(true, PaperDesk.Right::unused);
        assertThat(named("衛生所").times()).isEqualTo(1);
        assertThat(rank("NIA").kind()).isNotNull().returns("IMMIGRATION", AgencyKind::code);
        assertThat(named("某某銀行").kind()).isNull();
        assertThat(named("某某銀行").right()).isEqualTo(new PaperDesk.Right(0, 0, 0, null));
    }

    @Test
    void aRightToSomethingElseIsNoneToWhatPaperWasAskedFor() {
        told("連江縣南竿鄉衛生所", "HLT-05");
        assertThat(rank(NANGAN).right()).isEqualTo(new PaperDesk.Right(1, 0, 0, null));
        told("連江縣北竿鄉衛生所", "HLT-01");
        assertThat(law("HLT-05").right().holding()).isZero();
        assertThat(law("HLT-01").right())
                .returns(2, PaperDesk.Right::holding)
                .returns(1, PaperDesk.Right::using)
                .returns(today(), PaperDesk.Right::lastUsed);
        clock.goTo(today().plusYears(1).plusDays(1));
        papers.told(new Asked("HEALTH", "", "HLT-01", ""), place);
        assertThat(law("HLT-01").right()).returns(2, PaperDesk.Right::holding).returns(0, PaperDesk.Right::using);
        assertThat(law("HLT-01").right().lastUsed()).isNull();
    }

    private void told(String agency, String item) {
        assertThat(papers.told(new Asked("HEALTH", agency, item, item.isEmpty() ? "接種" : ""), place))
                .isEmpty();
    }

    private List<Rank> ranking() {
        return papers.ranking(today().minusMonths(1), Applicants.MINISTRY);
    }

    private Rank rank(String agency) {
        return ranking().stream()
                .filter(rank -> code(rank.agency()).equals(agency))
                .findFirst()
                .orElseThrow();
    }

    private Rank named(String words) {
        return ranking().stream()
                .filter(rank -> rank.agency() == null && rank.named().equals(words))
                .findFirst()
                .orElseThrow();
    }

    private LawRank law(String item) {
        return papers.laws(today().minusMonths(1), Applicants.MINISTRY).stream()
                .filter(rank -> rank.item().code().equals(item))
                .findFirst()
                .orElseThrow();
    }

    private static String code(@Nullable Agency agency) {
        return agency == null ? "" : agency.code().value();
    }
}
