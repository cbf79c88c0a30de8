package tw.onestop.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Client;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;

/** 權杖核發: an assertion in, a token or a refusal out, on the trail either way. */
@Component
class Tokens implements TokenDesk {

    private final AgencyDesk agencies;
    private final Assertions assertions;
    private final AccessTokens tokens;
    private final AuditDesk audit;
    private final ApplicationEventPublisher events;

    Tokens(
            AgencyDesk agencies,
            Assertions assertions,
            AccessTokens tokens,
            AuditDesk audit,
            ApplicationEventPublisher events) {
        this.events = events;
        this.agencies = agencies;
        this.assertions = assertions;
        this.tokens = tokens;
        this.audit = audit;
    }

    @Override
    @Transactional
    public TokenAnswer token(String compact, Optional<String> clientId) {
        Optional<Assertion> assertion = Assertion.parse(compact);
        Optional<Client> client = assertion
                .flatMap(Assertion::clientId)
                .filter(id -> clientId.isEmpty() || clientId.get().equals(id))
                .flatMap(agencies::client);
        if (client.isEmpty()) {
            return refused(Actor.rule("access.token"), Assertions.UNKNOWN);
        }
        Actor actor = Actor.system(client.get().clientId(), client.get().agency());
        Optional<String> fault = assertions.take(assertion.orElseThrow(), client.get());
        if (client.get().rehearsing()) {
            events.publishEvent(heard(assertion.orElseThrow(), client.get(), fault));
        }
        if (fault.isPresent()) {
            return refused(actor, fault.get());
        }
        audit.record(Act.done(actor, "access.token", null, null));
        return new TokenAnswer.Granted(tokens.issue(actor, client.get().rehearsing()), AccessTokens.LIFETIME);
    }

    private static RehearsalToken heard(Assertion assertion, Client client, Optional<String> fault) {
        RehearsalToken.Outcome outcome = fault.isEmpty()
                ? RehearsalToken.Outcome.GRANTED
                : fault.get().equals(Assertions.REPLAYED)
                        ? RehearsalToken.Outcome.REPLAYED
                        : RehearsalToken.Outcome.REFUSED;
        return new RehearsalToken(
                client.agency(),
                outcome,
                assertion.signer(client.publicJwkSet()).map(Tokens::print).orElse(0L));
    }

    private static long print(JWK key) {
        try {
            return ByteBuffer.wrap(key.computeThumbprint().decode()).getLong();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key without a thumbprint", e);
        }
    }

    private TokenAnswer refused(Actor actor, String why) {
        audit.record(Act.refused(actor, "access.token", null, why));
        return new TokenAnswer.Refused(why);
    }
}
