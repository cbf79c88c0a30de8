package tw.onestop.payment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 退費: asked by one, approved by another, taken and confirmed by the bank. */
public interface RefundDesk {

    /** 未退款項: money that is not owed and of which nobody has asked all back, the oldest first. */
    List<Remittance> notOwed(Actor reader);

    /** 退費案件 that are not at their end, then the last that are. */
    List<Refund> refunds(Actor reader);

    /** 申請退費, of the whole of one remittance or of a part. Empty when it was asked. */
    List<Refusal> ask(Request typed, Actor by);

    /**
     * 退費申請 as typed.
     *
     * @param amount in NT$; {@code ""} for all that is left
     */
    record Request(UUID remittance, String amount, String reason, String bank, String account, String holder) {

        /** All that is left. */
        public Request(UUID remittance, String reason, String bank, String account, String holder) {
            this(remittance, "", reason, bank, account, holder);
        }
    }

    /** One that waits for its decision, for who decides it: bank, account and holder as they were asked for. */
    Optional<Refund> toDecide(String no, Actor reader);

    /** 核准 or 駁回 by another person than asked. Empty when it was done. */
    List<Refusal> decide(String no, boolean approved, String why, Actor by);

    /** What the bank is to pay out; what is handed out for the first time is thereby sent. Empty where none collects. */
    Optional<List<Refund>> forBank(Actor machine);

    /** 退費結果 of the bank. */
    Result carriedOut(String no, boolean paid, String bankReference, Actor machine);

    /** Records that a machine was refused before its result had a meaning. */
    void refused(String why, Actor machine);

    /** 結果. */
    enum Result {
        TAKEN,
        SAME_AGAIN,
        /** It ended otherwise, or was never sent. */
        NOT_FORWARD,
        UNKNOWN,
        NO_COLLECTOR
    }
}
