package tw.onestop.exchange;

import java.util.UUID;
import tw.onestop.kernel.AgencyCode;

/**
 * 待送通報, a promise to deliver. Promised in the transaction that makes it true; numbered after the commit.
 *
 * @param id of the envelope, equal at every attempt and at every door; equals the item's id
 * @param agency recipient
 * @param type CloudEvents type: {@code tw.onestop.notice.registration-change.address.v1}
 * @param citizenKey keeps the order per citizen and agency: an index, never the number itself
 * @param dataJson the envelope's {@code data}, UTF-8 JSON, in the clear here and sealed at rest
 */
public record Outgoing(UUID id, AgencyCode agency, String type, byte[] citizenKey, byte[] dataJson) {}
