package tw.onestop.demo;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** 命名: gives a village its names, the eldest first, so that children bear their fathers' surnames. */
final class Naming {

    private final Names names;
    private final SplittableRandom random;
    /** Of a thousand, how many bear an indigenous name. */
    private final int indigenous;

    Naming(SplittableRandom random, int indigenous) {
        this.random = random;
        this.names = new Names(random);
        this.indigenous = indigenous;
    }

    void name(List<Resident> people) {
        people.stream().sorted(Comparator.comparing(r -> r.born)).forEach(this::name);
    }

    private void name(Resident r) {
        if (!r.name.isEmpty()) {
            return;
        }
        for (Resident parent : new Resident[] {orSelf(r.father, r), orSelf(r.mother, r)}) {
            if (parent != r) {
                name(parent);
            }
        }
        if (r.siblings.size() > 1) {
            Resident elder =
                    r.siblings.stream().min(Comparator.comparing(s -> s.born)).orElse(r);
            if (elder != r) {
                name(elder);
                r.fatherName = elder.fatherName;
                r.motherName = elder.motherName;
                r.surname = elder.surname;
                r.name = elder.surname.isEmpty()
                        ? names.indigenous(r.male(), elder.fatherName)
                        : r.surname + givenUnlike(r, List.of(elder));
                return;
            }
        }
        Resident bearer = r.father != null ? r.father : r.mother;
        r.surname = bearer != null ? bearer.surname : ownSurname(r);
        parentsElsewhere(r);
        if (r.surname.isEmpty()) {
            r.name = names.indigenous(r.male(), r.father != null ? r.father.name : r.fatherName);
        } else {
            r.name = r.surname + givenUnlike(r, bearer == null ? List.of() : bearer.children);
        }
    }

    private String ownSurname(Resident r) {
        Resident grandparent = r.grandparent;
        if (grandparent != null) {
            name(grandparent);
            if (!grandparent.surname.isEmpty() && grandparent.male()) {
                return grandparent.surname;
            }
        }
        return random.nextInt(1000) < indigenous ? "" : names.surname();
    }

    /** Names for parents who are not in the register. */
    private void parentsElsewhere(Resident r) {
        LocalDate then = r.born.minusYears(28);
        if (r.father == null && r.mother == null) {
            r.fatherName =
                    r.surname.isEmpty() ? names.indigenous(true, null) : r.surname + names.given(true, then.getYear());
        }
        if (r.father == null && r.mother != null && r.mother.marital != tw.onestop.registry.Person.Marital.SINGLE) {
            // Father left or died elsewhere: all children of hers bear his name.
            Resident named = r.mother.children.stream()
                    .filter(c -> c.fatherName != null)
                    .findFirst()
                    .orElse(null);
            if (named != null) {
                r.fatherName = named.fatherName;
                r.surname = named.surname;
            } else if (!r.surname.isEmpty()) {
                r.surname = names.surname();
                r.fatherName = r.surname + names.given(true, then.getYear());
            } else {
                r.fatherName = names.indigenous(true, null);
            }
        }
        if (r.mother == null) {
            Resident named = r.father == null
                    ? null
                    : r.father.children.stream()
                            .filter(c -> c.motherName != null)
                            .findFirst()
                            .orElse(null);
            r.motherName = named != null ? named.motherName : names.surname() + names.given(false, then.getYear());
        }
    }

    private String givenUnlike(Resident r, List<Resident> others) {
        String given;
        do {
            given = names.given(r.male(), r.born.getYear());
        } while (taken(r.surname + given, others));
        return given;
    }

    private static boolean taken(String name, List<Resident> others) {
        return others.stream().anyMatch(o -> o.name.equals(name));
    }

    private static Resident orSelf(@Nullable Resident parent, Resident self) {
        return parent == null ? self : parent;
    }
}
