package tw.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;

/** 遷徙 of these people: who may go, who is what there, and what becomes of the household they leave. */
final class Move {

    private final Case c;
    private final HouseholdNo from;
    private final LocalDate on;
    private final boolean returns;
    private final List<PersonId> present;

    Move(Case c) {
        this.c = c;
        this.from = c.partyHousehold();
        this.on = c.eventDate();
        this.returns = returns(c);
        // Who comes back leaves nobody behind: nobody is asked of the household they were in, nor is it changed.
        this.present = returns ? List.of() : c.ledger().present(from);
    }

    /** 國外返回遷入 (戶籍法 §17): whether the party had moved abroad and moves in again. */
    static boolean returns(Case c) {
        return c.form().kind() == RegistrationKind.MOVE_IN && c.partyFacts().abroad();
    }

    /** Who goes where; {@code join} null for a household of their own, {@code newHead} its head then. */
    private record Plan(
            List<PersonId> movers,
            Address to,
            @Nullable HouseholdNo join,
            PersonId newHead,
            @Nullable PersonId oldHouseholdHead) {}

    /**
     * @param to where they go, empty after a refusal
     * @param keepsNumber whether a whole household that joins none goes on under its number
     * @return null after a refusal
     */
    Type.@Nullable Effect examine(Optional<Address> to, boolean keepsNumber) {
        boolean whole = isWhole();
        List<PersonId> movers = movers();
        Optional<HouseholdNo> join = c.typed().household("joinHousehold");
        c.refuseBeforeLastChange(lastChange(movers, join));
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

    /** 遷出國外: they are no longer present, and nobody of them is anybody's head. */
    Type.@Nullable Effect examineLeaving() {
        List<PersonId> leaving = movers();
        c.refuseBeforeLastChange(lastChange(leaving, Optional.empty()));
        if (c.refused() || leaving.isEmpty()) {
            return null;
        }
        PersonId successor = successor(leaving);
        return () -> {
            String country = c.typed().text("country");
            for (PersonId leaver : leaving) {
                c.ledger().changePerson(leaver, on, p -> p.with(Person.DomicileStatus.ABROAD));
                c.ledger().changeStay(leaver, on, s -> s.left(on));
                c.annotate(leaver, "MOVE_OUT", Map.of("country", country));
            }
            leaveBehind(leaving, successor);
        };
    }

    private LocalDate lastChange(List<PersonId> movers, Optional<HouseholdNo> join) {
        List<LocalDate> days = new ArrayList<>();
        if (returns) {
            days.add(c.ledger().stays().get(c.party()).since(Stay::leftOn));
        } else {
            days.add(Ledger.lastChange(c.ledger().households().get(from)));
            movers.forEach(m -> days.add(c.ledger().stays().get(m).lastSpell().from()));
        }
        join.flatMap(c::household).ifPresent(h -> days.add(Ledger.lastChange(h)));
        return days.stream().max(LocalDate::compareTo).orElse(on);
    }

    /** A minor does not found a household, and who lets minors move is warned of both parents. */
    private void minors(List<PersonId> movers, Optional<HouseholdNo> join) {
        if (movers.stream().anyMatch(m -> c.isAdult(m, on))) {
            return;
        }
        if (join.isEmpty()) {
            if (returns || present.stream().anyMatch(p -> c.isAdult(p, on))) {
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
            if (!typed.isEmpty() && !Relation.canBeTyped(typed)) {
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
        String oldAddress = c.ledger().address(from, on).full();
        String template = returns ? "MOVE_IN_ABROAD" : c.form().kind().name();
        if (keepsNumber) {
            c.ledger().changeHousehold(from, on, h -> h.movedTo(plan.to(), on));
            c.consequence("registry.consequence.newRecord", from.value());
        } else {
            move(plan);
        }
        if (returns) {
            c.ledger().changePerson(c.party(), on, p -> p.with(Person.DomicileStatus.PRESENT));
            c.consequence("registry.consequence.returns");
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
        leaveBehind(plan.movers(), plan.oldHouseholdHead());
    }

    private void leaveBehind(List<PersonId> movers, @Nullable PersonId successor) {
        if (successor != null) {
            new Succession(c, from).succeed(successor, "遷出");
        } else if (movers.size() == present.size()) {
            new Succession(c, from).end();
        }
    }

    private boolean isWhole() {
        return !returns && c.typed().text("mode").equals("WHOLE");
    }

    /** Who goes: everybody, or those ticked, of whom the party is one; who comes back, comes alone. */
    private List<PersonId> movers() {
        if (returns) {
            if (c.typed().text("mode").equals("PART")) {
                c.refuse("mode", "registry.mode.returning");
            }
            return List.of(c.party());
        }
        if (c.partyFacts().abroad()) {
            c.refuse("party", "registry.party.abroad");
            return List.of();
        }
        if (isWhole()) {
            if (c.form().applicant().relation().equals("SELF") && !isHead(c.party())) {
                c.refuse("applicant.relation", "registry.applicant.wholeByHead");
            }
            return present;
        }
        List<PersonId> movers = c.typed().members("members");
        if (!movers.isEmpty() && movers.size() == present.size()) {
            c.refuse("mode", "registry.mode.everybodyMoves");
        }
        if (!movers.isEmpty() && !movers.contains(c.party())) {
            c.refuse("members", "registry.members.withoutParty");
        }
        return movers;
    }

    private boolean isHead(PersonId person) {
        return c.ledger().household(from).head().equals(person);
    }
}
