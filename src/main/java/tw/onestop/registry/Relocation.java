package tw.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.Text;

/**
 * 遷徙: a household or some of its members go to another address, as a household of their own or into another one. What
 * address change (within a township) and move-in (between townships) have in common; they differ in where one may go.
 */
final class Relocation {

    static final List<String> MODES = List.of("WHOLE", "PART");

    private static final Pattern RELATION = Pattern.compile("\\p{IsHan}{1,10}");

    private final Case c;
    private final HouseholdNo from;
    private final LocalDate on;
    private final List<PersonId> present;

    Relocation(Case c) {
        this.c = c;
        this.from = c.partyHousehold();
        this.on = c.eventDate();
        this.present = c.ledger().present(from);
    }

    /** Who goes where; {@code join} null for a household of their own, {@code newHead} its head then. */
    private record Plan(
            List<PersonId> movers,
            Address to,
            @Nullable HouseholdNo join,
            PersonId newHead,
            @Nullable PersonId oldHouseholdHead) {}

    /**
     * @param keepsNumber whether a whole household that joins none goes on under its number
     * @return null after a refusal
     */
    Type.@Nullable Effect examine(boolean keepsNumber) {
        boolean whole = c.typed().text("mode").equals("WHOLE");
        List<PersonId> movers = whole ? present : c.typed().members("members");
        if (!whole && !movers.isEmpty() && movers.size() == present.size()) {
            c.refuse("mode", "registry.mode.everybodyMoves");
        }
        if (!whole && !movers.isEmpty() && !movers.contains(c.party())) {
            c.refuse("members", "registry.members.withoutParty");
        }
        if (whole && c.form().applicant().relation().equals("SELF") && !isHead(c.party())) {
            c.refuse("applicant.relation", "registry.applicant.wholeByHead");
        }
        Optional<HouseholdNo> join = c.typed().household("joinHousehold");
        Optional<Address> to = destination(join);
        c.refuseBeforeLastChange(lastChange(movers, join));
        papers(join.isPresent());
        if (c.refused() || movers.isEmpty() || to.isEmpty()) {
            return null;
        }
        minors(movers, join);
        relations(movers, join);
        PersonId head = newHead(movers, whole);
        PersonId successor = successor(movers);
        if (c.refused()) {
            return null;
        }
        Plan plan = new Plan(movers, to.get(), join.orElse(null), head, successor);
        return () -> apply(plan, keepsNumber && whole && join.isEmpty());
    }

    /** Where they go: to the household joined, or to the address typed. */
    Optional<Address> destination(Optional<HouseholdNo> join) {
        Optional<Address> typed = c.typed().address("address");
        Optional<Address> joined = Optional.empty();
        if (join.isPresent()) {
            Optional<HouseholdRecord> there =
                    c.ledger().households().find(join.get()).map(Spells::last);
            if (there.isPresent() && there.get().closed()) {
                c.refuse("joinHousehold", "registry.joinHousehold.closed");
            } else if (join.get().equals(from)) {
                c.refuse("joinHousehold", "registry.joinHousehold.own");
            }
            joined = there.map(HouseholdRecord::address);
            if (typed.isPresent() && joined.isPresent() && !same(typed.get(), joined.get())) {
                c.refuse(
                        "joinHousehold",
                        "registry.joinHousehold.otherAddress",
                        joined.get().full());
            }
        } else if (c.typed().text("joinHousehold").isEmpty()
                && c.typed().text("address.villageCode").isEmpty()) {
            c.refuse("address.villageCode", "registry.address.village.missing");
        }
        Optional<Address> to = joined.or(() -> typed);
        Address here = c.ledger().household(from).address();
        if (to.isPresent() && same(to.get(), here) && !c.refused()) {
            c.refuse("address.street", "registry.address.same");
        }
        return to;
    }

    private void papers(boolean joins) {
        if (joins) {
            c.requireOneOf("registry.evidence.joining", "JOINED_HOUSEHOLD_CERTIFICATE", "HEAD_CONSENT");
        } else {
            c.requireOneOf("registry.evidence.dwelling", "TITLE_DEED", "HOUSE_TAX_BILL", "NOTARISED_LEASE", "LEASE");
        }
    }

    private LocalDate lastChange(List<PersonId> movers, Optional<HouseholdNo> join) {
        List<LocalDate> days = new ArrayList<>();
        days.add(c.ledger().households().get(from).lastSpell().from());
        movers.forEach(m -> days.add(c.ledger().stays().get(m).lastSpell().from()));
        join.flatMap(c.ledger().households()::find)
                .ifPresent(h -> days.add(h.lastSpell().from()));
        return days.stream().max(LocalDate::compareTo).orElse(on);
    }

    /** A minor does not found a household, and who lets minors move is warned of both parents. */
    private void minors(List<PersonId> movers, Optional<HouseholdNo> join) {
        if (movers.stream().anyMatch(m -> c.isAdult(m, on))) {
            return;
        }
        if (join.isEmpty()) {
            if (present.stream().anyMatch(p -> c.isAdult(p, on))) {
                c.refuse("joinHousehold", "registry.joinHousehold.minorAlone");
            }
            return;
        }
        List<PersonId> adults = c.ledger().present(join.get()).stream()
                .filter(p -> c.isAdult(p, on))
                .toList();
        if (adults.isEmpty()) {
            c.refuse("joinHousehold", "registry.joinHousehold.noAdult");
        } else if (!movers.stream().allMatch(m -> hasKin(m, adults))) {
            c.warn(
                    "joinHousehold",
                    "registry.minor.noKnownRelative",
                    String.valueOf(c.rules().value("minor.relativeDegrees", on)));
        }
        c.warn("", "registry.minor.bothParents");
    }

    private boolean hasKin(PersonId minor, List<PersonId> adults) {
        return adults.stream()
                .anyMatch(a -> Relation.of(c.ledger().one(a), c.ledger().one(minor), c.ledger())
                        .isPresent());
    }

    private void relations(List<PersonId> movers, Optional<HouseholdNo> join) {
        if (join.isEmpty()) {
            return;
        }
        PersonId head = c.ledger().household(join.get()).head();
        for (PersonId mover : movers) {
            String typed = typedRelation(mover);
            if (!typed.isEmpty() && (!RELATION.matcher(typed).matches() || typed.equals(Relation.HEAD))) {
                c.refuse("relation", "registry.relation.invalid");
            } else if (typed.isEmpty()
                    && Relation.of(c.ledger().one(head), c.ledger().one(mover), c.ledger())
                            .isEmpty()) {
                c.warn("relation", "registry.relation.assumed", Relation.FAMILY);
            }
        }
    }

    private String typedRelation(PersonId mover) {
        String own = c.typed().text("relation." + mover.value());
        return own.isEmpty() ? c.typed().text("relation") : own;
    }

    private PersonId newHead(List<PersonId> movers, boolean whole) {
        if (whole) {
            return c.ledger().household(from).head();
        }
        Optional<PersonId> picked = c.typed().member("newHead");
        PersonId head = picked.orElse(movers.contains(c.party()) ? c.party() : movers.getFirst());
        if (c.typed().text("joinHousehold").isEmpty()) {
            boolean anyAdult = movers.stream().anyMatch(m -> c.isAdult(m, on));
            if (!movers.contains(head)) {
                c.refuse("newHead", "registry.newHead.notMoving");
            } else if (anyAdult && !c.isAdult(head, on)) {
                c.refuse("newHead", "registry.newHead.noCapacity");
            }
        }
        return head;
    }

    private @Nullable PersonId successor(List<PersonId> movers) {
        List<PersonId> remaining =
                present.stream().filter(p -> !movers.contains(p)).toList();
        if (remaining.isEmpty() || movers.stream().noneMatch(this::isHead)) {
            return null;
        }
        return new Succession(c, from).choose(remaining, "oldHouseholdNewHead").orElse(null);
    }

    private void apply(Plan plan, boolean keepsNumber) {
        String oldAddress = c.ledger().household(from).address().full();
        String template = c.form().kind().name();
        if (keepsNumber) {
            c.ledger().changeHousehold(from, on, h -> h.movedTo(plan.to(), on));
            c.consequence("registry.consequence.newRecord", from.value());
        } else {
            move(plan);
        }
        plan.movers().forEach(m -> c.annotate(m, template, Map.of("oldAddress", oldAddress)));
    }

    private void move(Plan plan) {
        Ledger ledger = c.ledger();
        HouseholdNo to = plan.join();
        PersonId head;
        if (to == null) {
            to = c.numbers().next(plan.to());
            head = plan.newHead();
            Household.Kind kind = plan.movers().size() == 1
                    ? Household.Kind.SINGLE_LIVING
                    : ledger.household(from).kind() == Household.Kind.SHARED_BUSINESS
                            ? Household.Kind.SHARED_BUSINESS
                            : Household.Kind.SHARED_LIVING;
            HouseholdRecord record = new HouseholdRecord(1, kind, head, plan.to(), on, on, false);
            ledger.households().put(to, Spells.beginning(on, record));
            c.consequence("registry.consequence.newHousehold");
        } else {
            head = ledger.household(to).head();
        }
        HouseholdNo into = to;
        for (PersonId mover : plan.movers()) {
            String typed = plan.join() == null ? "" : typedRelation(mover);
            String relation = typed.isEmpty() ? Succession.relation(ledger, head, mover) : typed;
            ledger.changeStay(mover, on, s -> new Stay(into, relation, null));
        }
        PersonId successor = plan.oldHouseholdHead();
        if (successor != null) {
            new Succession(c, from).succeed(successor, "遷出");
        } else if (plan.movers().size() == present.size()) {
            ledger.changeHousehold(from, on, HouseholdRecord::ended);
            c.consequence("registry.consequence.householdClosed", from.value());
        }
    }

    private boolean isHead(PersonId person) {
        return c.ledger().household(from).head().equals(person);
    }

    static boolean same(Address a, Address b) {
        return a.villageCode().equals(b.villageCode())
                && a.neighbourhood() == b.neighbourhood()
                && AddressText.foldStreet(Text.halfWidth(a.street())).equals(AddressText.foldStreet(b.street()));
    }

    /** The fields both types ask for. */
    static List<RegistrationType.Field> fields() {
        return List.of(
                Fields.eventDate(true),
                Fields.choice("mode", MODES),
                new RegistrationType.Field("members", RegistrationType.Kind.MEMBERS, true, List.of(), "mode=PART"),
                new RegistrationType.Field("address", RegistrationType.Kind.ADDRESS, false, List.of(), null),
                new RegistrationType.Field("joinHousehold", RegistrationType.Kind.HOUSEHOLD_NO, false, List.of(), null),
                new RegistrationType.Field("relation", RegistrationType.Kind.TEXT, false, List.of(), null),
                new RegistrationType.Field("newHead", RegistrationType.Kind.MEMBER, false, List.of(), "mode=PART"),
                new RegistrationType.Field(
                        "oldHouseholdNewHead", RegistrationType.Kind.MEMBER, false, List.of(), "mode=PART"),
                Fields.lateReason());
    }

    static List<RegistrationType.Evidence> evidence() {
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

    /** Three months of living there oblige, then thirty days are given (戶籍法 §16–18, §48). */
    static Optional<LocalDate> deadline(LocalDate moved, Rulebook rules) {
        return Optional.of(rules.lastDay(
                moved, rules.value("deadline.residenceMonths", moved), rules.value("deadline.days", moved)));
    }
}
