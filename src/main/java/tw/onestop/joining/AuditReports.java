package tw.onestop.joining;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;

/** 自行稽核報告: what is wrong with one as typed, and what it says. */
final class AuditReports {

    private static final int PARAGRAPH = 600;
    private static final int HUNDRED = 100;

    private AuditReports() {}

    /**
     * @param share percent of the queries that have to be sampled
     */
    static List<Refusal> wrong(LinkageDesk.AuditForm typed, int share, LocalDate today) {
        List<Refusal> wrong = new ArrayList<>();
        CatalogueForms.date(wrong, "from", typed.from(), null, today);
        CatalogueForms.date(wrong, "to", typed.to(), null, today);
        Optional<LocalDate> from = RocDate.parse(typed.from());
        if (from.isPresent()
                && RocDate.parse(typed.to()).filter(from.get()::isAfter).isPresent()) {
            wrong.add(Refusal.of("to", "joining.audit.days"));
        }
        number(wrong, "queries", typed.queries());
        number(wrong, "sampled", typed.sampled());
        if (wrong.isEmpty()) {
            long queries = Long.parseLong(typed.queries().strip());
            long sampled = Long.parseLong(typed.sampled().strip());
            if (sampled > queries) {
                wrong.add(Refusal.of("sampled", "joining.audit.tooMany"));
            } else if (sampled * HUNDRED < queries * share) {
                wrong.add(Refusal.of("sampled", "joining.audit.tooFew", String.valueOf(share)));
            }
        }
        CatalogueForms.text(wrong, "findings", typed.findings(), PARAGRAPH);
        return wrong;
    }

    static OwnAudit read(LinkageDesk.AuditForm typed, int recorded, LocalDate today) {
        return new OwnAudit(
                RocDate.parse(typed.from()).orElseThrow(),
                RocDate.parse(typed.to()).orElseThrow(),
                Integer.parseInt(typed.queries().strip()),
                recorded,
                Integer.parseInt(typed.sampled().strip()),
                typed.findings().strip(),
                typed.measures().strip(),
                today);
    }

    private static void number(List<Refusal> wrong, String field, String typed) {
        if (!typed.strip().matches("\\d{1,9}")) {
            wrong.add(Refusal.of(field, "joining.audit.number"));
        }
    }
}
