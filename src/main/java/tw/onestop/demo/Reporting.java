package tw.onestop.demo;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tw.onestop.intake.ReportDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistryDesk;

/** 示範通報: reports that wait in the work lists: deaths and births in time and overdue, and two that fit nobody. */
final class Reporting {

    private static final Actor DEMO = Actor.rule("demo");

    private final ReportDesk reports;
    private final RegistryDesk registry;
    private final LocalDate today;
    private int count;

    Reporting(ReportDesk reports, RegistryDesk registry, LocalDate today) {
        this.reports = reports;
        this.registry = registry;
        this.today = today;
    }

    void of(List<State.Citizen> citizens) {
        List<Person> elders = like(citizens, "高齡");
        List<Person> mothers =
                like(citizens, "配偶").stream().filter(p -> p.sex() == Sex.FEMALE).toList();
        int[] days = {2, 45, 6};
        for (int i = 0; i < Math.min(days.length, elders.size()); i++) {
            // Of the last one the date of birth was written down wrong.
            Person dead = elders.get(i);
            death(dead, dead.birthDate().plusDays(i == 2 ? 10 : 0), days[i]);
        }
        for (int i = 0; i < Math.min(2, mothers.size()); i++) {
            birth(mothers.get(i), i == 0 ? 4 : 75);
        }
        if (!elders.isEmpty()) {
            report(
                    "DEATH",
                    NationalId.of('Z', 1, 9_999_999),
                    "無名氏",
                    elders.getFirst().birthDate(),
                    3);
        }
    }

    private List<Person> like(List<State.Citizen> citizens, String about) {
        return citizens.stream()
                .filter(citizen -> citizen.about().startsWith(about))
                .flatMap(
                        citizen -> registry.person(new NationalId(citizen.nationalId()), AsOf.on(today), DEMO).stream())
                .filter(person -> person.deathDate() == null)
                .toList();
    }

    private void death(Person dead, LocalDate born, int daysAgo) {
        report("DEATH", dead.nationalId(), dead.name(), born, daysAgo);
    }

    private void birth(Person mother, int daysAgo) {
        report("BIRTH", mother.nationalId(), mother.name(), mother.birthDate(), daysAgo);
    }

    private void report(String kind, NationalId number, String name, LocalDate born, int daysAgo) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("kind", kind);
        values.put("nationalId", number.value());
        values.put("name", name);
        values.put("birthDate", born.toString());
        values.put("eventDate", today.minusDays(daysAgo).toString());
        values.put("sex", "FEMALE");
        values.put("place", "連江縣立醫院");
        count++;
        values.put("certificateNo", "示範字第%d號".formatted(count));
        reports.receive("MOHW", "DEMO-" + count, values, DEMO);
    }
}
