package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.trust.TrustDesk;

/** 直達: whatever is asked, the short way and the whole way through the doors answer the same, letter by letter. */
class ShortWayTests extends BothWays {

    @Autowired
    TrustDesk trust;

    @Test
    void whatAMachineAsksIsAnsweredAlikeOnBothWays() throws IOException {
        Sent good = query(asked);
        Answered answered = shortly(good, 200);
        assertThat(answered.body()).contains("王小明", "\"spouse\":null", "連江縣");
        assertThat(answered.headers())
                .contains(
                        "Content-Type: application/json",
                        "RateLimit-Policy: \"query\";q=100;w=60",
                        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
                        "X-Content-Type-Options: nosniff");
        shortly(good.with("Accept", "*/*"), 200);
        shortly(good.with("Accept", "application/json"), 200);
        shortly(good.with("RIS-Case-No", "115-遺-7"), 200);
        assertThat(shortly(good.with("X-Forwarded-Proto", "https"), 200).headers())
                .anyMatch(line -> line.startsWith("Strict-Transport-Security:"));
        shortly(
                query(
                        "{\"type\":\"predicate\",\"nationalIds\":[\"%s\"],\"predicates\":[{\"name\":\"ageAtLeast\",\"years\":18}]}"
                                .formatted(person.value())),
                200);
        shortly(query(asked.replace("spouse", "father")), 403);
        shortly(query("{\"type\":\"byHousehold\",\"householdNos\":[\"F1234567\"],\"fields\":[\"name\"]}"), 403);
        shortly(query(asked.replace(person.value(), "A12")), 400);
        shortly(query("{"), 400);
        shortly(query(""), 400);
        shortly(good.without("RIS-Purpose-Id"), 400);
        shortly(good.with("RIS-Purpose-Id", "LAND-01"), 403);
        shortly(good.with("RIS-User-Id", "nobody"), 403);
    }

    @Test
    void whereTheDoorsHaveSomethingToSayTheySayIt() throws IOException {
        alike(query(asked).without("Authorization"), 401);
        alike(under("Bearer rubbish"), 401);
        alike(under("Basic " + token), 401);
        alike(under("DPoP " + token), 401);
        alike(under("Bearer " + tokens.issue(MACHINE, "thumbprint", false)), 401);
        alike(under("Bearer " + tokens.issue(MACHINE, null, true)), 403);
        alike(under("Bearer " + tokens.issue(Actor.system("receiver", new AgencyCode("TAIPOWER")), null, false)), 403);
        alike(under("Bearer " + forAnotherAudience()), 401);
        alike(query(" ".repeat(70_000)), 413);
        alike(query(asked).with("RIS-Case-No", "115\u00857"), 400);
        alike(query(asked).with("X-Anything", "\u0085"), 400);
        alike(query(asked).with("Content-Type", "text/plain"), 415);
        alike(query(asked).with("Accept", "text/html"), 406);
        clock.advance(AccessTokens.LIFETIME.plusSeconds(1));
        alike(query(asked), 401);
    }

    /** Several lines of a header are one (RFC 9110 §5.3). */
    @Test
    void aSheetThatIsAskedForInALineOfItsOwnIsAskedFor() throws IOException {
        Sent both = query(asked).with("Accept", "application/json").with("accept", "application/pdf");
        Raw raw = send(both, "", UUID.randomUUID());
        Raw whole = send(both, WHOLE_WAY, UUID.randomUUID());
        assertThat(raw.status()).isEqualTo(whole.status());
        assertThat(raw.types()).isEqualTo(whole.types()).doesNotContain("Content-Type: application/json");
    }

    @Test
    void whatCannotBeRecordedIsNotTold() throws IOException {
        JdbcClient owner = TestDatabase.asOwner();
        owner.sql("""
                create function audit.log_away() returns trigger language plpgsql as $$
                begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$
                """).update();
        try {
            owner.sql(
                            "create trigger log_away before insert on audit.trail for each row when (new.detail like '%purpose="
                                    + purpose + "%') execute function audit.log_away()")
                    .update();
            Answered answered = shortly(query(asked), 503);
            assertThat(answered.body()).contains("trailUnavailable").doesNotContain("王小明");
            assertThat(answered.headers()).contains("Retry-After: 5");
        } finally {
            owner.sql("drop function audit.log_away() cascade").update();
        }
        shortly(query(asked), 200);
    }

    @Test
    void aTransactionIsAnsweredOnceOnWhicheverWay() throws IOException {
        for (String way : List.of("", WHOLE_WAY)) {
            UUID transaction = UUID.randomUUID();
            assertThat(send(query(asked), way, transaction).status()).isEqualTo(200);
            Raw again = send(query(asked), "", transaction);
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.body()).contains("transactionIdReused").doesNotContain("王小明");
        }
    }

    private String forAnotherAudience() {
        Instant now = clock.instant();
        String kid = trust.tokenKeys().getFirst().kid();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("http://localhost:8080")
                .audience("http://somewhere.else")
                .subject(MACHINE.id())
                .claim("agency", TAX.value())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build();
        String signed = new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(kid)
                        .type(new JOSEObjectType("at+jwt"))
                        .build()
                        .toBase64URL()
                + "." + claims.toPayload().toBase64URL();
        return signed + "." + Base64URL.encode(trust.signToken(kid, signed.getBytes(StandardCharsets.US_ASCII)));
    }
}
