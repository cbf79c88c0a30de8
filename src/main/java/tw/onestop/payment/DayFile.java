package tw.onestop.payment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tw.onestop.http.Bodies;
import tw.onestop.kernel.Refusal;
import tw.onestop.payment.CollectionDesk.Told;
import tw.onestop.payment.Remittance.Channel;

/**
 * 代收檔 of a day: CSV in UTF-8, a first line that names the columns, a line for each transaction, a last one that counts them:
 * {@code T,2,1500}. A file whose end is missing is thereby found. What the bank paid out stands in it under the number of the refund with
 * the channel {@code REFUND}, and is taken off the total.
 */
record DayFile(List<Told> lines, List<PaidOut> paidOut, long total, List<Refusal> refusals) {

    /** 退費匯出, as the bank tells it. */
    record PaidOut(String refundNo, String slipNo, int amount, Instant at) {}

    static final String REFUND = "REFUND";

    /** Of both. */
    int size() {
        return lines.size() + paidOut.size();
    }

    static final String HEADER = "transactionId,slipNo,amount,paidAt,channel";

    private static final Pattern AMOUNT = Pattern.compile("[1-9]\\d{0,6}");
    private static final Pattern END = Pattern.compile("T,(\\d{1,9}),(-?\\d{1,15})");
    private static final int MOST_REFUSALS = 20;

    static DayFile read(byte[] file, LocalDate day, Clock clock) {
        List<Refusal> wrong = new ArrayList<>();
        List<Told> lines = new ArrayList<>();
        List<PaidOut> paidOut = new ArrayList<>();
        List<String> rows = text(file).map(text -> text.lines().toList()).orElse(List.of());
        if (rows.isEmpty() || !rows.getFirst().replace("\uFEFF", "").strip().equals(HEADER)) {
            return refused(Refusal.of("file", "payment.file.header", HEADER));
        }
        var end = END.matcher(rows.getLast().strip());
        if (!end.matches()) {
            return refused(Refusal.of("file", "payment.file.end"));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < rows.size() - 1 && wrong.size() < MOST_REFUSALS; i++) {
            String code = line(rows.get(i), new Day(day, clock), seen, lines, paidOut);
            if (!code.isEmpty()) {
                wrong.add(Refusal.of("file", code, String.valueOf(i + 1)));
            }
        }
        int size = lines.size() + paidOut.size();
        long total = lines.stream().mapToLong(Told::amount).sum()
                - paidOut.stream().mapToLong(PaidOut::amount).sum();
        if (wrong.isEmpty() && (Long.parseLong(end.group(1)) != size || Long.parseLong(end.group(2)) != total)) {
            wrong.add(Refusal.of("file", "payment.file.sum", String.valueOf(size), String.valueOf(total)));
        }
        return new DayFile(List.copyOf(lines), List.copyOf(paidOut), total, List.copyOf(wrong));
    }

    private static DayFile refused(Refusal why) {
        return new DayFile(List.of(), List.of(), 0, List.of(why));
    }

    private record Day(LocalDate on, Clock clock) {

        boolean has(Instant at) {
            return LocalDate.ofInstant(at, clock.getZone()).equals(on);
        }
    }

    /** The code of what is wrong, {@code ""} where the line was taken. */
    private static String line(String row, Day day, Set<String> seen, List<Told> lines, List<PaidOut> paidOut) {
        String[] cells = row.strip().split(",", -1);
        if (cells.length != 5) {
            return "payment.file.cells";
        }
        if (!Told.isTransaction(cells[0])) {
            return "payment.file.transaction";
        }
        if (!seen.add(cells[0])) {
            return "payment.file.twice";
        }
        if (!Told.isSlip(cells[1])) {
            return "payment.file.slip";
        }
        if (!AMOUNT.matcher(cells[2]).matches()) {
            return "payment.file.amount";
        }
        Optional<Instant> at = Bodies.instant(cells[3]);
        if (at.isEmpty() || !day.has(at.get())) {
            return "payment.file.day";
        }
        if (cells[4].equals(REFUND)) {
            paidOut.add(new PaidOut(cells[0], cells[1], Integer.parseInt(cells[2]), at.get()));
            return "";
        }
        Optional<Channel> channel = Channel.named(cells[4]);
        if (channel.isEmpty()) {
            return "payment.file.channel";
        }
        lines.add(new Told(cells[0], cells[1], Integer.parseInt(cells[2]), at.get(), channel.get()));
        return "";
    }

    private static Optional<String> text(byte[] file) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
