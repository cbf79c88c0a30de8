package tw.onestop.payment;

import java.util.UUID;

/**
 * 已退費: said within the transaction in which the bank's word is taken that what paid a slip has gone back.
 *
 * @param item what had been paid for, as the room that asked for the slip knows it
 */
public record SlipRefunded(UUID slip, UUID item) {}
