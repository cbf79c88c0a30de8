package tw.onestop.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.Refusal;

/** 登記結果 of recording a sitting's registrations: all of them or none. */
public sealed interface Recording {

    /** 已登記, in the order of the forms. */
    record Recorded(List<RegistrationId> registrations) implements Recording {}

    /** 不受理: refusals by the position of their form. */
    record Refused(Map<Integer, List<Refusal>> refusals) implements Recording {}

    /** 資料已異動: somebody else recorded something about this household since the clerk saw it. */
    record Overtaken(HouseholdNo household, List<Change> since) implements Recording {}

    /** What was recorded meanwhile: when, of which type, at which office, by whom. */
    record Change(Instant at, RegistrationKind kind, String office, String by) {}
}
