package tw.onestop.counter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tw.onestop.agency.Agency;
import tw.onestop.agency.Capability;
import tw.onestop.counter.Manual.Line;
import tw.onestop.counter.Manual.Name;
import tw.onestop.counter.Manual.Part;
import tw.onestop.kernel.AgencyCode;

/** 戶籍資料異動通報手冊: what agencies can be told of changes, as the matrix of the day says it. */
record ChangeManual(List<Capability> matrix, Map<AgencyCode, Agency> agencies, Terms terms, ManualWords words) {

    static final String KEY = "registration-change/all";

    /** 辦理期限 of an agency for a change, in working days, within how many it tells of a rejection, and where it serves. */
    interface Terms {

        int days(Capability row);

        int contact();

        /** {@code ""} for the nation. */
        String areas(AgencyCode agency);
    }

    Manual manual() {
        return new Manual(
                KEY,
                words.of("manual.change.title"),
                "",
                words.of("manual.change.note"),
                List.of(
                        new Part(Name.PROCEDURE, procedure()),
                        new Part(Name.OPERATION, operation()),
                        new Part(Name.QUESTIONS, questions()),
                        new Part(Name.SCRIPT, script())));
    }

    private List<Line> procedure() {
        List<Line> lines = new ArrayList<>();
        lines.add(words.line("change.who"));
        lines.add(words.told("fee", words.of("manual.fee.free")));
        byAgency().forEach((code, rows) -> {
            Agency agency = agencies.get(code);
            if (agency != null) {
                lines.add(new Line(
                        served(agency),
                        words.list(
                                rows,
                                row -> words.of(
                                        "manual.change.row",
                                        words.of("counter.change." + row.change()),
                                        terms.days(row)))));
            }
        });
        lines.add(words.line("change.answer", terms.contact()));
        return lines;
    }

    private List<Line> operation() {
        List<Line> lines = new ArrayList<>();
        lines.add(words.line("change.begin"));
        byAgency().forEach((code, rows) -> {
            Agency agency = agencies.get(code);
            List<Capability.ExtraKey> keys = rows.stream()
                    .flatMap(row -> row.extraKeys().stream())
                    .distinct()
                    .toList();
            if (agency != null && !keys.isEmpty()) {
                lines.add(new Line(
                        words.of(agency),
                        words.list(
                                keys,
                                key -> words.of(
                                        "manual.change.key",
                                        words.english() ? key.labelEn() : key.label(),
                                        key.example()))));
            }
        });
        lines.add(words.line("consent"));
        lines.add(words.line("receipt.free"));
        return lines;
    }

    private List<Line> questions() {
        List<Line> lines = new ArrayList<>();
        lines.add(words.told("q.who", words.of("manual.change.who")));
        lines.add(words.told("q.cost", words.of("manual.fee.free")));
        lines.add(words.told("q.learn", words.of("manual.change.learn")));
        lines.add(words.told("q.back", words.of("manual.recall")));
        lines.add(words.told("q.result", words.of("manual.change.answer", terms.contact())));
        byAgency().forEach((code, rows) -> {
            Agency agency = agencies.get(code);
            List<String> notes = rows.stream()
                    .map(row -> words.english() ? row.noteEn() : row.note())
                    .filter(note -> !note.isEmpty())
                    .distinct()
                    .toList();
            if (agency != null && !notes.isEmpty()) {
                lines.add(new Line(
                        words.of("manual.change.note.of", words.of(agency)),
                        String.join(words.english() ? " " : "", notes)));
            }
        });
        return lines;
    }

    private List<Line> script() {
        return List.of(
                words.line(
                        "change.s.offer",
                        words.list(
                                byAgency().keySet().stream()
                                        .flatMap(code -> java.util.stream.Stream.ofNullable(agencies.get(code)))
                                        .toList(),
                                this::served)),
                words.line("change.s.consent"),
                words.line("change.s.receipt"));
    }

    /** Nobody offers what the form will not offer: who serves a part of the country is named with it. */
    private String served(Agency agency) {
        String areas = terms.areas(agency.code());
        return areas.isEmpty() ? words.of(agency) : words.of("manual.change.serves", words.of(agency), areas);
    }

    private Map<AgencyCode, List<Capability>> byAgency() {
        Map<AgencyCode, List<Capability>> rows = new LinkedHashMap<>();
        matrix.forEach(row ->
                rows.computeIfAbsent(row.agency(), none -> new ArrayList<>()).add(row));
        return rows;
    }
}
