package tw.onestop.demo;

import java.util.ArrayList;
import java.util.List;
import tw.onestop.registry.Household;

/** A synthetic household while it is being made; its first member is the eldest generation's. */
final class Hearth {

    final List<Resident> members = new ArrayList<>();
    final boolean business;

    /** Who lived here or nearby and has died, couple after couple. */
    final List<Resident> departed = new ArrayList<>();

    Hearth(boolean business) {
        this.business = business;
    }

    Household.Kind kind() {
        return business
                ? Household.Kind.SHARED_BUSINESS
                : members.size() == 1 ? Household.Kind.SINGLE_LIVING : Household.Kind.SHARED_LIVING;
    }

    int size() {
        return members.size();
    }

    void add(Resident r) {
        members.add(r);
        r.home = this;
    }

    void take(Hearth other) {
        other.members.forEach(this::add);
        other.members.clear();
    }
}
