package tw.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;

/**
 * 整編計畫: what a renumbering as typed would make of which dwellings, and all that is wrong with it.
 *
 * @param rule null where it could not be read; likewise {@code effective}
 * @param dwellings those concerned, each with the address it gets
 */
record DoorPlan(
        @Nullable DoorRule rule,
        @Nullable LocalDate effective,
        String reference,
        Map<Doors.Dwelling, Address> dwellings,
        List<Refusal> refusals) {

    /** So many doors are named; what else is wrong with as many more is seen when these are mended. */
    static final int MOST_SAID = 30;

    static DoorPlan of(
            RenumberingForm form,
            @Nullable OfficeCode office,
            LocalDate today,
            DoorActs.Stores stores,
            Set<PersonId> hidden) {
        TypedRenumbering typed = new TypedRenumbering(form, stores.villages());
        DoorRule rule = typed.rule(office);
        LocalDate effective = typed.effective(today);
        String reference = typed.reference();
        Map<Doors.Dwelling, Address> dwellings = new LinkedHashMap<>();
        if (rule != null) {
            LocalDate on = effective == null ? today : effective;
            for (Doors.Dwelling d : stores.doors().dwellings(rule.villageCode(), rule.street(), on, hidden)) {
                rule.apply(d.address()).filter(to -> !to.equals(d.address())).ifPresent(to -> dwellings.put(d, to));
            }
            DoorPlan plan = new DoorPlan(rule, effective, reference, dwellings, typed.refusals());
            plan.unknown(typed);
            plan.overlapping(stores, today);
            plan.taken(stores, typed, on);
        }
        return new DoorPlan(rule, effective, reference, dwellings, typed.refusals());
    }

    /** Every line names a door, and a street has some. */
    private void unknown(TypedRenumbering typed) {
        DoorRule rule = ruled();
        Set<String> known = new LinkedHashSet<>();
        dwellings.keySet().forEach(d -> rule.named(d.address()).ifPresent(known::add));
        rule.numbers().keySet().stream()
                .filter(old -> !known.contains(old) && !isIdle(rule, old))
                .sorted((a, b) -> Integer.compare(typed.line(a), typed.line(b)))
                .limit(MOST_SAID)
                .forEach(old -> typed.refuse(
                        "lines",
                        "registry.renumbering.line.unknown",
                        String.valueOf(typed.line(old)),
                        rule.street() + old));
        if (rule.numbers().isEmpty() && dwellings.isEmpty() && typed.refusals().isEmpty()) {
            typed.refuse("street", "registry.renumbering.street.unknown");
        }
    }

    /** A door whose line changes nothing of it. */
    private static boolean isIdle(DoorRule rule, String old) {
        return old.equals(rule.numbers().get(old)) && rule.street().equals(rule.newStreet()) && !rule.crossesBorder();
    }

    /** What will be renumbered on a day to come is not renumbered once more before. */
    private void overlapping(DoorActs.Stores stores, LocalDate today) {
        List<Address> all = new ArrayList<>(addresses().keySet());
        all.addAll(addresses().values());
        stores.renumberings()
                .about(all, today, new RegistrationId(0))
                .forEach((reference, on) ->
                        refusals.add(Refusal.of("", "registry.renumbering.overlaps", reference, on.toString())));
    }

    /** Two doors get no one name, and none gets the name of a door that stays. */
    private void taken(DoorActs.Stores stores, TypedRenumbering typed, LocalDate on) {
        DoorRule rule = ruled();
        Map<String, Doors.Dwelling> planned = new HashMap<>();
        Set<String> olds = new LinkedHashSet<>();
        dwellings.forEach((d, to) -> {
            planned.put(DoorRule.door(to), d);
            olds.add(DoorRule.door(d.address()));
        });
        if (olds.size() > planned.size()) {
            typed.refuse("newStreet", "registry.renumbering.oneDoor");
        }
        Map<Address, Address> leaving = addresses();
        stores.doors().dwellings(rule.to().code(), rule.newStreet(), on, Set.of()).stream()
                .filter(d -> !leaving.containsKey(d.address()))
                .map(d -> planned.get(DoorRule.door(d.address())))
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST_SAID)
                .forEach(d -> taken(typed, d));
    }

    private void taken(TypedRenumbering typed, Doors.Dwelling dwelling) {
        String there = Objects.requireNonNull(dwellings.get(dwelling)).street();
        ruled().named(dwelling.address())
                .ifPresentOrElse(
                        old -> typed.refuse(
                                "lines", "registry.renumbering.line.taken", String.valueOf(typed.line(old)), there),
                        () -> typed.refuse("newStreet", "registry.renumbering.taken", there));
    }

    DoorRule ruled() {
        return Objects.requireNonNull(rule);
    }

    LocalDate from() {
        return Objects.requireNonNull(effective);
    }

    RegistrationKind kind() {
        return ruled().crossesBorder() ? RegistrationKind.BOUNDARY : RegistrationKind.RENUMBER;
    }

    /** Before and after. */
    Map<Address, Address> addresses() {
        Map<Address, Address> addresses = new LinkedHashMap<>();
        dwellings.forEach((d, to) -> addresses.put(d.address(), to));
        return addresses;
    }

    List<Doors.Change> changes() {
        List<Doors.Change> changes = new ArrayList<>();
        dwellings.forEach((d, to) -> d.households().forEach(no -> changes.add(new Doors.Change(no, d.address(), to))));
        return changes;
    }

    Set<HouseholdNo> households() {
        Set<HouseholdNo> households = new LinkedHashSet<>();
        dwellings.keySet().forEach(d -> households.addAll(d.households()));
        return households;
    }

    int persons() {
        return dwellings.keySet().stream().mapToInt(Doors.Dwelling::persons).sum();
    }

    String counts() {
        return "doors=%d households=%d persons=%d"
                .formatted(dwellings.size(), households().size(), persons());
    }

    /** As the reader may see them. */
    List<RenumberingDesk.Door> shown() {
        List<RenumberingDesk.Door> shown = new ArrayList<>();
        dwellings.forEach((d, to) -> shown.add(d.shown(d.address(), to)));
        return shown;
    }
}
