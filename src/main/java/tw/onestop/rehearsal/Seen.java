package tw.onestop.rehearsal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** 已見: all that was observed in a run, and what follows from it for each station. */
record Seen(List<Sighting> sightings) {

    Optional<Sighting> one(Fact fact) {
        return sightings.stream().filter(seen -> seen.fact() == fact).max(Comparator.comparingLong(Sighting::no));
    }

    Optional<Sighting> one(Fact fact, String object) {
        return sightings.stream()
                .filter(seen -> seen.fact() == fact && seen.object().equals(object))
                .findFirst();
    }

    boolean has(Fact fact) {
        return one(fact).isPresent();
    }

    Station.State state(Station station) {
        return switch (station) {
            case TOKEN -> of(has(Fact.TOKEN), has(Fact.TOKEN_REFUSED));
            case REPLAY -> of(has(Fact.REPLAYED), false);
            case FOUND -> of(has(Fact.FOUND), false);
            case ABSENT -> of(has(Fact.UNKNOWN) && has(Fact.HIDDEN), false);
            case REFUSALS -> of(has(Fact.NO_PURPOSE) && has(Fact.NO_FIELD) && has(Fact.NO_USER), false);
            case QUOTA -> of(isLater(Fact.QUOTA_OBEYED, Fact.QUOTA_IGNORED), has(Fact.QUOTA_IGNORED));
            case OUTAGE -> of(isLater(Fact.REPEATED, Fact.REPEATED_WRONGLY), has(Fact.REPEATED_WRONGLY));
            case DUPLICATE -> of(!has(Fact.TWO_CASES) && isSettled(), has(Fact.TWO_CASES));
            case ORDER -> of(isLater(Fact.HOLDS_NEWER, Fact.HOLDS_OLDER), has(Fact.HOLDS_OLDER));
            case ROTATION -> of(isRotated(), false);
        };
    }

    private static Station.State of(boolean passed, boolean failed) {
        return passed ? Station.State.PASSED : failed ? Station.State.FAILED : Station.State.NOT_YET;
    }

    /** Whether the good was observed, and nothing bad after it. */
    private boolean isLater(Fact good, Fact bad) {
        long last = one(good).map(Sighting::no).orElse(0L);
        return last > one(bad).map(Sighting::no).orElse(0L);
    }

    /** The notice that came twice was handed out both times, and ended in one case with a number. */
    private boolean isSettled() {
        return one(Fact.HANDED, Script.REPEATED_FIRST).isPresent()
                && one(Fact.HANDED, Script.REPEATED_AGAIN).isPresent()
                && one(Fact.REPLIED, Script.REPEATED)
                        .filter(reply -> reply.detail().matches("COMPLETED .+"))
                        .isPresent();
    }

    /** Another key got a token, and the one that got the first is registered no more. */
    private boolean isRotated() {
        Set<String> registered =
                one(Fact.KEYS).map(keys -> Set.of(keys.detail().split(" ", -1))).orElse(Set.of());
        List<String> used = sightings.stream()
                .filter(seen -> seen.fact() == Fact.TOKEN)
                .map(Sighting::object)
                .toList();
        return used.stream().anyMatch(registered::contains) && used.stream().anyMatch(key -> !registered.contains(key));
    }
}
