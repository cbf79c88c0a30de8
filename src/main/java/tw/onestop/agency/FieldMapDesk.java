package tw.onestop.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 欄位對應: what a receiver's payload carries under which names, proposed by one of the ministry and signed for by another for a day. */
public interface FieldMapDesk {

    /** What holds on a day; empty for who gets the published shape. */
    Optional<FieldMap> of(AgencyCode agency, LocalDate on);

    /** As it holds today, with every field the agency can be told. */
    FieldMapForm present(AgencyCode agency, Actor reader);

    /** Prepares another; answers what is refused. */
    List<Refusal> prepare(FieldMapForm typed, Actor by);

    /** What was typed for a proposal of fields. */
    FieldMapForm form(Proposal proposal);

    /** The payload of a notice about nobody by what was typed, to be looked at before somebody signs. */
    String example(FieldMapForm typed);
}
