package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 遷徙: a household or some of its members go to another address, as a household of their own or into another one. What
 * the types of moving have in common; they differ in where one may go.
 */
abstract class Relocation implements Type {

    static final List<String> APPLICANTS = List.of("SELF", "HEAD", "LEGAL_REPRESENTATIVE", "INTERESTED");

    private final RegistrationKind kind;
    private final boolean keepsNumber;

    /**
     * @param keepsNumber whether a whole household that joins none goes on under its number
     */
    Relocation(RegistrationKind kind, boolean keepsNumber) {
        this.kind = kind;
        this.keepsNumber = keepsNumber;
    }

    /** Why one may not go there from here; {@code ""} when one may. */
    abstract String forbids(Case c, Address here, Address there);

    /** Papers of one type alone. */
    List<RegistrationType.Evidence> papers() {
        return List.of();
    }

    @Override
    public final RegistrationType form() {
        return new RegistrationType(
                kind,
                APPLICANTS,
                fields(),
                Stream.concat(evidence().stream(), papers().stream()).toList());
    }

    /** Three months of living there oblige, then thirty days are given (戶籍法 §16–18, §48). */
    @Override
    public final Optional<LocalDate> deadline(LocalDate moved, Rulebook rules) {
        return Optional.of(rules.lastDay(
                moved, rules.value("deadline.residenceMonths", moved), rules.value("deadline.days", moved)));
    }

    @Override
    public final @Nullable Effect examine(Case c) {
        Optional<Address> to = new Destination(c).find(this);
        return new Move(c).examine(to, keepsNumber);
    }

    private static List<RegistrationType.Field> fields() {
        return List.of(
                Fields.eventDate(true),
                Fields.mode(),
                Fields.movers(),
                Fields.optional("address", RegistrationType.Kind.ADDRESS),
                Fields.optional("joinHousehold", RegistrationType.Kind.HOUSEHOLD_NO),
                Fields.optional("relation", RegistrationType.Kind.TEXT),
                Fields.optional("newHead", RegistrationType.Kind.MEMBER).when("mode=PART"),
                Fields.headLeftBehind(),
                Fields.lateReason());
    }

    private static List<RegistrationType.Evidence> evidence() {
        return List.of(
                Fields.paper("ID_CARD", true),
                Fields.paper("HOUSEHOLD_CERTIFICATE", true),
                Fields.paper("TITLE_DEED", false),
                Fields.paper("HOUSE_TAX_BILL", false),
                Fields.paper("NOTARISED_LEASE", false),
                Fields.paper("LEASE", false),
                Fields.paper("JOINED_HOUSEHOLD_CERTIFICATE", false),
                Fields.paper("HEAD_CONSENT", false));
    }
}
