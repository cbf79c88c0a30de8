package tw.onestop.registry;

import java.util.List;

/**
 * 監護、輔助與未成年子女權利義務之行使負擔 (戶籍法 §11–13): who acts for somebody, or with them. At most two persons, as parents are.
 */
record Care(Kind kind, PersonFacts.Relative first, PersonFacts.Relative second) {

    static final Care NONE = new Care(Kind.NONE, PersonFacts.Relative.NONE, PersonFacts.Relative.NONE);

    /** 種類. */
    enum Kind {
        NONE,
        GUARD,
        ASSIST,
        CUSTODY
    }

    static Care of(Kind kind, List<PersonFacts.Relative> by) {
        return new Care(kind, by.getFirst(), by.size() > 1 ? by.get(1) : PersonFacts.Relative.NONE);
    }

    boolean by(PersonId person) {
        return first.is(person) || second.is(person);
    }

    /** Their names, in order; none while nobody cares. */
    List<String> names() {
        return PersonFacts.Relative.names(first, second);
    }
}
