package tw.onestop.link;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 保密之目的: purposes of which the person learns only after some time, since the law that they serve would be of no use otherwise. */
public interface DiscreetDesk {

    /** Every mark there is or was, the latest first. */
    List<Mark> marks(Actor ministry);

    /**
     * @param until the first day on which it holds no more, null while none is known
     */
    record Mark(String purposeId, LocalDate from, @Nullable LocalDate until, String legalBasis) {}

    /** From a day on, with its law. */
    List<Refusal> mark(Marking typed, Actor ministry);

    /** As typed; {@code purpose} is an agency and a purpose of it, {@code NTAX NTAX-01}. */
    record Marking(String purpose, String from, String legalBasis) {}

    /** From tomorrow on what is asked is told at once again. */
    List<Refusal> lift(String purposeId, Actor ministry);
}
