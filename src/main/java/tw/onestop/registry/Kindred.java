package tw.onestop.registry;

import java.util.List;

/**
 * 親屬 of a person on a day, as the register knows it now, in law: while an adoption lasts the family by birth is left out.
 *
 * @param relatives the nearest first; the spouse stands before all, without a degree
 * @param heirs 法定繼承人 if the person died on that day (民法 §1138–1140, §1144); empty for who has none in the register
 */
public record Kindred(Person of, List<Relative> relatives, List<Heir> heirs) {

    /** How many degrees can be asked for: beyond them nobody is barred from anything. */
    public static final int FARTHEST = 6;

    public Kindred {
        relatives = List.copyOf(relatives);
        heirs = List.copyOf(heirs);
    }

    /**
     * 親等關係.
     *
     * @param degree 親等, 0 of the spouse
     * @param path names from the person to the relative, both included
     */
    public record Relative(Person person, Sort sort, boolean lineal, int degree, List<String> path) {

        /** 尊親屬, where they are of the direct line: whoever was born before. */
        public boolean isElderOf(Person of) {
            return person.birthDate().isBefore(of.birthDate());
        }

        /** 父母, by birth or by adoption. */
        public boolean isParentOf(Person child) {
            return sort == Sort.BLOOD && lineal && degree == 1 && isElderOf(child);
        }
    }

    /** 親屬種類. */
    public enum Sort {
        SPOUSE,
        BLOOD,
        AFFINITY
    }

    /**
     * 繼承人.
     *
     * @param order 順序 of 民法 §1138, 0 of the spouse, who inherits beside any of them
     * @param instead 代位繼承 (§1140): in the place of somebody who died before
     */
    public record Heir(Person person, int order, boolean instead) {}
}
