package tw.onestop.link;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;
import tw.onestop.trust.TrustDesk;

/**
 * 假名: by what name an agency knows a person: always the same for it, and another for every other agency, so that two
 * of them that put their feeds together learn nothing. A keyed hash under a key of the agency's own.
 */
@Component
class Subjects {

    private static final int BYTES = 18;

    private final TrustDesk trust;

    Subjects(TrustDesk trust) {
        this.trust = trust;
    }

    String of(AgencyCode agency, PersonId person) {
        byte[] name = hash(agency, "person " + person.value());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(name, BYTES));
    }

    /** Of what a registration did to a person, as this agency is told; the same whoever computes it. */
    UUID event(AgencyCode agency, RegistrationId registration, PersonId person) {
        ByteBuffer bytes = ByteBuffer.wrap(hash(agency, "event %d %d".formatted(registration.value(), person.value())));
        // Version 8 (RFC 9562): made in a way of our own.
        long high = (bytes.getLong() & ~0xF000L) | 0x8000L;
        long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private byte[] hash(AgencyCode agency, String what) {
        return trust.indexUnder("link feed " + agency.value(), what);
    }
}
