package tw.onestop.intake;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tw.onestop.kernel.Actor;
import tw.onestop.registry.Person;

/** Fixtures: what a source reports, right unless a test makes it wrong. */
public final class Reported {

    public static final Actor SOURCE = Actor.rule("test");

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Reported() {}

    /** A number no other test uses. */
    public static String nextNumber() {
        return "T-" + NUMBERS.incrementAndGet();
    }

    public static Map<String, String> death(Person person, LocalDate on) {
        return ofDead("DEATH", person, on);
    }

    public static Map<String, String> declaration(Person person, LocalDate presumed, LocalDate finalOn) {
        Map<String, String> values = ofDead("DEATH_DECL", person, presumed);
        values.put("finalOn", finalOn.toString());
        return values;
    }

    private static Map<String, String> ofDead(String kind, Person person, LocalDate on) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("kind", kind);
        values.put("nationalId", person.nationalId().value());
        values.put("name", person.name());
        values.put("birthDate", person.birthDate().toString());
        values.put("eventDate", on.toString());
        values.put("place", "連江縣立醫院");
        values.put("certificateNo", "連醫字第12號");
        return values;
    }

    public static Map<String, String> birth(Person mother, LocalDate on, String sex) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("kind", "BIRTH");
        values.put("nationalId", mother.nationalId().value());
        values.put("name", mother.name());
        values.put("eventDate", on.toString());
        values.put("sex", sex);
        values.put("place", "連江縣");
        values.put("certificateNo", "出字第7號");
        return values;
    }
}
