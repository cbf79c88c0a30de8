package tw.onestop.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.NationalId;
import tw.onestop.registry.RegistrationKind;

/**
 * 外部通報, a birth, a death or a declaration of death as a hospital, a prosecutor or a court reports it.
 *
 * @param source whose report it is: a code of {@link ReportDesk#sources()}, or of an agency one stands for
 * @param number the source's own number; with the source it is the same report in all its versions
 * @param version counts them; the last one holds, and all are kept
 */
public record Report(String source, String number, int version, Instant receivedAt, Facts facts) {

    /**
     * 通報內容, well formed.
     *
     * @param kind {@code BIRTH}, {@code DEATH} or {@code DEATH_DECL}
     * @param values by the names of {@link ReportDesk#FIELDS}: dates ISO, numbers upper case, {@code ""} never
     */
    public record Facts(RegistrationKind kind, Map<String, String> values) {

        public Facts {
            values = Map.copyOf(values);
        }

        /** What was reported of one field, {@code ""} when nothing. */
        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        /** Of the person concerned; of a birth, the mother's. */
        public NationalId party() {
            return new NationalId(value("nationalId"));
        }

        public LocalDate onDay() {
            return LocalDate.parse(value("eventDate"));
        }

        /** From when the time limit runs: the finality of a judgment, else the event (戶籍法 §48). */
        LocalDate limitFrom() {
            return date("finalOn").orElse(onDay());
        }

        /** The day reported in a field, or null; for pages. */
        public @Nullable LocalDate day(String field) {
            return date(field).orElse(null);
        }

        public Optional<LocalDate> date(String field) {
            return Optional.of(value(field)).filter(day -> !day.isEmpty()).map(LocalDate::parse);
        }
    }
}
