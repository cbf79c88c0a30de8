package tw.onestop.registry;

import java.util.List;

/**
 * 收養關係: the parents by adoption, who stand in the place of those by birth while it lasts (民法 §1077). Of a spouse's child
 * adopted by the other spouse the parent by birth stands here as well.
 */
record Adopted(PersonFacts.Relative father, PersonFacts.Relative mother) {

    static final Adopted NONE = new Adopted(PersonFacts.Relative.NONE, PersonFacts.Relative.NONE);

    boolean is() {
        return !names().isEmpty();
    }

    /** Their names, in order. */
    List<String> names() {
        return PersonFacts.Relative.names(father, mother);
    }

    boolean by(PersonId person) {
        return father.is(person) || mother.is(person);
    }
}
