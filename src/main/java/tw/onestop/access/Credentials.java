package tw.onestop.access;

import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;

/** 登入憑據: how passwords are hashed, which address passkeys belong to, and where sessions are counted. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrainingSettings.class)
class Credentials {

    /** Argon2id, 19 MiB, two passes, one lane; bcrypt is read for accounts that come from elsewhere. */
    @Bean
    PasswordEncoder passwordEncoder() {
        PasswordEncoder hashes = new DelegatingPasswordEncoder(
                "argon2id",
                Map.of(
                        "argon2id", new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2),
                        "bcrypt", new BCryptPasswordEncoder()));
        return new PacedEncoder(hashes, Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4));
    }

    @Bean
    WebAuthnRelyingPartyOperations relyingParty(
            PasskeyUsers users,
            Passkeys passkeys,
            @Value("${onestop.access.rp-id:localhost}") String rpId,
            @Value("${onestop.access.allowed-origins:${onestop.base-url:http://localhost:8080}}") Set<String> origins) {
        PublicKeyCredentialRpEntity house =
                PublicKeyCredentialRpEntity.builder().id(rpId).name("戶政一站式服務").build();
        Webauthn4JRelyingPartyOperations operations =
                new Webauthn4JRelyingPartyOperations(users, passkeys, house, origins);
        // A passkey stands for the password: whoever merely holds the device must not get in with it.
        operations.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        operations.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return operations;
    }

    @Bean
    SessionRegistry sessionRegistry() {
        return new SessionRegistryImpl();
    }

    /** Tells the registry when a session has ended. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }
}
