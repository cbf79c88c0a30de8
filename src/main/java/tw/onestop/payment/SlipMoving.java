package tw.onestop.payment;

import java.util.UUID;

/**
 * 繳款單將異動: said before a slip's row is held, so that the room which keeps what it is for holds that first. Whoever takes a thing back
 * holds it and then its slip; money comes and goes in the same order, or the two would wait for each other.
 *
 * @param item what is paid for, as the room that asked for the slip knows it
 */
public record SlipMoving(UUID slip, UUID item) {}
