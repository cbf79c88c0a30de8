package tw.onestop.registry;

/** 登記編號. */
public record RegistrationId(long value) {}
