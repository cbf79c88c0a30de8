package tw.onestop.payment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;

/** 繳款單: issued for one thing once, printed, cancelled. */
public interface SlipDesk {

    /**
     * 開立: in the caller's transaction. Where a slip for the same thing is open or paid, that one is the answer: nobody is given two.
     *
     * @param by who does it; the slip belongs to the office
     */
    Issued issue(Order order, Actor by);

    /**
     * 開單請求.
     *
     * @param item what is paid for; ids of different things differ
     * @param amount in NT$, as the applicant was told
     * @param payer masked name, as the slip shows it
     */
    record Order(UUID item, Fee fee, int amount, OfficeCode office, String payer) {}

    /** 開單結果; {@code again} where it had been issued before. */
    record Issued(Slip slip, boolean again) {}

    /** By number as typed; empty too for slips of another office. */
    Optional<Slip> slip(String no, Actor reader);

    /** The last of an office; of all offices for who belongs to none. */
    List<Slip> slips(Actor reader, int limit);

    /** Slips of these things, the one in force of each: for rooms that show them beside what is theirs. */
    Map<UUID, Slip> ofItems(Collection<UUID> items);

    /** What these things cost, without who pays: the newest slip of each. */
    Charged charged(Collection<UUID> items);

    /** 開單金額. */
    record Charged(int slips, long sum) {}

    /** 列印: counted; from the second time on the paper says that it is a reprint of the same slip. */
    Printed print(String no, Actor by);

    /** 列印結果. */
    sealed interface Printed {

        record Paper(byte[] pdf) implements Printed {}

        record Refused(Refusal why) implements Printed {}
    }

    /** 作廢: what nobody has paid. Empty when it was done. */
    List<Refusal> cancel(String no, String reason, Actor by);

    /**
     * 另開: another slip for the same thing and sum, in the caller's transaction, after one that was cancelled or refunded; one that passed its last day
     * is cancelled by it. Whether the thing is still wanted, the room knows that asked for the first.
     */
    Renewed renew(String no, Actor by);

    /** Whether {@link #renew} would be heard now. */
    boolean renewable(Slip slip);

    /** 另開結果. */
    sealed interface Renewed {

        record Issued(Slip slip) implements Renewed {}

        record Refused(Refusal why) implements Renewed {}
    }

    /** 即將或已經逾期: what is to be paid soon or should have been, the latest first; of an office, of all for who belongs to none. */
    List<Slip> due(Actor reader);

    /** The same of all offices, for who reminds the payers, in the caller's transaction: each before its last day and after it, once. */
    List<Slip> remind(int limit);

    /** The same as cancelling for what ended without result, in the caller's transaction; what is paid already stands among what is to be refunded. */
    void release(UUID item, String reason, Actor by);
}
