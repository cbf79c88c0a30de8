package tw.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;

/** 整編填寫內容: reads what was typed of a renumbering, saying beside each field and of each line what is wrong. */
final class TypedRenumbering {

    private static final Pattern STREET = Pattern.compile("[\\p{L}\\d]{0,40}");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:[,、→]|->)\\s*|\\s+");
    private static final int LONGEST_REFERENCE = 100;
    private static final int MOST_LINES = 5000;

    private final RenumberingForm form;
    private final Villages villages;
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<String, Integer> lineOf = new LinkedHashMap<>();

    TypedRenumbering(RenumberingForm form, Villages villages) {
        this.form = form;
        this.villages = villages;
    }

    /** What is wrong so far, of the lines in their order. */
    List<Refusal> refusals() {
        refusals.sort(Comparator.comparingInt(TypedRenumbering::lineOf));
        return refusals;
    }

    private static int lineOf(Refusal refusal) {
        return refusal.code().startsWith("registry.renumbering.line.")
                ? Integer.parseInt(refusal.arguments().getFirst())
                : 0;
    }

    /** On which line the old number of a door stands, from 1. */
    int line(String oldNumber) {
        return lineOf.getOrDefault(oldNumber, 0);
    }

    /** The rule as far as it can be read; null when the doors it is about cannot. */
    @Nullable
    DoorRule rule(@Nullable OfficeCode office) {
        if (office == null) {
            refuse("", "registry.office.none");
            return null;
        }
        Village here = here();
        if (here != null && !here.code().startsWith(office.value())) {
            refuse("villageCode", "registry.renumbering.otherTownship", here.county() + here.township());
            here = null;
        }
        Village there = there(office);
        Integer only = neighbourhood("neighbourhood", form.neighbourhood());
        Integer to = neighbourhood("newNeighbourhood", form.newNeighbourhood());
        String street = street("street", form.street());
        String newStreet = street("newStreet", form.newStreet());
        Map<String, String> numbers = numbers();
        if (here == null) {
            return null;
        } else if (there != null
                && !there.equals(here)
                && form.newNeighbourhood().isBlank()) {
            refuse("newNeighbourhood", "registry.address.neighbourhood.missing");
        } else if (numbers.entrySet().stream().allMatch(n -> n.getKey().equals(n.getValue()))
                && form.newStreet().isBlank()
                && form.newVillage().isBlank()
                && form.newNeighbourhood().isBlank()
                && refusals.isEmpty()) {
            refuse("lines", "registry.renumbering.nothing");
        }
        return new DoorRule(
                here.code(),
                only,
                street,
                there == null ? here : there,
                to,
                form.newStreet().isBlank() ? street : newStreet,
                numbers);
    }

    /** From today on; null when it cannot be read. */
    @Nullable
    LocalDate effective(LocalDate today) {
        Optional<LocalDate> day = RocDate.parse(form.effective());
        if (form.effective().isBlank()) {
            refuse("effective", "registry.renumbering.effective.missing");
        } else if (day.isEmpty()) {
            refuse("effective", "registry.date.unknown");
        } else if (day.get().isBefore(today)) {
            refuse("effective", "registry.renumbering.effective.past");
        }
        return day.filter(d -> !d.isBefore(today)).orElse(null);
    }

    String reference() {
        String reference = form.reference().strip();
        if (reference.isEmpty()) {
            refuse("reference", "registry.renumbering.reference.missing");
        } else if (Text.length(reference) > LONGEST_REFERENCE) {
            refuse("reference", "registry.text.tooLong", String.valueOf(LONGEST_REFERENCE));
        }
        return reference;
    }

    private @Nullable Village here() {
        if (form.villageCode().isBlank()) {
            refuse("villageCode", "registry.address.village.missing");
            return null;
        }
        Optional<Village> found = villages.village(form.villageCode().strip());
        if (found.isEmpty()) {
            refuse("villageCode", "registry.address.village.unknown");
        }
        return found.orElse(null);
    }

    /** By its code or its name, those of the office's township first. */
    private @Nullable Village there(OfficeCode office) {
        String typed = form.newVillage().strip();
        if (typed.isEmpty()) {
            return null;
        }
        Optional<Village> byCode = villages.village(typed);
        if (byCode.isPresent()) {
            return byCode.get();
        }
        String name = Text.fold(typed);
        List<Village> named = villages.search(typed, Integer.MAX_VALUE).stream()
                .filter(v -> Text.fold(v.county() + v.township() + v.name()).endsWith(name)
                        && name.endsWith(Text.fold(v.name())))
                .toList();
        List<Village> own =
                named.stream().filter(v -> v.code().startsWith(office.value())).toList();
        List<Village> meant = own.isEmpty() ? named : own;
        if (meant.size() != 1) {
            refuse(
                    "newVillage",
                    meant.isEmpty() ? "registry.address.village.unknown" : "registry.renumbering.village.several");
            return null;
        }
        return meant.getFirst();
    }

    private @Nullable Integer neighbourhood(String field, String typed) {
        String plain = DoorRule.plain(typed).replace("鄰", "");
        if (plain.isEmpty()) {
            return null;
        }
        if (!plain.matches("\\d{1,3}") || Integer.parseInt(plain) == 0) {
            refuse(field, "registry.address.neighbourhood.outOfRange");
            return null;
        }
        return Integer.valueOf(plain);
    }

    private String street(String field, String typed) {
        String plain = DoorRule.plain(typed);
        if (!STREET.matcher(plain).matches() || plain.contains("號")) {
            refuse(field, "registry.renumbering.street.wrong");
        }
        return plain;
    }

    /** Old to new; a first line of headings is passed over. */
    private Map<String, String> numbers() {
        Map<String, String> numbers = new LinkedHashMap<>();
        Map<String, Integer> news = new LinkedHashMap<>();
        List<String> lines = form.lines().lines().toList();
        if (lines.size() > MOST_LINES) {
            refuse("lines", "registry.renumbering.lines.tooMany", String.valueOf(MOST_LINES));
            return numbers;
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = Text.halfWidth(lines.get(i)).strip().replace("\"", "");
            boolean heading = numbers.isEmpty() && line.chars().noneMatch(Character::isDigit) && i == 0;
            if (!line.isEmpty() && !heading) {
                read(i + 1, line, numbers, news);
            }
        }
        return numbers;
    }

    private void read(int at, String line, Map<String, String> numbers, Map<String, Integer> news) {
        String[] cells = SEPARATOR.split(line, -1);
        String n = String.valueOf(at);
        if (cells.length > 2) {
            refuse("lines", "registry.renumbering.line.cells", n);
            return;
        }
        Optional<String> old = DoorRule.number(cells[0]);
        boolean stays = cells.length == 1 || cells[1].isBlank();
        Optional<String> now = stays ? old : DoorRule.number(cells[1]);
        if (old.isEmpty() || now.isEmpty()) {
            refuse("lines", "registry.renumbering.line.number", n, (old.isEmpty() ? cells[0] : cells[1]).strip());
        } else if (stays
                && form.newStreet().isBlank()
                && form.newVillage().isBlank()
                && form.newNeighbourhood().isBlank()) {
            refuse("lines", "registry.renumbering.line.noNew", n);
        } else if (lineOf.containsKey(old.get())) {
            refuse("lines", "registry.renumbering.line.oldTwice", n, old.get(), String.valueOf(line(old.get())));
        } else if (news.containsKey(now.get())) {
            refuse("lines", "registry.renumbering.line.newTwice", n, now.get(), String.valueOf(news.get(now.get())));
        } else {
            lineOf.put(old.get(), at);
            news.put(now.get(), at);
            numbers.put(old.get(), now.get());
        }
    }

    void refuse(String field, String code, String... arguments) {
        refusals.add(Refusal.of(field, code, arguments));
    }
}
