package tw.onestop.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;
import tw.onestop.registry.RegistrationKind;

/** 通報判讀: raw values become facts, or every field that is wrong has its refusal. */
final class ReportReading {

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z-]{1,40}");
    private static final Map<String, Integer> LONGEST = Map.of("name", 50, "place", 200, "certificateNo", 60);

    private final Map<String, String> typed;
    private final LocalDate today;
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<String, String> values = new TreeMap<>();

    private ReportReading(Map<String, String> typed, LocalDate today) {
        this.typed = typed;
        this.today = today;
    }

    /** 判讀結果: facts, or what is wrong. */
    record Outcome(Optional<Report.Facts> facts, List<Refusal> refusals) {}

    static Outcome of(String number, Map<String, String> typed, LocalDate today) {
        ReportReading reading = new ReportReading(typed, today);
        if (!NUMBER.matcher(number).matches()) {
            reading.refuse("reportNo", number.isEmpty() ? "missing" : "invalid");
        }
        Optional<RegistrationKind> kind = reading.kind();
        kind.ifPresent(reading::read);
        return reading.refusals.isEmpty()
                ? new Outcome(kind.map(k -> new Report.Facts(k, reading.values)), List.of())
                : new Outcome(Optional.empty(), List.copyOf(reading.refusals));
    }

    private Optional<RegistrationKind> kind() {
        Optional<RegistrationKind> kind = switch (text("kind").toUpperCase(Locale.ROOT)) {
            case "BIRTH" -> Optional.of(RegistrationKind.BIRTH);
            case "DEATH" -> Optional.of(RegistrationKind.DEATH);
            case "DEATH_DECL" -> Optional.of(RegistrationKind.DEATH_DECL);
            default -> Optional.empty();
        };
        if (kind.isEmpty()) {
            refuse("kind", text("kind").isEmpty() ? "missing" : "unknown");
        }
        return kind;
    }

    private void read(RegistrationKind kind) {
        boolean birth = kind == RegistrationKind.BIRTH;
        number();
        words("name", false);
        Optional<LocalDate> born = date("birthDate", !birth);
        Optional<LocalDate> event = date("eventDate", true);
        if (event.isPresent() && born.isPresent() && event.get().isBefore(born.get())) {
            refuse("eventDate", "beforeBirth");
        }
        if (kind == RegistrationKind.DEATH_DECL) {
            Optional<LocalDate> finality = date("finalOn", true);
            if (finality.isPresent() && event.isPresent() && finality.get().isBefore(event.get())) {
                refuse("finalOn", "beforeEvent");
            }
        }
        if (birth) {
            sex();
        }
        words("place", birth);
        words("certificateNo", true);
    }

    private void number() {
        String number = text("nationalId");
        if (number.isEmpty()) {
            refuse("nationalId", "missing");
            return;
        }
        NationalId.parse(number)
                .ifPresentOrElse(id -> values.put("nationalId", id.value()), () -> refuse("nationalId", "invalid"));
    }

    private void sex() {
        switch (text("sex").toUpperCase(Locale.ROOT)) {
            case "MALE", "M", "1", "男" -> values.put("sex", "MALE");
            case "FEMALE", "F", "2", "女" -> values.put("sex", "FEMALE");
            case "" -> refuse("sex", "missing");
            default -> refuse("sex", "unknown");
        }
    }

    private Optional<LocalDate> date(String field, boolean required) {
        String written = text(field);
        if (written.isEmpty()) {
            if (required) {
                refuse(field, "missing");
            }
            return Optional.empty();
        }
        Optional<LocalDate> day = RocDate.parse(written);
        if (day.isEmpty()) {
            refuse(field, "unreadable");
        } else if (day.get().isAfter(today)) {
            refuse(field, "inFuture");
        } else {
            values.put(field, day.get().toString());
            return day;
        }
        return Optional.empty();
    }

    private void words(String field, boolean required) {
        String written = text(field);
        int most = LONGEST.getOrDefault(field, 0);
        if (written.isEmpty()) {
            if (required) {
                refuse(field, "missing");
            }
        } else if (Text.length(written) > most) {
            refusals.add(Refusal.of(field, "intake.report.tooLong", String.valueOf(most)));
        } else if (written.chars().anyMatch(Character::isISOControl)) {
            refusals.add(Refusal.of(field, "intake.report.controlCharacter"));
        } else {
            values.put(field, written);
        }
    }

    private String text(String field) {
        return Text.halfWidth(typed.getOrDefault(field, "")).strip();
    }

    private void refuse(String field, String what) {
        refusals.add(Refusal.of(field, "intake.report.%s.%s".formatted(field, what)));
    }
}
