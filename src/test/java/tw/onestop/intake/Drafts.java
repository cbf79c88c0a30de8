package tw.onestop.intake;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tw.onestop.TestClock;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.RocDate;
import tw.onestop.notice.Filed;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;

/** Fixtures: what a clerk has typed when a whole household moves within its village. */
@Component
class Drafts {

    private final RegistryDesk registry;
    private final NoticeDesk notices;
    private final TestClock clock;

    Drafts(RegistryDesk registry, NoticeDesk notices, TestClock clock) {
        this.registry = registry;
        this.notices = notices;
        this.clock = clock;
    }

    /** Everything filled in; the head tells these agencies of the new address. */
    Sitting.Draft move(People.Home home, Actor clerk, String street, String... agencies) {
        long version = registry.household(home.no(), AsOf.on(LocalDate.now(clock)), clerk)
                .orElseThrow()
                .version();
        return new Sitting.Draft(
                List.of(form(home, home.villageCode(), street)),
                Map.of(home.no().value(), version),
                List.of(),
                Arrays.stream(agencies)
                        .map(agency -> agency + "/ADDRESS/" + home.id(0).value())
                        .toList(),
                Map.of(),
                "0912345678",
                "",
                true,
                "data:image/png;base64," + Base64.getEncoder().encodeToString(Filed.signature(true)),
                new Sitting.Applicant(home.numbers().getFirst().value(), "王小明", ""),
                notices.consentNotice().version(),
                home.no().value(),
                "王○明");
    }

    RegistrationForm form(People.Home home, String village, String street) {
        return new RegistrationForm(
                RegistrationKind.ADDR,
                home.id(0),
                new RegistrationForm.Applicant(home.numbers().getFirst().value(), "王小明", "SELF", "0912345678", null),
                Map.of(
                        "eventDate",
                        RocDate.slashed(LocalDate.now(clock)),
                        "mode",
                        "WHOLE",
                        "address.villageCode",
                        village,
                        "address.neighbourhood",
                        "1",
                        "address.street",
                        street,
                        "evidence",
                        "ID_CARD,HOUSEHOLD_CERTIFICATE,TITLE_DEED"));
    }

    static Sitting.Draft unsigned(Sitting.Draft d) {
        return new Sitting.Draft(
                d.forms(),
                d.seen(),
                d.earlier(),
                d.choices(),
                d.keys(),
                d.phone(),
                d.email(),
                d.consent(),
                "",
                d.applicant(),
                d.consentVersion(),
                d.household(),
                d.title());
    }
}
