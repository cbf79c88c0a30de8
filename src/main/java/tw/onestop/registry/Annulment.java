package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 廢止戶籍登記 (戶籍法 §24, §48-1): of who has lost the nationality, or the status of somebody of the Taiwan area; from the day
 * of the loss they have no domicile. That something else ceases later has its own type: the end of an adoption, of a marriage, of
 * care.
 */
final class Annulment implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.ANNUL,
                Fields.APPLICANTS_OF_CHANGES,
                List.of(
                        Fields.choice("annulGround", List.of("NATIONALITY", "TAIWAN_STATUS")),
                        Fields.eventDate(true),
                        Fields.litigation(),
                        Fields.optional("newHead", RegistrationType.Kind.MEMBER),
                        Fields.lateReason()),
                List.of(
                        Fields.paper("NATIONALITY_LOSS", false),
                        Fields.paper("TAIWAN_STATUS_LOSS", false),
                        Fields.paper("ID_CARD", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate lost, Rulebook rules) {
        return Optional.of(rules.filingLimit(lost));
    }

    @Override
    public boolean toldInWriting() {
        return true;
    }

    @Override
    public @Nullable Effect examine(Case c) {
        String ground = c.typed().text("annulGround");
        c.requirePaper(ground.equals("TAIWAN_STATUS") ? "TAIWAN_STATUS_LOSS" : "NATIONALITY_LOSS");
        c.refuseWhileLitigated();
        Effect gone = new Demise(c, Person.DomicileStatus.ANNULLED).examine();
        return () -> {
            gone.apply();
            String words = c.rules().template("ANNUL_" + ground, c.today()).text();
            c.annotate(c.party(), "ANNUL", Map.of("ground", words));
        };
    }
}
