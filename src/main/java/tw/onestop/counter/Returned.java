package tw.onestop.counter;

import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.Sentences;
import tw.onestop.intake.ReportDesk.BrokenLine;
import tw.onestop.intake.ReportDesk.LoadedFile;

/** 退件檔: the lines that were not taken, as they came, each with a sentence more: mended, it can be loaded as it is. */
@Component
class Returned {

    private static final String UNREADABLE = "intake.report.lineUnreadable";

    private final Sentences sentences;
    private final JsonMapper json;

    Returned(Sentences sentences, JsonMapper json) {
        this.sentences = sentences;
        this.json = json;
    }

    String of(LoadedFile file) {
        boolean csv = !file.header().isEmpty();
        String lines = file.broken().stream()
                .map(line -> csv ? cells(line) : object(line))
                .collect(Collectors.joining("\n", "", "\n"));
        return csv ? "\uFEFF" + file.header() + ",error\n" + lines : lines;
    }

    /** Beside each other, each once. */
    private String why(BrokenLine line) {
        return line.refusals().stream().map(sentences::of).distinct().collect(Collectors.joining(" "));
    }

    private String cells(BrokenLine line) {
        return (unreadable(line) ? quoted(line.text()) : line.text()) + "," + quoted(why(line));
    }

    private String object(BrokenLine line) {
        String error = json.writeValueAsString(why(line));
        String text = line.text().strip();
        return unreadable(line)
                ? "{\"original\":%s,\"error\":%s}".formatted(json.writeValueAsString(text), error)
                : "%s,\"error\":%s}".formatted(text.substring(0, text.length() - 1), error);
    }

    private static boolean unreadable(BrokenLine line) {
        return line.refusals().stream().anyMatch(r -> r.code().equals(UNREADABLE));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
