package tw.onestop.counter;

import java.util.List;

/**
 * 作業手冊 of one programme, for staff: procedure, operating manual, questions and what to say, all of it said by the rows and rules by which
 * the form asks, judges and promises. Nothing here is written down a second time.
 *
 * @param key as its address says: {@code nhi-card/lost}
 * @param from the first words under the title
 */
record Manual(String key, String title, String agency, String from, List<Part> parts) {

    Manual {
        parts = List.copyOf(parts);
    }

    /** 各篇. */
    enum Name {
        /** 作業程序. */
        PROCEDURE,
        /** 操作手冊. */
        OPERATION,
        /** 問答. */
        QUESTIONS,
        /** 話術. */
        SCRIPT
    }

    /** 一篇. */
    record Part(Name name, List<Line> lines) {

        Part {
            lines = List.copyOf(lines);
        }
    }

    /** 一則: a step, a question or an occasion, and what belongs to it. */
    record Line(String lead, String text) {}
}
