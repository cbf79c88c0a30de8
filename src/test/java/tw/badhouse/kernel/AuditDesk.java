package tw.badhouse.kernel;

/** A trail nobody writes. */
public interface AuditDesk {}
