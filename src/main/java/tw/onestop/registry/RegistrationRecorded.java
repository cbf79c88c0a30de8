package tw.onestop.registry;

import tw.onestop.kernel.Actor;

/** 已登記, said inside the transaction that records it; ids and codes only. */
public record RegistrationRecorded(RegistrationId registration, RegistrationKind kind, Actor by) {}
