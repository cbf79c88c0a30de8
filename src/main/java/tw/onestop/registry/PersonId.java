package tw.onestop.registry;

/** 個人識別, a person of the register, the same through every change of name or number. */
public record PersonId(long value) {}
