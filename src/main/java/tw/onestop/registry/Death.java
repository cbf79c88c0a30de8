package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 死亡登記 (戶籍法 §14, §36–38): by the certificate of a death; what it does is {@link Demise}. */
final class Death implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.DEATH,
                List.of(
                        "SPOUSE",
                        "RELATIVE",
                        "HEAD",
                        "COHABITANT",
                        "UNDERTAKER",
                        "LANDLORD",
                        "INSTITUTION",
                        "INTERESTED"),
                List.of(
                        Fields.eventDate(true),
                        Fields.optional("deathPlace", RegistrationType.Kind.TEXT),
                        Fields.optional("certificateNo", RegistrationType.Kind.TEXT),
                        Fields.choice("idCardReturned", List.of("RETURNED", "LOST", "NEVER_ISSUED")),
                        Fields.optional("newHead", RegistrationType.Kind.MEMBER),
                        Fields.lateReason()),
                List.of(
                        Fields.original("DEATH_CERTIFICATE"),
                        Fields.original("INQUEST_CERTIFICATE"),
                        Fields.original("FOREIGN_DEATH_CERTIFICATE"),
                        Fields.paper("ID_CARD", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate death, Rulebook rules) {
        return Optional.of(rules.filingLimit(death));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        c.requireOneOf(
                "registry.evidence.death", "DEATH_CERTIFICATE", "INQUEST_CERTIFICATE", "FOREIGN_DEATH_CERTIFICATE");
        if (c.typed().text("idCardReturned").equals("LOST")) {
            c.warn("idCardReturned", "registry.idCardReturned.lost");
        }
        return new Demise(c, Person.DomicileStatus.DEAD).examine();
    }
}
