package tw.onestop.notice.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Agency;
import tw.onestop.agency.Office;
import tw.onestop.kernel.RocDate;

/**
 * 收執聯內容, what stands on the paper: every word both in Chinese and in English, since the paper cannot be switched.
 *
 * @param number grouped for reading aloud
 * @param code grouped for reading aloud
 * @param filedAt {@code 民國115年1月9日 14時05分}
 * @param signature the applicant's, drawn at the counter, as a data URL; {@code ""} when there is none
 * @param chosen what the applicant ticked, by agency
 * @param statutory what leaves by law, by agency
 * @param later messages that were wished for and follow by themselves, since their gateway is away
 * @param progressUrl address of the progress page, without number and code
 * @param voiceLine telephone number of the voice line, {@code ""} when there is none
 */
record ReceiptPaperSheet(
        String number,
        String code,
        String filedAt,
        String filedAtEn,
        Office office,
        String applicant,
        String signature,
        List<Block> chosen,
        List<Block> statutory,
        List<Words> later,
        String progressUrl,
        String voiceLine) {

    /** 繳款單 of what costs something. */
    public List<String> slips() {
        return chosen.stream()
                .flatMap(block -> block.lines().stream())
                .flatMap(line -> Stream.ofNullable(line.fee()))
                .map(FeeLine::slipNo)
                .toList();
    }

    /**
     * An agency with its contact window and what it is told.
     *
     * @param away what follows by itself while its system cannot be reached, or null
     */
    record Block(Agency agency, List<Line> lines, @Nullable Words away) {

        /** Whether the day of a line stands beside it: what several share is said once, beside the first. */
        public boolean says(int line) {
            Line one = lines.get(line);
            return one.runs()
                    && lines.subList(0, line).stream()
                            .noneMatch(earlier -> earlier.runs()
                                    && earlier.days() == one.days()
                                    && earlier.expected().equals(one.expected()));
        }

        /** Adds an item, to the line of those that stand alike where there is one. */
        void add(Line item) {
            for (int i = 0; i < lines.size(); i++) {
                Line there = lines.get(i);
                if (there.of(List.of()).equals(item.of(List.of()))) {
                    lines.set(
                            i,
                            there.of(Stream.concat(there.persons().stream(), item.persons().stream())
                                    .toList()));
                    return;
                }
            }
            lines.add(item);
        }
    }

    /**
     * One matter of those for whom it stands alike: a family that moved is one line.
     *
     * @param persons masked, one for each item
     * @param waits whether the agency still has to answer
     * @param expectedOn the day promised, or null
     * @param days working days the agency promised for it
     * @param fee null where nothing is or was to be paid
     */
    record Line(
            List<String> persons,
            Words change,
            String note,
            String noteEn,
            Words status,
            String reason,
            boolean waits,
            @Nullable LocalDate expectedOn,
            int days,
            @Nullable FeeLine fee) {

        /** Whether the agency's days run: nothing is made before it is paid. */
        public boolean runs() {
            return waits && (fee == null || !fee.unpaid());
        }

        /** 預定完成日; {@code ""} for what is older than the promise. */
        public String expected() {
            return Optional.ofNullable(expectedOn).map(RocDate::slashed).orElse("");
        }

        public String expectedEn() {
            return Optional.ofNullable(expectedOn).map(ReceiptPaper.DAY::format).orElse("");
        }

        /** The same of others. */
        Line of(List<String> others) {
            return new Line(others, change, note, noteEn, status, reason, waits, expectedOn, days, fee);
        }
    }

    /**
     * 規費.
     *
     * @param unpaid whether it still has to be paid before anything is made
     */
    record FeeLine(String slipNo, boolean unpaid, Words words) {}

    /** A word in both languages. */
    record Words(String zh, String en) {}
}
