package tw.onestop.access;

import java.time.Instant;

/**
 * 通行密鑰, a passkey of the person signed in.
 *
 * @param id of the credential, base64url
 * @param label the name its owner gave it
 */
public record Passkey(String id, String label, Instant created, Instant lastUsed) {}
