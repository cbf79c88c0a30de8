package tw.onestop.agency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 填寫檢查: everything that is wrong with a typed receiver or row, each beside its field. */
final class ReceiverWording {

    /** What can be told by consent: the end of a domicile is told by law. */
    private static final ChangeType[] TAKEN = Arrays.stream(ChangeType.values())
            .filter(change -> change != ChangeType.STATUS)
            .toArray(ChangeType[]::new);

    static final int MOST_DAYS = 60;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_NOTE = 200;
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9-]{1,39}");
    private static final Pattern WIRE = Pattern.compile("[a-z][A-Za-z]{1,29}");
    private static final Pattern SEPARATOR = Pattern.compile("[\\s、，,；;]+");

    private final List<Refusal> refusals = new ArrayList<>();

    /** 通報範圍 as read. */
    record Areas(List<Coverage.Area> areas, List<String> unknown) {

        Coverage coverage() {
            return areas.isEmpty() ? Coverage.NATION : new Coverage(false, areas);
        }

        static Areas read(String typed, List<Coverage.Area> known) {
            Map<String, Coverage.Area> byName = new LinkedHashMap<>();
            known.forEach(area -> byName.put(Text.fold(area.name()), area));
            List<Coverage.Area> areas = new ArrayList<>();
            List<String> unknown = new ArrayList<>();
            for (String name : SEPARATOR.split(typed.strip(), -1)) {
                if (!name.isEmpty()) {
                    Optional.ofNullable(byName.get(Text.fold(name)))
                            .ifPresentOrElse(areas::add, () -> unknown.add(name));
                }
            }
            return new Areas(areas.stream().distinct().toList(), unknown);
        }
    }

    static List<Refusal> of(ReceiverForm typed, List<Coverage.Area> known) {
        ReceiverWording wording = new ReceiverWording();
        wording.receiver(typed, known);
        return wording.refusals;
    }

    static List<Refusal> of(ReceiverChange typed, List<Coverage.Area> known) {
        ReceiverWording wording = new ReceiverWording();
        wording.terms(typed, known);
        wording.text("source", typed.source());
        wording.reason(typed.reason());
        return wording.refusals;
    }

    static List<Refusal> of(CapabilityForm typed, List<Capability.ExtraKey> own) {
        ReceiverWording wording = new ReceiverWording();
        wording.row(typed, own);
        return wording.refusals;
    }

    private void receiver(ReceiverForm typed, List<Coverage.Area> known) {
        if (!CODE.matcher(typed.code().strip()).matches()) {
            refuse("code", "receiver.code.format");
        }
        oneOf("body", typed.body(), Agency.Body.values());
        text("name", typed.name());
        text("nameEn", typed.nameEn());
        terms(typed.terms(), known);
        if (typed.changes().isEmpty()) {
            refuse("changes", "receiver.changes.missing");
        }
        typed.changes().forEach(change -> oneOf("changes", change, TAKEN));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < typed.keys().size(); i++) {
            if (!typed.keys().get(i).isBlank()) {
                key("key" + i + ".", typed.keys().get(i), names);
            }
        }
        notes(typed.note(), typed.noteEn());
        text("source", typed.source());
        reason(typed.reason());
    }

    /** How it is reached, how soon it answers, and where it serves. */
    private void terms(ReceiverChange typed, List<Coverage.Area> known) {
        text("unit", typed.unit());
        text("phone", typed.phone());
        text("hours", typed.hours());
        if (!areDays(Text.halfWidth(typed.days()).strip())) {
            refuse("days", "receiver.days.format", String.valueOf(MOST_DAYS));
        }
        oneOf("door", typed.door(), Agency.Door.values());
        List<String> unknown = Areas.read(typed.areas(), known).unknown();
        if (!unknown.isEmpty()) {
            refuse("areas", "receiver.areas.unknown", String.join("、", unknown));
        }
    }

    /** Whether so many working days can be promised. */
    static boolean areDays(String days) {
        return days.matches("\\d{1,2}") && Integer.parseInt(days) >= 1 && Integer.parseInt(days) <= MOST_DAYS;
    }

    private void row(CapabilityForm typed, List<Capability.ExtraKey> own) {
        oneOf("change", typed.change(), TAKEN);
        text("source", typed.source());
        reason(typed.reason());
        if (!typed.takes()) {
            return;
        }
        List<String> names =
                new ArrayList<>(own.stream().map(Capability.ExtraKey::name).toList());
        if (!names.containsAll(typed.keys())) {
            refuse("keys", "receiver.keys.unknown");
        }
        if (!typed.fresh().isBlank()) {
            key("fresh.", typed.fresh(), names);
        }
        notes(typed.note(), typed.noteEn());
    }

    private void key(String field, ReceiverForm.Key typed, List<String> taken) {
        Capability.ExtraKey key = typed.tidy();
        if (!WIRE.matcher(key.name()).matches()) {
            refuse(field + "name", "receiver.key.name.format");
        } else if (taken.contains(key.name())) {
            refuse(field + "name", "receiver.key.name.taken");
        }
        taken.add(key.name());
        text(field + "label", key.label());
        text(field + "labelEn", key.labelEn());
        length(field + "pattern", key.pattern(), LONGEST_NAME);
        if (!PlainPattern.isReadable(key.pattern())) {
            refuse(field + "pattern", "receiver.key.pattern.format");
        } else if (!key.example().matches(key.pattern())) {
            refuse(field + "example", "receiver.key.example.format");
        }
    }

    private void reason(String typed) {
        if (typed.isBlank()) {
            refuse("reason", "receiver.reason.missing");
        }
        length("reason", typed, LONGEST_NOTE);
    }

    private void notes(String note, String noteEn) {
        length("note", note, LONGEST_NOTE);
        length("noteEn", noteEn, LONGEST_NOTE);
        if (note.isBlank() != noteEn.isBlank()) {
            refuse(note.isBlank() ? "note" : "noteEn", "receiver.note.both");
        }
    }

    private void text(String field, String typed) {
        if (typed.isBlank()) {
            refuse(field, "receiver.missing." + last(field));
        }
        length(field, typed, LONGEST_NAME);
    }

    /** {@code key0.label} is a label as others are. */
    private static String last(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }

    private void length(String field, String typed, int most) {
        if (Text.length(typed.strip()) > most) {
            refuse(field, "receiver.tooLong", String.valueOf(most));
        }
    }

    private void oneOf(String field, String typed, Enum<?>[] values) {
        if (Arrays.stream(values).noneMatch(value -> value.name().equals(typed))) {
            refuse(field, "receiver.choose." + field);
        }
    }

    private void refuse(String field, String code, String... arguments) {
        refusals.add(Refusal.of(field, code, arguments));
    }
}
