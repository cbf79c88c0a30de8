package tw.onestop.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tw.onestop.agency.Grant;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Query;

/** 試查: a query judged as every query is, answered from people who do not exist; the register is not asked. */
public interface TrialDesk {

    /**
     * Each is one act in the trail.
     *
     * @param instead asked where the query would be answered: what it is refused with all the same, or empty
     */
    Answer query(Query query, Actor machine, Stage stage, Supplier<Optional<Answer.Refused>> instead);

    /**
     * 佈景, all there is.
     *
     * @param officers who may ask, under every purpose
     * @param people values by number and by the name of the field on the wire
     */
    record Stage(List<Grant> grants, Map<String, NationalId> officers, Map<String, Map<String, String>> people) {

        public Stage {
            grants = List.copyOf(grants);
            officers = Map.copyOf(officers);
            people = Map.copyOf(people);
        }
    }
}
