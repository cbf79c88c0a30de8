package tw.onestop.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.RegistrationKind;

/** 外部通報受理: takes what hospitals, prosecutors and courts report, one by one or by file; each becomes a clerk's task. */
public interface ReportDesk {

    /** What a report can say, in the order of a file's columns; {@code reportNo} goes before them. */
    List<String> FIELDS =
            List.of("kind", "nationalId", "name", "birthDate", "eventDate", "finalOn", "sex", "place", "certificateNo");

    /**
     * Takes one report, or the next version of one; the same content again changes nothing.
     *
     * @param values raw, by the names of {@link #FIELDS}
     */
    Received receive(String source, String number, Map<String, String> values, Actor by);

    /** Takes the good lines of a file (CSV with a header, or JSON Lines) and keeps the others with what is wrong with them. */
    Loaded take(String source, String fileName, byte[] content, Actor clerk);

    /** A file the clerk's office loaded, without broken lines about whom the clerk may not see (保護註記). */
    Optional<LoadedFile> file(UUID id, Actor clerk);

    /** Files of the clerk's office, newest first; likewise. */
    List<LoadedFile> files(Actor clerk, int limit);

    /** Who reports what, as in force today. */
    List<Source> sources();

    /** 通報來源. */
    record Source(String code, String name, String nameEn, List<RegistrationKind> kinds) {}

    /** 收受結果. */
    sealed interface Received {
        /**
         * 已收.
         *
         * @param again whether this version was here already
         */
        record Taken(int version, boolean again) implements Received {}

        /** 退回: nothing was kept. */
        record Returned(List<Refusal> refusals) implements Received {}
    }

    /** 通報檔收受結果. */
    sealed interface Loaded {
        record Taken(UUID file) implements Loaded {}

        /** Not even a line of it could be read. */
        record Unreadable(List<Refusal> refusals) implements Loaded {}
    }

    /**
     * 通報檔.
     *
     * @param header of a CSV file, {@code ""} of JSON Lines
     * @param taken lines that are reports now, {@code again} those that were here already
     */
    record LoadedFile(
            UUID id,
            String name,
            String source,
            Instant receivedAt,
            String header,
            int taken,
            int again,
            List<BrokenLine> broken) {

        LoadedFile only(Predicate<BrokenLine> which) {
            return new LoadedFile(
                    id,
                    name,
                    source,
                    receivedAt,
                    header,
                    taken,
                    again,
                    broken.stream().filter(which).toList());
        }
    }

    /**
     * 退件.
     *
     * @param line counted from 1, the header included
     * @param text as it stood in the file
     */
    record BrokenLine(int line, String text, List<Refusal> refusals) {}
}
