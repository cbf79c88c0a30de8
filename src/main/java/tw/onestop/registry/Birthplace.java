package tw.onestop.registry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 出生地登記 (戶籍法 §20, §44): the county or city, or the country, in which somebody was born. */
final class Birthplace implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.BIRTHPLACE,
                List.of("SELF", "LEGAL_REPRESENTATIVE", "BIRTH_APPLICANT", "INTERESTED"),
                List.of(Fields.required("birthPlace", RegistrationType.Kind.TEXT)),
                List.of(Fields.required("BIRTHPLACE_PROOF"), Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        String place = c.typed().text("birthPlace");
        String before = c.partyFacts().birthPlace();
        if (place.equals(before)) {
            c.refuse("birthPlace", "registry.birthPlace.same");
        }
        return () -> {
            // Where somebody was born was always so: the register believes it of all of their time.
            c.ledger().correctPerson(c.party(), p -> p.withBirthPlace(place));
            c.annotate(
                    c.party(),
                    before.isEmpty() ? "BIRTHPLACE" : "BIRTHPLACE_CHANGED",
                    Map.of("birthPlace", place, "oldBirthPlace", before));
        };
    }
}
