package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.RocDate;

/**
 * 撤銷登記 (戶籍法 §23, §25, §46): what was registered never was, or was void from the start. The registration stays in the list,
 * marked as revoked; what it changed is again as it was believed before it, the newest registrations first.
 */
final class Revocation implements Type {

    private static final String FIELD = "registration";

    private final Registrations registrations;
    private final Revocations revocations;
    private final Books books;
    private final Renumberings renumberings;

    Revocation(Registrations registrations, Revocations revocations, Books books, Renumberings renumberings) {
        this.renumberings = renumberings;
        this.registrations = registrations;
        this.revocations = revocations;
        this.books = books;
    }

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.REVOKE,
                Fields.APPLICANTS_OF_CHANGES,
                List.of(
                        Fields.required(FIELD, RegistrationType.Kind.REGISTRATION),
                        Fields.choice("revokeGround", List.of("NEVER_WAS", "VOID")),
                        Fields.choice("revokeBy", List.of("COURT", "PROOF", "OFFICE")),
                        Fields.eventDate(true),
                        Fields.litigation(),
                        Fields.lateReason()),
                List.of(
                        Fields.paper("COURT_RULING", false),
                        Fields.paper("FINALITY_CERTIFICATE", false),
                        Fields.paper("GROUND_PROOF", false),
                        Fields.paper("ORIGINAL_DOCUMENT", false),
                        Fields.paper("ID_CARD", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate found, Rulebook rules) {
        return Optional.of(rules.filingLimit(found));
    }

    @Override
    public boolean ofTheDead() {
        return true;
    }

    @Override
    public boolean toldInWriting() {
        return true;
    }

    @Override
    public @Nullable Effect examine(Case c) {
        switch (c.typed().text("revokeBy")) {
            case "COURT" -> c.requireRuling();
            case "PROOF" -> c.requirePaper("GROUND_PROOF");
            default -> c.requirePaper("ORIGINAL_DOCUMENT");
        }
        c.refuseWhileLitigated();
        Registration revoked = standing(c, FIELD, registrations);
        if (revoked == null) {
            return null;
        }
        // Of what holds from another day by now, the correction goes first.
        List<RegistrationId> redated = revocations.redatedBy(revoked.id());
        if (!redated.isEmpty()) {
            builtOn(c, redated);
            return null;
        }
        Set<HouseholdNo> touched = revocations.touched(revoked.id());
        Reversal reversal = new Reversal(
                books, renumberings, c.ledger(), revoked.recordedAt(), revocations.everResidents(touched), touched);
        if (!reversal.isPossible()) {
            inTheWay(c, reversal);
            return null;
        }
        return () -> {
            reversal.apply();
            annotate(c, revoked);
        };
    }

    private void inTheWay(Case c, Reversal reversal) {
        builtOn(c, reversal.builtOnIt(revocations));
    }

    private void builtOn(Case c, List<RegistrationId> later) {
        String names = later.stream()
                .flatMap(id -> registrations.byId(id, c.hidden()).stream())
                .map(r -> called(c, r) + " " + RocDate.format(r.eventDate()))
                .collect(Collectors.joining("、"));
        if (names.isEmpty()) {
            c.refuse(FIELD, "registry.registration.changedSince");
        } else {
            c.refuse(FIELD, "registry.registration.builtOn", names);
        }
    }

    /** The official name of a type, as annotations write it. */
    private static String called(Case c, Registration registration) {
        return c.rules().template("KIND_" + registration.kind(), c.today()).text();
    }

    private static void annotate(Case c, Registration revoked) {
        String ground = c.rules()
                .template("REVOKE_" + c.typed().text("revokeGround"), c.today())
                .text();
        for (Registration.Affected affected : revoked.affected()) {
            c.annotate(
                    affected.person(),
                    "REVOKE",
                    Map.of(
                            "registration", called(c, revoked),
                            "madeOn", RocDate.annotation(revoked.eventDate()),
                            "ground", ground));
        }
    }

    /** The registration of the party that the form names and that was not taken back yet, or what is said instead. */
    static @Nullable Registration standing(Case c, String field, Registrations registrations) {
        Registration named = named(c.form(), field)
                .flatMap(id -> registrations.byId(id, c.hidden()).stream().findFirst())
                .filter(r -> r.affected().stream().anyMatch(a -> a.person().equals(c.party())))
                .orElse(null);
        if (named == null) {
            c.refuse(field, "registry.registration.unknown");
        } else if (named.revokedOn() != null) {
            c.refuse(field, "registry.registration.revoked", RocDate.format(named.revokedOn()));
            return null;
        }
        return named;
    }

    /** Which registration a form takes back, if it names one. */
    static Optional<RegistrationId> named(RegistrationForm form) {
        return named(form, FIELD);
    }

    static Optional<RegistrationId> named(RegistrationForm form, String field) {
        String typed = form.values().getOrDefault(field, "").strip();
        return typed.matches("\\d{1,18}") ? Optional.of(new RegistrationId(Long.parseLong(typed))) : Optional.empty();
    }
}
