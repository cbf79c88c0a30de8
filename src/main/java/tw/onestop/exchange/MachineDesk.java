package tw.onestop.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/**
 * 機關系統窗口: what an agency's machine asks of the wire. Every call is one transaction with its audit; the actor must
 * be a system with an agency. An endpoint or a notice of another agency is unknown here.
 */
public interface MachineDesk {

    Optional<Machine> endpoint(String endpointId, Actor machine);

    /** Registers where the agency listens; with that it chooses the webhook door. */
    Change change(String endpointId, @Nullable String url, String encryptionJwk, Actor machine);

    /** Sends again what became visible from {@code since} until before {@code until}; empty when the endpoint is unknown. */
    Optional<Integer> recover(String endpointId, Instant since, Instant until, Actor machine);

    /** The feed after a sequence; what is returned counts as sent. */
    Page pull(long after, int limit, Actor machine);

    /**
     * @param key of idempotency, scoped to the agency
     * @param digest of the request: same key and other digest is {@link Replied.KeyReused}
     */
    Replied reply(UUID id, Reply reply, String key, byte[] digest, Actor machine);

    /** Records that a machine was refused before its request had a meaning. */
    void refused(String action, @Nullable String object, String why, Actor machine);

    /** 端點 as its agency's machine sees it. */
    record Machine(
            String endpointId,
            AgencyCode agency,
            String url,
            String encryptionJwk,
            boolean disabled,
            int failuresInARow,
            @Nullable Instant lastSuccess,
            long waiting) {}

    /** 端點變更結果. */
    sealed interface Change {

        record Changed(Machine endpoint) implements Change {}

        record Unknown() implements Change {}

        /**
         * @param field {@code url} or {@code encryptionJwk}
         * @param code {@code urlInvalid}, {@code urlNotHttps}, {@code urlUnknownHost}, {@code privateTarget}, {@code keyInvalid}
         */
        record Refused(String field, String code) implements Change {}
    }

    /** 回復結果. */
    sealed interface Replied {

        record Answered(ReplyAnswer answer) implements Replied {}

        /** The key was used with another body. */
        record KeyReused() implements Replied {}

        /** The first request with this key is still being worked on. */
        record InProgress() implements Replied {}
    }

    /**
     * 通報頁.
     *
     * @param envelopes JSON
     * @param last twelve digits
     */
    record Page(List<String> envelopes, String last, boolean more) {

        public Page {
            envelopes = List.copyOf(envelopes);
        }
    }
}
