package tw.onestop.registry;

import tw.onestop.kernel.Actor;

/**
 * 門牌已整編, said inside the transaction that records it, also of an act that takes one back; ids and codes only. Which doors
 * and how many households are concerned is asked of {@link RenumberingDesk}.
 *
 * @param registration the act
 * @param renumbering the renumbering it is, or takes back
 */
public record DoorsRenumbered(
        RegistrationId registration, RegistrationId renumbering, RegistrationKind kind, Actor by) {}
