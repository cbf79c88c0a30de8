package tw.onestop.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.http.Bodies;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sha256;
import tw.onestop.trust.EnvelopeDesk;

/**
 * 收檔: takes the replies of a file that an agency brought, line by line; what is wrong with a line is told in a file that goes back, and
 * the others are taken. Every file is taken, also one that came before: whether a reply stood already is for the reply to say.
 */
@Component
class BundleTaking {

    private static final int BLOCK = 200;

    private final Desk desk;
    private final BundleMaking making;
    private final HandingOut handingOut;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BundleTaking(Desk desk, BundleMaking making, HandingOut handingOut, TransactionTemplate transaction, Clock clock) {
        this.desk = desk;
        this.making = making;
        this.handingOut = handingOut;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** 收件台. */
    @Component("bundleReceiving")
    record Desk(Bundles bundles, BundleKeys keys, EnvelopeDesk envelopes, AuditDesk audit) {}

    /** 一行回復. */
    private record Line(int no, UUID id, Reply reply, String content) {}

    void take(AgencyCode agency, String name, byte[] file) {
        switch (opened(agency, file)) {
            case EnvelopeDesk.Opened.Failed failed -> refuse(agency, name, "file" + camel(failed.why()));
            case EnvelopeDesk.Opened.Content content -> {
                BundleZip.Read unpacked = BundleZip.replies(content.content());
                String wrong = unpacked.wrong().isEmpty() && !agrees(unpacked) ? "fileManifest" : unpacked.wrong();
                ReplyLine.Read read = wrong.isEmpty()
                        ? ReplyReading.read(unpacked.form(), unpacked.replies(), agency)
                        : ReplyLine.Read.wrong(wrong);
                if (read.wrong().isEmpty()) {
                    takeLines(agency, name, read.lines());
                } else {
                    refuse(agency, name, read.wrong());
                }
            }
        }
    }

    void tooLarge(AgencyCode agency, String name) {
        refuse(agency, name, "fileTooLarge");
    }

    /** Opened with nothing locked: a large file takes its time. */
    private EnvelopeDesk.Opened opened(AgencyCode agency, byte[] file) {
        Instant now = clock.instant();
        EnvelopeDesk.Pair own =
                Objects.requireNonNull(transaction.execute(_ -> desk.keys().own(desk.envelopes(), now)));
        return desk.envelopes()
                .open(file, own, desk.keys().valid(agency, false, now).stream().toList());
    }

    private static String camel(EnvelopeDesk.Why why) {
        return switch (why) {
            case UNREADABLE -> "Unreadable";
            case WRONG_KEY -> "WrongKey";
            case ALTERED -> "Altered";
            case UNSIGNED -> "Unsigned";
            case FOREIGN -> "SignedByAnother";
        };
    }

    /** A manifest need not be there; one that is must fit. */
    private static boolean agrees(BundleZip.Read read) {
        byte[] manifest = read.manifest();
        if (manifest == null) {
            return true;
        }
        Optional<JsonNode> says = Bodies.object(manifest);
        return says.isPresent() && Sha256.hex(read.replies()).equals(Bodies.text(says.get(), "contentSha256"));
    }

    private void refuse(AgencyCode agency, String name, String code) {
        transaction.executeWithoutResult(_ -> {
            desk.audit()
                    .record(Act.refused(
                            BundleRounds.machine(agency), "exchange.bundle.take", BundleFetching.bounded(name), code));
            keep(agency, new BundleDesk.Taken(name, clock.instant(), 0, 0), List.of(WrongLine.of(0, code, "")));
        });
    }

    private void takeLines(AgencyCode agency, String name, List<ReplyLine> brought) {
        Actor machine = BundleRounds.machine(agency);
        List<WrongLine> wrong = new ArrayList<>();
        List<Line> right = new ArrayList<>();
        brought.forEach(line -> read(line, right, wrong));
        int lines = brought.size();
        blocks(right).forEach(block -> wrong.addAll(answered(block, machine)));
        wrong.sort(java.util.Comparator.comparingInt(WrongLine::line));
        transaction.executeWithoutResult(_ -> {
            desk.audit()
                    .record(new Act(
                            machine,
                            "exchange.bundle.take",
                            BundleFetching.bounded(name),
                            null,
                            Act.Outcome.DONE,
                            "lines=%d wrong=%d".formatted(lines, wrong.size())));
            keep(agency, new BundleDesk.Taken(name, clock.instant(), lines, lines - wrong.size()), wrong);
        });
    }

    private static void read(ReplyLine line, List<Line> right, List<WrongLine> wrong) {
        if (!line.wrong().isEmpty()) {
            wrong.add(WrongLine.of(line.no(), line.wrong(), line.content()));
            return;
        }
        Optional<UUID> id = Bodies.uuid(line.fields().getOrDefault("id", ""));
        switch (ReplyBody.of(line.fields())) {
            case ReplyBody.Wrong bad -> wrong.add(new WrongLine(line.no(), bad.code(), bad.reason(), line.content()));
            case ReplyBody.Right good -> {
                if (id.isEmpty()) {
                    wrong.add(WrongLine.of(line.no(), "idInvalid", line.content()));
                } else {
                    right.add(new Line(line.no(), id.get(), good.reply(), line.content()));
                }
            }
        }
    }

    /** In order, and each notice once in a block: the room above is asked about different ones. */
    private static List<List<Line>> blocks(List<Line> lines) {
        List<List<Line>> blocks = new ArrayList<>();
        List<Line> block = new ArrayList<>();
        Set<UUID> ids = new HashSet<>();
        for (Line line : lines) {
            if (block.size() == BLOCK || ids.contains(line.id())) {
                blocks.add(block);
                block = new ArrayList<>();
                ids.clear();
            }
            block.add(line);
            ids.add(line.id());
        }
        blocks.add(block);
        return blocks;
    }

    private List<WrongLine> answered(List<Line> block, Actor machine) {
        if (block.isEmpty()) {
            return List.of();
        }
        try {
            return told(block, machine);
        } catch (RuntimeException e) {
            if (AuditDesk.isAway(e)) {
                throw e; // the file stays where it is and is taken later
            }
            // One that cannot be written must not stop the others.
            return block.size() == 1
                    ? List.of(WrongLine.of(
                            block.getFirst().no(), "notTaken", block.getFirst().content()))
                    : block.stream()
                            .flatMap(line -> answered(List.of(line), machine).stream())
                            .toList();
        }
    }

    private List<WrongLine> told(List<Line> block, Actor machine) {
        List<ReplyAnswer> answers = Objects.requireNonNull(transaction.execute(_ -> handingOut.reply(block.stream()
                .map(line -> new InboundHandler.Replying(line.id(), line.reply(), machine))
                .toList())));
        List<WrongLine> wrong = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
            if (!answers.get(i).code().isEmpty()) {
                wrong.add(WrongLine.of(
                        block.get(i).no(), answers.get(i), block.get(i).content()));
            }
        }
        return wrong;
    }

    private void keep(AgencyCode agency, BundleDesk.Taken taken, List<WrongLine> wrong) {
        desk.bundles().taken(agency, taken);
        String lines = wrong.stream().map(WrongLine::json).collect(Collectors.joining());
        Map<String, Object> says = new LinkedHashMap<>();
        says.put("about", taken.name());
        says.put("lines", taken.lines());
        says.put("taken", taken.taken());
        says.put("wrong", wrong.size());
        making.results(agency, says, lines, clock.instant());
    }
}
