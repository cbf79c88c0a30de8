package tw.onestop.access;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;
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
    private final TokenProofs proofs;
    private final AuditDesk audit;
    private final ApplicationEventPublisher events;

    Tokens(AgencyDesk agencies, Assertions assertions, AccessTokens tokens, TokenProofs proofs, Said said) {
        this.proofs = proofs;
        this.events = said.events();
        this.agencies = agencies;
        this.assertions = assertions;
        this.tokens = tokens;
        this.audit = said.audit();
    }

    /** 紀錄, what every answer is written with and said to whoever watches a rehearsal. */
    @Component("tokensSaid")
    record Said(AuditDesk audit, ApplicationEventPublisher events) {}

    @Override
    @Transactional
    public TokenAnswer token(String compact, Optional<String> clientId, List<String> brought) {
        Optional<Assertion> assertion = Assertion.parse(compact);
        Optional<Client> client = assertion
                .flatMap(Assertion::clientId)
                .filter(id -> clientId.isEmpty() || clientId.get().equals(id))
                .flatMap(agencies::client);
        return client.isEmpty()
                ? refused(Actor.rule("access.token"), Assertions.UNKNOWN)
                : token(assertion.orElseThrow(), client.get(), brought);
    }

    private TokenAnswer token(Assertion assertion, Client client, List<String> brought) {
        Actor actor = Actor.system(client.clientId(), client.agency());
        Optional<JWK> signer = assertion.signer(client.publicJwkSet());
        Optional<String> fault = signer.isPresent() ? assertions.fault(assertion) : Optional.of(Assertions.UNKNOWN);
        if (fault.isPresent()) {
            heard(client, signer, RehearsalToken.Outcome.REFUSED);
            return refused(actor, fault.get());
        }
        // Both are judged before either is used up.
        Optional<Proof> proof = Proof.only(brought);
        Optional<String> unproven = proofs.fault(actor.id(), brought.size(), proof);
        if (unproven.isPresent()) {
            heard(client, signer, RehearsalToken.Outcome.REFUSED);
            return unproven(actor, unproven.get());
        }
        Optional<String> replayed = assertions.take(assertion, client);
        if (replayed.isPresent()) {
            heard(client, signer, RehearsalToken.Outcome.REPLAYED);
            return refused(actor, replayed.get());
        }
        Optional<String> used = proof.flatMap(proofs::use);
        if (used.isPresent()) {
            return unproven(actor, used.get());
        }
        heard(client, signer, RehearsalToken.Outcome.GRANTED);
        return granted(actor, proof.map(Proof::thumbprint), client.rehearsing());
    }

    private void heard(Client client, Optional<JWK> signer, RehearsalToken.Outcome outcome) {
        if (client.rehearsing()) {
            events.publishEvent(new RehearsalToken(
                    client.agency(), outcome, signer.map(RehearsalToken::print).orElse(0L)));
        }
    }

    private TokenAnswer granted(Actor actor, Optional<String> key, boolean rehearsing) {
        audit.record(new Act(actor, "access.token", null, null, Act.Outcome.DONE, key.isPresent() ? "bound" : ""));
        return new TokenAnswer.Granted(
                tokens.issue(actor, key.orElse(null), rehearsing),
                key.isPresent() ? "DPoP" : "Bearer",
                AccessTokens.LIFETIME);
    }

    @Override
    @Transactional
    public void requireProof(String clientId, boolean required) {
        proofs.require(clientId, required);
        audit.record(Act.done(
                Actor.rule("access.token"), required ? "access.token.bind" : "access.token.unbind", clientId, null));
    }

    private TokenAnswer unproven(Actor actor, String why) {
        audit.record(Act.refused(actor, "access.token", null, why));
        return new TokenAnswer.Unproven(why);
    }

    private TokenAnswer refused(Actor actor, String why) {
        audit.record(Act.refused(actor, "access.token", null, why));
        return new TokenAnswer.Refused(why);
    }
}
