package tw.onestop.rehearsal;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tw.onestop.agency.Grant;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.TrialDesk;

/**
 * 演練人物: all the people there are in a rehearsal, and who is said to ask under which purposes. They stand in no register; their
 * numbers may by chance be those of somebody: who that is, nobody asks. Their names say what they are.
 */
public final class Cast {

    /** Everything may be asked under it. */
    public static final String PURPOSE = "REHEARSAL-01";

    /** Three queries a minute. */
    public static final String SCARCE = "REHEARSAL-QUOTA";

    public static final String OFFICER = "rehearsal-officer";

    public static final List<String> FIELDS = List.of("name", "birthDate", "address.full");

    public static final String MOVED = number(1, 9_700_001);
    public static final String MOVED_TWICE = number(2, 9_700_002);

    /** The first request about this one is answered as if the system were away. */
    public static final String AWAY = number(1, 9_700_003);

    /** Somebody whom the officer may not see. */
    public static final String HIDDEN = number(2, 9_700_004);

    public static final String UNKNOWN = number(1, 9_700_009);

    private static final Map<String, Map<String, String>> PEOPLE = Map.of(
            MOVED, person("演練甲", "1980-01-09", "連江縣南竿鄉演練村1號"),
            MOVED_TWICE, person("演練乙", "1985-05-06", "連江縣南竿鄉演練村3號"),
            AWAY, person("演練丙", "1990-10-10", "連江縣南竿鄉演練村5號"));

    private Cast() {}

    static TrialDesk.Stage stage(AgencyCode agency, LocalDate today) {
        return new TrialDesk.Stage(
                List.of(grant(PURPOSE, agency, 600, today), grant(SCARCE, agency, 3, today)),
                Map.of(OFFICER, NationalId.of('Z', 1, 9_700_000)),
                PEOPLE);
    }

    private static Grant grant(String purpose, AgencyCode agency, int perMinute, LocalDate today) {
        return new Grant(
                purpose,
                agency,
                "介接演練",
                "Rehearsal",
                "介接演練",
                Set.copyOf(FIELDS),
                10,
                perMinute,
                today,
                today.plusYears(1),
                null);
    }

    private static Map<String, String> person(String name, String birthDate, String address) {
        return Map.of("name", name, "birthDate", birthDate, "address.full", address);
    }

    private static String number(int sex, int running) {
        return NationalId.of('Z', sex, running).value();
    }
}
