package tw.badhouse.kernel;

/** Somebody. */
public record Actor(String id) {}
