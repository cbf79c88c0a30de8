package tw.onestop.bureau;

import java.awt.BasicStroke;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tw.onestop.TestClock;
import tw.onestop.intake.IntakeDesk;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.Filed;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.Receipt;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;

/** Fixtures: a move with its notices, recorded and filed in one sitting as the counter does it. */
@Component
class Cases {

    static final String OFFICE = "09007010";
    private static final String VILLAGE = OFFICE + "001";

    /** What the citizen adds where an agency needs it. */
    private static final Map<String, String> KEYS = Map.of(
            "TAIPOWER/electricityNo", "01234567890",
            "TAIWATER/waterNo", "4K123456789",
            "TPEWATER/waterNo", "1123456789",
            "MVO/plateNo", "ABC-1234");

    private final IntakeDesk intake;
    private final RegistryDesk registry;
    private final NoticeDesk notices;
    private final People people;
    private final TestClock clock;

    Cases(IntakeDesk intake, RegistryDesk registry, NoticeDesk notices, People people, TestClock clock) {
        this.intake = intake;
        this.registry = registry;
        this.notices = notices;
        this.people = people;
        this.clock = clock;
    }

    /** Somebody moved house and had these agencies told of the new address. */
    Receipt move(String name, String... agencies) {
        Actor clerk = People.clerk(VILLAGE);
        People.Home home = people.household(VILLAGE, "介壽路1號")
                .head(name, Sex.FEMALE, LocalDate.of(1945, 4, 2))
                .found();
        long version = registry.household(home.no(), AsOf.on(LocalDate.now(clock)), clerk)
                .orElseThrow()
                .version();
        Sitting.Draft draft = new Sitting.Draft(
                List.of(form(home, name)),
                Map.of(home.no().value(), version),
                List.of(),
                Arrays.stream(agencies)
                        .map(agency -> agency + "/ADDRESS/" + home.id(0).value())
                        .toList(),
                KEYS,
                "0912345678",
                "",
                true,
                "data:image/png;base64," + Base64.getEncoder().encodeToString(signature()),
                new Sitting.Applicant(home.numbers().getFirst().value(), name, ""),
                notices.consentNotice().version(),
                home.no().value(),
                name);
        IntakeDesk.Conclusion conclusion = intake.conclude(intake.open(draft, clerk), clerk);
        if (conclusion instanceof IntakeDesk.Conclusion.Concluded concluded) {
            return notices.receipt(concluded.receiptNo().orElseThrow(), clerk).orElseThrow();
        }
        throw new AssertionError(conclusion);
    }

    private RegistrationForm form(People.Home home, String name) {
        return new RegistrationForm(
                RegistrationKind.ADDR,
                home.id(0),
                new RegistrationForm.Applicant(home.numbers().getFirst().value(), name, "SELF", "0912345678", null),
                Map.of(
                        "eventDate",
                        RocDate.slashed(LocalDate.now(clock)),
                        "mode",
                        "WHOLE",
                        "address.villageCode",
                        VILLAGE,
                        "address.neighbourhood",
                        "3",
                        "address.street",
                        "復興路88號",
                        "evidence",
                        "ID_CARD,HOUSEHOLD_CERTIFICATE,TITLE_DEED"));
    }

    /** As the pad of the counter draws it. */
    static byte[] signature() {
        return Filed.picture(800, 240, pen -> {
            pen.setStroke(new BasicStroke(6));
            pen.drawPolyline(
                    new int[] {120, 190, 250, 330, 400, 470, 560, 650},
                    new int[] {60, 170, 70, 190, 60, 160, 90, 180},
                    8);
        });
    }
}
