package tw.onestop.counter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tw.onestop.agency.Agency;
import tw.onestop.counter.Manual.Line;
import tw.onestop.counter.Manual.Name;
import tw.onestop.counter.Manual.Part;
import tw.onestop.notice.Errand;
import tw.onestop.notice.Errand.Kind;

/** 申辦業務手冊: an errand as its definition says it. */
record ErrandManual(Errand errand, Agency agency, Days days, ManualWords words) {

    /**
     * 期限及時點, by the rules of the day.
     *
     * @param promised working days the agency promises
     * @param expected the day that would be promised today
     * @param contact working days within which the agency tells of a rejection
     * @param batchHour when the batch of the day leaves
     */
    record Days(int promised, LocalDate expected, int contact, int batchHour) {}

    Manual manual(String expected) {
        return new Manual(
                errand.key(),
                words.of(errand.name()),
                words.of(agency),
                words.of(errand.note()),
                List.of(
                        new Part(Name.PROCEDURE, procedure()),
                        new Part(Name.OPERATION, operation()),
                        new Part(Name.QUESTIONS, questions()),
                        new Part(Name.SCRIPT, script(expected))));
    }

    private List<Line> procedure() {
        return List.of(
                words.told("occasion", occasion()),
                words.told(
                        "standing",
                        words.of("manual.standing." + errand.occasion().standing())),
                words.told("papers", papers()),
                words.told("fields", fields()),
                words.told("fee", fee()),
                words.line("told", words.of(agency), told()),
                words.told("sent", sent()),
                words.line("days", words.of(agency), days.promised()),
                words.told("answer", answer()));
    }

    private List<Line> operation() {
        List<Line> steps = new ArrayList<>();
        steps.add(words.line(errand.occasion().alone() ? "begin.alone" : "begin.beside", words.of(errand.name())));
        steps.add(words.line("tick", words.of(errand.name()), words.of(agency)));
        typed().forEach(field -> steps.add(new Line(words.of(field.label()), asked(field))));
        shown().forEach(field -> steps.add(new Line(words.of(field.label()), paper(field))));
        steps.add(words.line("consent"));
        steps.add(errand.fee() == 0 ? words.line("receipt.free") : words.line("receipt.fee", errand.fee()));
        return steps;
    }

    private List<Line> questions() {
        List<Line> asked = new ArrayList<>();
        asked.add(words.told(
                "q.who", words.of("manual.standing." + errand.occasion().standing())));
        asked.add(words.told("q.bring", papers()));
        asked.add(words.told("q.cost", fee()));
        asked.add(words.told("q.long", words.of("manual.days", words.of(agency), days.promised())));
        asked.add(words.told("q.learn", words.of("manual.told", words.of(agency), told())));
        asked.add(words.told("q.back", recall()));
        asked.add(words.told("q.result", answer()));
        asked.add(words.told("q.call", window()));
        return asked;
    }

    private List<Line> script(String expected) {
        List<Line> said = new ArrayList<>();
        said.add(words.line("s.offer", words.of(agency), words.of(errand.name())));
        if (!words.of(errand.note()).isEmpty()) {
            said.add(words.told("s.explain", words.of(errand.note())));
        }
        said.add(words.told("s.bring", papers()));
        said.add(words.told("s.cost", fee()));
        said.add(
                errand.fee() == 0
                        ? words.line("s.done", words.of(agency), days.promised(), expected)
                        : words.line("s.donePaid", words.of(agency), days.promised()));
        said.add(words.told("s.result", answer()));
        said.add(words.told("s.receipt", window()));
        return said;
    }

    private String occasion() {
        Errand.Occasion occasion = errand.occasion();
        String after = !occasion.kinds().isEmpty()
                ? words.of(
                        "manual.occasion.kinds",
                        words.list(
                                occasion.kinds().stream().sorted().toList(), kind -> words.of("counter.kind." + kind)))
                : occasion.changes().isEmpty()
                        ? ""
                        : words.of(
                                "manual.occasion.changes",
                                words.list(
                                        occasion.changes().stream().sorted().toList(),
                                        change -> words.of("counter.change." + change)));
        String alone = occasion.alone() ? words.of("manual.occasion.alone") : "";
        return (after + " " + alone).strip() + " " + words.of("manual.subject." + occasion.subject());
    }

    private List<Errand.Field> shown() {
        return errand.fields().stream()
                .filter(field -> field.kind() == Kind.PAPER)
                .toList();
    }

    private List<Errand.Field> typed() {
        return errand.fields().stream()
                .filter(field -> field.kind() != Kind.PAPER)
                .toList();
    }

    private String papers() {
        return shown().isEmpty()
                ? words.of("manual.papers.none")
                : words.list(shown(), field -> words.of(field.label()) + bracketed(paper(field)));
    }

    private String fields() {
        return typed().isEmpty()
                ? words.of("manual.fields.none")
                : words.list(typed(), field -> words.of(field.label()) + bracketed(words.of(field.hint())));
    }

    /** What stands against a paper: when it is asked, and the hint of its row. */
    private String paper(Errand.Field field) {
        String when = condition(field);
        String duty = field.required() ? words.of("manual.required") : "";
        return String.join(
                words.english() ? " " : "",
                List.of(when, duty, words.of(field.hint())).stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private String asked(Errand.Field field) {
        String choices = field.choices().isEmpty()
                ? ""
                : words.of("manual.choices", words.list(field.choices(), choice -> words.of(choice.label())));
        String example = field.example().isEmpty() ? "" : words.of("manual.example", field.example());
        String duty = words.of(field.required() ? "manual.required" : "manual.optional");
        return String.join(
                words.english() ? " " : "",
                List.of(condition(field), duty, words.of(field.hint()), choices, example).stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    /** {@code relation=ADMINISTRATOR} in the words of the form. */
    private String condition(Errand.Field field) {
        String only = field.onlyWhen();
        if (only == null) {
            return "";
        }
        String[] parts = only.split("=", 2);
        return errand.field(parts[0])
                .flatMap(other -> other.choices().stream()
                        .filter(choice -> choice.code().equals(parts[1]))
                        .findFirst()
                        .map(choice -> words.of("manual.when", words.of(other.label()), words.of(choice.label()))))
                .orElse("");
    }

    private String fee() {
        return errand.fee() == 0 ? words.of("manual.fee.free") : words.of("manual.fee", errand.fee());
    }

    private String told() {
        return words.list(errand.manner().told(), field -> words.of("manual.person." + field));
    }

    private String sent() {
        return errand.manner().daily() ? words.of("manual.sent.daily", days.batchHour()) : words.of("manual.sent.now");
    }

    private String recall() {
        return errand.manner().daily() ? words.of("manual.recall.daily", days.batchHour()) : words.of("manual.recall");
    }

    private String answer() {
        return errand.manner().discreet()
                ? words.of("manual.answer.discreet", words.of(agency))
                : words.of("manual.answer", words.of(agency), days.contact());
    }

    private String window() {
        Agency.Contact contact = agency.contact();
        return words.of("manual.window", words.of(agency), contact.unit(), contact.phone(), contact.hours());
    }

    /** Between brackets a sentence has no full stop. */
    private String bracketed(String text) {
        String bare = text.replaceFirst("[。.]$", "");
        return bare.isEmpty() ? "" : words.english() ? " (" + bare + ")" : "（" + bare + "）";
    }
}
