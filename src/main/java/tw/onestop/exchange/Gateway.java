package tw.onestop.exchange;

import java.util.UUID;

/** 閘道: how a message leaves the house. One class for each sort; an operator's own is another one. */
interface Gateway {

    MessageDesk.Channel channel();

    /** Whether the operator configured it. */
    boolean ready();

    /**
     * Hands one over; returns when it was taken.
     *
     * @param id equal at every attempt, so that a gateway which knows it already sends nothing twice
     */
    Sent send(UUID id, MessageDesk.Message message);

    /** 結果. */
    enum Sent {
        TAKEN,
        /** This message is never taken: its address is wrong. */
        REFUSED,
        /** The gateway cannot now: it is tried again. */
        AWAY
    }
}
