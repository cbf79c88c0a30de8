package tw.onestop.counter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.ChangeType;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.Actor;
import tw.onestop.notice.Errand;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;

/** 勾選結果: the ticked boxes of a draft, by agency, as the page of the review shows them. */
@Component
class Choices {

    private final AgencyDesk agencies;
    private final Sheets sheets;
    private final ErrandRows errands;

    Choices(AgencyDesk agencies, Sheets sheets, ErrandRows errands) {
        this.agencies = agencies;
        this.sheets = sheets;
        this.errands = errands;
    }

    /** One agency and what it will be told about whom. */
    record Line(Agency agency, List<Item> items) {}

    /** One person's change, or errand: one of the two is null. */
    record Item(
            String person,
            @Nullable ChangeType change,
            @Nullable Errand errand) {}

    List<Line> of(Sitting.Draft draft, Actor clerk) {
        Map<String, List<Item>> byAgency = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (String choice : draft.choices()) {
            String[] parts = choice.split("/", -1);
            if (parts.length == 3 && parts[2].matches("\\d{1,18}") && isChange(parts[1])) {
                String name = names.computeIfAbsent(
                        parts[2],
                        id -> sheets.person(new PersonId(Long.parseLong(id)), draft.reader(clerk))
                                .map(Person::name)
                                .orElse(""));
                byAgency.computeIfAbsent(parts[0], a -> new ArrayList<>())
                        .add(new Item(name, ChangeType.valueOf(parts[1]), null));
            }
        }
        errands.chosen(draft, clerk)
                .forEach(row -> byAgency.computeIfAbsent(row.agency().code().value(), _ -> new ArrayList<>())
                        .add(new Item(row.person(), null, row.errand())));
        List<Line> lines = new ArrayList<>();
        agencies.all().stream()
                .filter(agency -> byAgency.containsKey(agency.code().value()))
                .forEach(agency -> lines.add(
                        new Line(agency, byAgency.getOrDefault(agency.code().value(), List.of()))));
        return lines;
    }

    private static boolean isChange(String name) {
        for (ChangeType change : ChangeType.values()) {
            if (change.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
