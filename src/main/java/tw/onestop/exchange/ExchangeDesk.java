package tw.onestop.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 交換: takes promises to deliver and keeps them. */
public interface ExchangeDesk {

    /** Promises deliveries in the caller's transaction. */
    void promise(List<Outgoing> outgoing);

    /**
     * Withdraws what has not left yet; true when nothing had left. In the caller's transaction.
     *
     * @param instead what stands in its place when it has a sequence already; with the id of what is withdrawn
     */
    boolean withdraw(Outgoing instead);

    /**
     * Sends these again: same id, new sequence, attempt counted up. In the caller's transaction.
     *
     * @return those really sent again; what still waits is not doubled
     */
    List<UUID> resend(List<UUID> ids);

    /** One envelope of the agency's, data in the clear; empty when it is not theirs. Where the web inbox is its door, it counts as sent from then on. */
    java.util.Optional<Envelope> envelope(AgencyCode agency, UUID id, Actor officer);

    /** A reply typed by an officer: the same road as the machine's. */
    ReplyAnswer reply(AgencyCode agency, UUID id, Reply reply, Actor officer);

    /** The state of an agency's endpoint for its page; one is made for every agency that asks. */
    Endpoint endpoint(AgencyCode agency);

    /**
     * Compact JWE of something that is not a notice to the agency's registered key; empty when it has none.
     *
     * @param contentType {@code cty} of its header
     */
    java.util.Optional<String> encrypted(AgencyCode agency, UUID id, String contentType, byte[] data);

    /**
     * 序號前移, after a restore: no number that an agency may have seen for something else is given again, in no agency's feed. What waits is
     * sent as it is, with the same ids; what agencies have already they recognise.
     *
     * @return how many feeds there are
     */
    int skipAhead(Actor operator);

    /** Whether the agency has registered a key to which something can be encrypted. */
    boolean hasKey(AgencyCode agency);

    /** 通報封套 as shown to an officer. */
    record Envelope(UUID id, long sequence, String type, Instant time, int attempt, String dataJson) {}

    /** 端點. */
    record Endpoint(String endpointId, String url, boolean disabled, int failuresInARow, long waiting) {}
}
