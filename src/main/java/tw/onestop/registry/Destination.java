package tw.onestop.registry;

import java.util.Optional;
import tw.onestop.kernel.HouseholdNo;

/** 遷徙目的地: the household joined or the address typed, and the papers that show one may live there. */
final class Destination {

    private final Case c;
    private final HouseholdNo from;

    Destination(Case c) {
        this.c = c;
        this.from = c.partyHousehold();
    }

    /** Empty after a refusal. */
    Optional<Address> find(Relocation type) {
        Optional<HouseholdNo> join = c.typed().household("joinHousehold");
        Optional<Address> to = find(join);
        papers(join.isPresent());
        Address here = c.ledger().household(from).address();
        String forbidden = to.map(there -> type.forbids(c, here, there)).orElse("");
        if (!forbidden.isEmpty()) {
            c.refuse("address.villageCode", forbidden);
        }
        return to;
    }

    private Optional<Address> find(Optional<HouseholdNo> join) {
        Optional<Address> typed = c.typed().address("address");
        Optional<Address> joined = Optional.empty();
        if (join.isPresent()) {
            Optional<HouseholdRecord> there = c.household(join.get()).map(c.ledger()::present);
            if (there.isPresent() && there.get().closed()) {
                c.refuse("joinHousehold", "registry.joinHousehold.closed");
            } else if (join.get().equals(from) && !Move.returns(c)) {
                c.refuse("joinHousehold", "registry.joinHousehold.own");
            }
            joined = there.map(HouseholdRecord::address);
            if (typed.isPresent() && joined.isPresent() && !typed.get().isSamePlaceAs(joined.get())) {
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
        if (to.isPresent() && to.get().isSamePlaceAs(here) && !Move.returns(c) && !c.refused()) {
            c.refuse("address.street", "registry.address.same");
        }
        return to;
    }

    private void papers(boolean joins) {
        if (joins) {
            c.requireOneOf("registry.evidence.joining", "JOINED_HOUSEHOLD_CERTIFICATE", "HEAD_CONSENT");
        } else {
            dwelling(c);
        }
    }

    /** That one may live at an address of one's own. */
    static void dwelling(Case c) {
        c.requireOneOf("registry.evidence.dwelling", "TITLE_DEED", "HOUSE_TAX_BILL", "NOTARISED_LEASE", "LEASE");
    }
}
