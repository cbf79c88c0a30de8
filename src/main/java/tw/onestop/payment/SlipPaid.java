package tw.onestop.payment;

import java.util.UUID;

/**
 * 已繳款: said within the transaction that books the money, once for a slip.
 *
 * @param item what was paid for, as the room that asked for the slip knows it
 */
public record SlipPaid(UUID slip, UUID item) {}
