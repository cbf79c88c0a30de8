package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.Confirmation.Companion;
import tw.onestop.notice.Confirmation.Result;
import tw.onestop.notice.PassportDesk.Begun;
import tw.onestop.notice.PassportDesk.Finding;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;

/** 首次申請護照親辦人別確認. */
@ProductTest
class PassportTests {

    private static final String JIESHOU = "09007010001";
    private static final Actor CLERK = People.clerk(JIESHOU);

    @Autowired
    PassportDesk desk;

    @Autowired
    PictureRound round;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void aGrownUpIsConfirmedByDocumentAndItHoldsForSixMonths() throws IOException {
        clock.goTo(LocalDate.of(2026, 8, 31));
        Person wang = family().person(0);
        UUID id = begun(wang);
        assertThat(desk.confirmation(id, CLERK).orElseThrow().photograph()).isNull();
        assertThat(desk.decide(id, good("PHOTOGRAPH"), CLERK))
                .containsExactly(Refusal.of("against", "notice.passport.against.noPhotograph"));
        assertThat(desk.decide(id, good("ID_CARD"), CLERK)).isEmpty();
        Confirmation.Decision decision = decision(id);
        assertThat(decision.no()).matches("C115\\d{9}");
        assertThat(decision.companion()).isEqualTo(Companion.NONE);
        assertThat(decision.validUntil()).isEqualTo(LocalDate.of(2027, 2, 28));
        assertThat(desk.decide(id, good("ID_CARD"), CLERK)).containsExactly(Refusal.of("", "notice.passport.decided"));
        clock.goTo(LocalDate.of(2027, 2, 28));
        assertThat(desk.standing(wang.id(), CLERK).orElseThrow().valid()).isNotNull();
        clock.goTo(LocalDate.of(2027, 3, 1));
        assertThat(desk.standing(wang.id(), CLERK).orElseThrow().valid()).isNull();
    }

    @Test
    void aPictureIsErasedSomeDaysAfterItsConfirmationHoldsNoMore() throws IOException {
        clock.goTo(LocalDate.of(2026, 8, 31));
        Person wang = family().person(0);
        UUID open = begun(wang);
        UUID first = begun(wang);
        assertThat(desk.decide(first, good("ID_CARD"), CLERK)).isEmpty();
        clock.goTo(LocalDate.of(2027, 3, 30)); // it held until 28 February
        round.walk();
        assertThat(desk.picture(first, CLERK)).isPresent();
        assertThat(desk.decide(open, good("ID_CARD"), CLERK))
                .as("nobody went on with it")
                .containsExactly(Refusal.of("", "notice.passport.erased"));
        clock.goTo(LocalDate.of(2027, 3, 31));
        round.walk();

        assertThat(desk.picture(first, CLERK)).isEmpty();
        PassportDesk.Case kept = desk.confirmation(first, CLERK).orElseThrow();
        assertThat(kept.pictured()).isFalse();
        assertThat(Objects.requireNonNull(kept.confirmation().decision()).result())
                .isEqualTo(Result.CONFIRMED);
        UUID next = begun(wang);
        assertThat(desk.confirmation(next, CLERK).orElseThrow().photograph()).isNull();
        assertThat(desk.decide(next, good("ID_CARD"), CLERK)).isEmpty();
        assertThat(TestDatabase.asOwner()
                        .sql(
                                "select count(*) from audit.trail where action = 'notice.passport.erase' and object = any(?)"
                                        + " and detail ~ '^sha256=[0-9a-f]{64}$'")
                        .param(new String[] {first.toString(), open.toString()})
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThatThrownBy(() -> TestDatabase.asOwner()
                        .sql("update notice.confirmation set alike = false where id = ?")
                        .param(first)
                        .update())
                .as("the rest of it stays")
                .hasMessageContaining("stays as it is");
    }

    @Test
    void aLaterDoubtEndsWhatWasConfirmedAndTheNextIsComparedWithTheKeptPicture() throws IOException {
        Person wang = family().person(0);
        UUID first = begun(wang);
        desk.decide(first, good("ID_CARD"), CLERK);
        UUID second = begun(wang);
        assertThat(desk.confirmation(second, CLERK).orElseThrow().photograph()).isEqualTo(first);
        assertThat(desk.decide(second, with(good("PHOTOGRAPH"), "NO", "CONFIRMED", ""), CLERK))
                .containsExactly(Refusal.of("result", "notice.passport.result.notAlike"));
        assertThat(desk.decide(second, with(good("PHOTOGRAPH"), "NO", "DOUBTFUL", " "), CLERK))
                .containsExactly(Refusal.of("why", "notice.passport.why.DOUBTFUL"));
        assertThat(desk.decide(second, with(good("PHOTOGRAPH"), "NO", "DOUBTFUL", "請補同卡相片"), CLERK))
                .isEmpty();
        assertThat(decision(second).validUntil()).isNull();
        assertThat(desk.standing(wang.id(), CLERK).orElseThrow().valid()).isNull();
        assertThat(desk.standing(wang.id(), CLERK).orElseThrow().earlier()).hasSize(2);
    }

    @Test
    void aLookStandsInTheTrailWithItsOutcomeAndWhomItConcerns() throws IOException {
        Person wang = family().person(0);
        UUID id = begun(wang);

        assertThat(desk.confirmation(id, People.clerk("09007020001"))).isEmpty();
        desk.confirmation(id, CLERK);

        assertThat(TestDatabase.asOwner()
                        .sql("""
                                select outcome || ' ' || detail || (subject_index is not null) from audit.trail
                                where object = ? and action = 'notice.passport.read' order by seq
                                """)
                        .param(id.toString())
                        .query(String.class)
                        .list())
                .containsExactly("REFUSED unknownfalse", "DONE true");
        desk.standing(wang.id(), CLERK);
        assertThat(TestDatabase.asOwner()
                        .sql(
                                "select subject_index is not null from audit.trail where action = 'notice.passport.read' order by seq desc limit 1")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aChildComesWithSomebodyOfWhomTheRegisterKnowsWhatTheyAre() throws IOException {
        clock.goTo(LocalDate.of(2026, 3, 2));
        People.Home home = family();
        Person father = home.person(0);
        Person child = home.person(2);
        UUID id = begun(child);
        assertThat(desk.standing(child.id(), CLERK).orElseThrow().needs())
                .isEqualTo(new PassportDesk.Needs(10, "filing-child", true, true));
        assertThat(codes(desk.decide(id, good("ID_CARD"), CLERK)))
                .containsExactly(
                        "notice.passport.companion.number",
                        "notice.passport.companion.name",
                        "notice.passport.consent.missing",
                        "notice.passport.representative.number",
                        "notice.passport.representative.name");
        assertThat(codes(desk.decide(id, child(father, child.nationalId().value(), "王一", ""), CLERK)))
                .containsExactly("notice.passport.companion.self");
        assertThat(codes(desk.decide(id, child(father, father.nationalId().value(), "王大錯", ""), CLERK)))
                .containsExactly("notice.passport.companion.differs");
        Person stranger = family().person(0);
        assertThat(codes(desk.decide(id, child(father, stranger.nationalId().value(), stranger.name(), ""), CLERK)))
                .containsExactly("notice.passport.companion.unrelated");
        assertThat(desk.decide(id, child(father, father.nationalId().value(), father.name(), ""), CLERK))
                .isEmpty();
        assertThat(decision(id).companion()).isEqualTo(Companion.PARENT);
        UUID again = begun(child);
        assertThat(desk.decide(again, child(father, stranger.nationalId().value(), stranger.name(), "yes"), CLERK))
                .isEmpty();
        assertThat(decision(again).companion()).isEqualTo(Companion.BY_DOCUMENT);
    }

    @Test
    void whoIsDoubtedOrRefusedMayHaveShownNothingAndComeAlone() throws IOException {
        clock.goTo(LocalDate.of(2026, 3, 2));
        Person child = family().person(2);
        UUID doubted = begun(child);
        Finding nothing = only("DOUBTFUL", "");
        assertThat(codes(desk.decide(doubted, nothing, CLERK))).containsExactly("notice.passport.why.DOUBTFUL");
        assertThat(desk.decide(doubted, only("DOUBTFUL", "未帶證件，無人陪同"), CLERK)).isEmpty();
        assertThat(decision(doubted))
                .extracting(Confirmation.Decision::against, Confirmation.Decision::alike)
                .containsExactly(Confirmation.Against.NOTHING, false);
        UUID refused = begun(child);
        assertThat(desk.decide(refused, only("REFUSED", "曾領護照"), CLERK)).isEmpty();
        UUID confirmed = begun(child);
        assertThat(codes(desk.decide(confirmed, only("CONFIRMED", ""), CLERK)))
                .contains("notice.passport.papers.child", "notice.passport.companion.number");
    }

    @Test
    void nobodyConsentsForThemselvesNorWhoIsNotTheParentWithoutADocument() throws IOException {
        clock.goTo(LocalDate.of(2026, 3, 2));
        People.Home home = family();
        Person father = home.person(0);
        Person child = home.person(2);
        Person stranger = family().person(1);
        UUID id = begun(child);
        String number = father.nationalId().value();
        assertThat(codes(desk.decide(id, child(child, number, father.name(), ""), CLERK)))
                .containsExactly("notice.passport.representative.self");
        assertThat(codes(desk.decide(id, consented(number, father.name(), "", number, "王大錯", "yes"), CLERK)))
                .containsExactly("notice.passport.representative.differs");
        assertThat(codes(desk.decide(id, child(stranger, number, father.name(), ""), CLERK)))
                .containsExactly("notice.passport.representative.unrelated");
        assertThat(desk.decide(
                        id,
                        consented(
                                number, father.name(), "", stranger.nationalId().value(), stranger.name(), "yes"),
                        CLERK))
                .isEmpty();
    }

    @Test
    void aParentWithoutANumberHereComesWithTheirPassportAndADocument() throws IOException {
        clock.goTo(LocalDate.of(2026, 3, 2));
        People.Home home = family();
        Person child = home.person(2);
        UUID id = begun(child);
        assertThat(codes(desk.decide(id, foreign(home.person(0), "X1", "yes"), CLERK)))
                .containsExactly("notice.passport.foreignNumber");
        assertThat(codes(desk.decide(id, foreign(home.person(0), "b1234567", ""), CLERK)))
                .containsExactly("notice.passport.companion.unrelated");
        assertThat(desk.decide(id, foreign(home.person(0), "b1234567", "yes"), CLERK))
                .isEmpty();
        assertThat(decision(id).companion()).isEqualTo(Companion.BY_DOCUMENT);
        assertThat(decision(id).words().companionNumber()).isEqualTo("B1234567");
        assertThat(decision(id).words().companionNationality()).isEqualTo("越南");
    }

    private static Finding foreign(Person consenting, String number, String proof) {
        Finding of = child(consenting, number, "NGUYEN THI HOA", proof);
        return new Finding(
                of.former(),
                of.papers(),
                of.companionNumber(),
                of.companionName(),
                "越南",
                of.proof(),
                of.consent(),
                of.representative(),
                of.representativeName(),
                "",
                "",
                of.against(),
                of.alike(),
                of.result(),
                "");
    }

    private static Finding only(String result, String why) {
        return new Finding("", Set.of(), "", "", "", "", "", "", "", "", "", "", "", result, why);
    }

    @Test
    void theAgesAreThoseOfTheBirthdayItself() {
        Person child = family().person(2);
        for (var age : List.of(
                new PassportDesk.Needs(6, "filing-child", true, false),
                new PassportDesk.Needs(7, "filing-child", true, true),
                new PassportDesk.Needs(13, "filing-child", true, true),
                new PassportDesk.Needs(14, "filing", false, true),
                new PassportDesk.Needs(17, "filing", false, true),
                new PassportDesk.Needs(18, "filing", false, false))) {
            clock.goTo(child.birthDate().plusYears(age.age()));
            assertThat(desk.standing(child.id(), CLERK).orElseThrow().needs()).isEqualTo(age);
        }
    }

    @Test
    void whoHadAPassportOrShowsNothingIsRefused() throws IOException {
        UUID id = begun(family().person(0));
        assertThat(codes(desk.decide(id, Finding.nothing(), CLERK)))
                .containsExactly(
                        "notice.passport.former.missing",
                        "notice.passport.papers.missing",
                        "notice.passport.against.missing",
                        "notice.passport.alike.missing",
                        "notice.passport.result.missing");
        Finding former = new Finding(
                "YES", Set.of("ID_CARD"), "", "", "", "", "", "", "", "", "", "ID_CARD", "YES", "CONFIRMED", "");
        assertThat(codes(desk.decide(id, former, CLERK))).containsExactly("notice.passport.former");
    }

    @Test
    void whatIsNoPictureIsRefusedAndWhatIsOneIsWrittenAnew() throws IOException {
        Person wang = family().person(0);
        assertThat(refused(wang, new byte[0])).isEqualTo("notice.passport.photo.missing");
        assertThat(refused(wang, "<svg onload='x'/>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("notice.passport.photo.none");
        assertThat(refused(wang, "GIF89a nothing".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("notice.passport.photo.none");
        assertThat(refused(wang, image("gif", 350, 450))).isEqualTo("notice.passport.photo.none");
        byte[] torn = image("png", 350, 450);
        assertThat(refused(wang, java.util.Arrays.copyOf(torn, torn.length / 3)))
                .isEqualTo("notice.passport.photo.none");
        assertThat(refused(wang, image("png", 200, 260))).isEqualTo("notice.passport.photo.tooSmall");
        assertThat(refused(wang, image("jpeg", 640, 480))).isEqualTo("notice.passport.photo.shape");
        assertThat(refused(wang, image("png", 8001, 10200))).isEqualTo("notice.passport.photo.tooLarge");
        byte[] hiding = java.util.Arrays.copyOf(image("jpeg", 1400, 1800), 200_000);
        byte[] note = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(note, 0, hiding, 150_000, note.length);
        if (!(desk.begin(wang.id(), hiding, CLERK) instanceof Begun.Case(UUID id))) {
            throw new AssertionError("the picture was not taken");
        }
        byte[] kept = desk.picture(id, CLERK).orElseThrow();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("<script>");
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(kept));
        assertThat(read.getWidth()).isEqualTo(826);
    }

    /** A camera held upright keeps what its sensor saw, lying, and says so. */
    @Test
    void aPictureIsTurnedAsItsCameraSays() throws IOException {
        Person wang = family().person(0);
        for (int orientation = 1; orientation <= 8; orientation++) {
            boolean lies = orientation >= 5;
            BufferedImage stored = new BufferedImage(lies ? 450 : 350, lies ? 350 : 450, BufferedImage.TYPE_INT_RGB);
            // Red in the corner that comes to be the upper left one.
            Point corner = Orientations.upperLeft(orientation, stored.getWidth(), stored.getHeight());
            Graphics2D pen = stored.createGraphics();
            pen.setColor(Color.RED);
            pen.fillRect(corner.x - 60, corner.y - 60, 120, 120);
            pen.dispose();
            if (!(desk.begin(wang.id(), Orientations.saying(orientation, stored), CLERK)
                    instanceof Begun.Case(UUID id))) {
                throw new AssertionError("not taken: " + orientation);
            }
            BufferedImage kept = ImageIO.read(
                    new ByteArrayInputStream(desk.picture(id, CLERK).orElseThrow()));
            assertThat(kept.getWidth()).as("%d", orientation).isEqualTo(350);
            assertThat(kept.getHeight()).isEqualTo(450);
            assertThat(new Color(kept.getRGB(20, 20)).getRed())
                    .as("%d", orientation)
                    .isGreaterThan(200);
            assertThat(new Color(kept.getRGB(330, 20)).getRed())
                    .as("%d", orientation)
                    .isLessThan(60);
            assertThat(new Color(kept.getRGB(20, 430)).getRed())
                    .as("%d", orientation)
                    .isLessThan(60);
        }
    }

    @Test
    void anotherOfficeSeesTheResultAndNotTheCase() throws IOException {
        Person wang = family().person(0);
        UUID id = begun(wang);
        Actor elsewhere = People.clerk("65000010001");
        assertThat(desk.confirmation(id, elsewhere)).isEmpty();
        assertThat(desk.picture(id, elsewhere))
                .as("of a case that is not decided")
                .isEmpty();
        assertThat(desk.picture(id, CLERK)).isPresent();
        assertThat(codes(desk.decide(id, good("ID_CARD"), elsewhere))).containsExactly("notice.passport.unknown");
        desk.decide(id, good("ID_CARD"), CLERK);
        assertThat(desk.standing(wang.id(), elsewhere).orElseThrow().valid()).isNotNull();
        assertThat(desk.picture(id, elsewhere)).as("compared with next").isPresent();
    }

    @Test
    void whatWasDecidedStaysInTheTableItself() throws IOException {
        UUID id = begun(family().person(0));
        desk.decide(id, good("ID_CARD"), CLERK);
        assertThatThrownBy(() -> TestDatabase.asOwner()
                        .sql("update notice.confirmation set result = 'REFUSED' where id = ?")
                        .param(id)
                        .update())
                .hasMessageContaining("stays as it is");
    }

    private People.Home family() {
        return people.household(JIESHOU, "護照路1號")
                .head("王大明", Sex.MALE, LocalDate.of(1985, 1, 9))
                .spouse("林小美", Sex.FEMALE, LocalDate.of(1986, 3, 4))
                .child("王一", Sex.MALE, LocalDate.of(2016, 2, 3))
                .found();
    }

    private UUID begun(Person person) throws IOException {
        if (desk.begin(person.id(), image("jpeg", 350, 450), CLERK) instanceof Begun.Case(UUID id)) {
            return id;
        }
        throw new AssertionError("not begun");
    }

    private String refused(Person person, byte[] file) {
        return desk.begin(person.id(), file, CLERK) instanceof Begun.Refused(List<Refusal> refusals)
                ? refusals.getFirst().code()
                : "";
    }

    private Confirmation.Decision decision(UUID id) {
        return Objects.requireNonNull(
                desk.confirmation(id, CLERK).orElseThrow().confirmation().decision());
    }

    private static Finding good(String against) {
        return new Finding(
                "NO", Set.of("ID_CARD"), "", "", "", "", "", "", "", "", "", against, "YES", "CONFIRMED", "");
    }

    private static Finding with(Finding of, String alike, String result, String why) {
        return new Finding(
                of.former(),
                of.papers(),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                of.against(),
                alike,
                Result.valueOf(result).name(),
                why);
    }

    private static Finding child(Person consenting, String number, String name, String proof) {
        return consented(number, name, proof, consenting.nationalId().value(), consenting.name(), "");
    }

    private static Finding consented(
            String number, String name, String proof, String representative, String consenting, String consentProof) {
        return new Finding(
                "NO",
                Set.of("HOUSEHOLD_CERTIFICATE"),
                number,
                name,
                "",
                proof,
                "yes",
                representative,
                consenting,
                "",
                consentProof,
                "HOUSEHOLD_CERTIFICATE",
                "YES",
                "CONFIRMED",
                "");
    }

    private static List<String> codes(List<Refusal> refusals) {
        return refusals.stream().map(Refusal::code).toList();
    }

    static byte[] image(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(
                width,
                height,
                format.equals("gif") || width > 8000 ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
