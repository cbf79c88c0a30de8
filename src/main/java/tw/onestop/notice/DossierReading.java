package tw.onestop.notice;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.audit.LogDesk;
import tw.onestop.exchange.EvidenceDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistryDesk;

/** 閱卷: reads what a dossier is made of, for who may have it made; the reading and each refusal are acts. */
@Component
class DossierReading {

    static final String ACTION = "notice.dossier.read";
    private static final String PROTECTED = "（受保護，未列出）";
    private static final int SHORTEST = 4;
    private static final int LONGEST = 200;

    private final Kept kept;
    private final EvidenceDesk evidence;
    private final RegistryDesk registry;
    private final Trail trail;
    private final Clock clock;

    DossierReading(Kept kept, EvidenceDesk evidence, RegistryDesk registry, Trail trail, Clock clock) {
        this.kept = kept;
        this.evidence = evidence;
        this.registry = registry;
        this.trail = trail;
        this.clock = clock;
    }

    /** What there is to be read here. */
    @Component("keptForDossiers")
    record Kept(Applications applications, Items items, Receipts receipts, DossierBook book, Sealed sealed) {}

    /** 軌跡, written and read. */
    @Component("trailOfDossiers")
    record Trail(AuditDesk audit, LogDesk log) {}

    /** 閱卷結果. */
    sealed interface Read {

        record Whole(Dossier dossier) implements Read {}

        record Refused(List<Refusal> refusals) implements Read {}
    }

    @Transactional
    Read read(DossierDesk.Form form, Actor by) {
        List<Refusal> wrong = refusals(form);
        Optional<String> number = ReceiptNumber.parse(form.receiptNo());
        if (!wrong.isEmpty() || number.isEmpty()) {
            return refused(wrong, number.orElse(null), by);
        }
        Optional<Applications.Row> found = kept.applications()
                .byReceiptNo(number.get())
                .filter(row -> by.answersFor(row.office()))
                .filter(row -> !shownTo(by, List.of(row)).isEmpty());
        if (found.isEmpty()) {
            return refused(List.of(Refusal.of("receiptNo", "dossier.notFound")), number.get(), by);
        }
        Applications.Row row = found.get();
        Acceptance.Applicant applicant = applicant(row);
        List<Item> items = kept.items().ofApplications(List.of(row.id())).stream()
                .map(Items.Told::item)
                .toList();
        Optional<Refusal> partial = partial(row, applicant, items, by);
        if (partial.isPresent()) {
            return refused(List.of(partial.get()), number.get(), by);
        }
        trail.audit().record(new Act(by, ACTION, number.get(), null, Act.Outcome.DONE, "ground=" + form.ground()));
        return new Read.Whole(dossier(form, row, applicant, items, by));
    }

    /** Of those that were made; in the caller's transaction. */
    List<DossierDesk.Made> shown(List<DossierDesk.Made> made, Actor by) {
        if (by.readers().isEmpty() || registry.seesEverybody(by)) {
            return made;
        }
        List<Applications.Row> rows = made.stream()
                .map(DossierDesk.Made::receiptNo)
                .distinct()
                .flatMap(number -> kept.applications().byReceiptNo(number).stream())
                .toList();
        Set<String> shown =
                shownTo(by, rows).stream().map(Applications.Row::receiptNo).collect(Collectors.toSet());
        return made.stream().filter(one -> shown.contains(one.receiptNo())).toList();
    }

    /** Whoever is hidden from the reader, concerned or applying, is in no dossier, nor is it said that there is one. */
    private List<Applications.Row> shownTo(Actor by, List<Applications.Row> rows) {
        Set<NationalId> unseen =
                registry.unseenNumbers(rows.stream().map(this::number).collect(Collectors.toSet()), by);
        return kept.receipts().shownTo(by, rows).stream()
                .filter(row -> unseen.isEmpty() || !unseen.contains(number(row)))
                .toList();
    }

    private NationalId number(Applications.Row row) {
        return new NationalId(applicant(row).nationalId());
    }

    private Acceptance.Applicant applicant(Applications.Row row) {
        return kept.sealed().json(row.applicantSealed(), Acceptance.Applicant.class);
    }

    /** 迴避: of their own or their kin's case, nor of one they took in themselves. */
    private Optional<Refusal> partial(
            Applications.Row row, Acceptance.Applicant applicant, List<Item> items, Actor by) {
        if (row.clerk().equals(by.id())) {
            return Optional.of(Refusal.of("", "dossier.ownCase"));
        }
        Set<PersonId> concerned = items.stream().map(Item::person).collect(Collectors.toSet());
        return registry.abstention(concerned, List.of(new NationalId(applicant.nationalId())), by);
    }

    private Dossier dossier(
            DossierDesk.Form form, Applications.Row row, Acceptance.Applicant applicant, List<Item> items, Actor by) {
        // It is the applicant's case: of others it tells no more than they may know.
        Actor forThem = by.serving(List.of(new NationalId(applicant.nationalId())));
        Set<UUID> shown =
                kept.receipts().seen(forThem, items).stream().map(Item::id).collect(Collectors.toSet());
        Receipt receipt = kept.receipts().of(row, "");
        List<Receipt.Item> told = receipt.items().stream()
                .filter(item -> shown.contains(item.id()))
                .toList();
        List<UUID> ids = told.stream().map(Receipt.Item::id).toList();
        Map<UUID, Item> stored = items.stream().collect(Collectors.toMap(Item::id, Function.identity()));
        Map<UUID, List<DossierBook.Step>> steps =
                kept.book().steps(ids).stream().collect(Collectors.groupingBy(DossierBook.Step::item));
        Map<UUID, DossierBook.Answer> answers = kept.book().answers(ids).stream()
                .collect(Collectors.toMap(DossierBook.Answer::item, Function.identity()));
        Map<UUID, List<DossierBook.Cleared>> cleared =
                kept.book().cleared(ids).stream().collect(Collectors.groupingBy(DossierBook.Cleared::item));
        Map<UUID, List<EvidenceDesk.Tried>> tried = evidence.everyTry(ids);
        List<Dossier.Part> parts = told.stream()
                .map(item -> new Dossier.Part(
                        item,
                        keys(stored.get(item.id()), forThem),
                        answers.getOrDefault(item.id(), new DossierBook.Answer(item.id(), "", null, "")),
                        steps.getOrDefault(item.id(), List.of()),
                        tried.getOrDefault(item.id(), List.of()),
                        cleared.getOrDefault(item.id(), List.of())))
                .toList();
        List<String> objects = Stream.concat(
                        Stream.of(row.receiptNo()), ids.stream().map(UUID::toString))
                .toList();
        return new Dossier(
                new Dossier.Cover(
                        UUID.randomUUID(),
                        row.id(),
                        row.receiptNo(),
                        DossierDesk.Ground.valueOf(form.ground()),
                        form.reason().strip(),
                        by.id(),
                        clock.instant()),
                receipt,
                applicant,
                kept.book().consent(row.id()),
                kept.receipts().signature(kept.applications().signature(row.id())),
                parts,
                receipt.items().size() - parts.size(),
                trail.log().about(objects, row.filedAt().minusSeconds(60)));
    }

    /** As typed; but the number of somebody whom the applicant may not see now is not in it. */
    private Map<String, String> keys(@Nullable Item item, Actor forThem) {
        Map<String, String> keys = new LinkedHashMap<>();
        if (item != null && item.keys().length > 0) {
            Map<?, ?> typed = kept.sealed().json(item.keys(), Map.class);
            typed.forEach((name, value) -> keys.put(String.valueOf(name), String.valueOf(value)));
            List<NationalId> numbers = keys.values().stream()
                    .flatMap(value -> NationalId.parse(value).stream())
                    .toList();
            Set<NationalId> unseen = numbers.isEmpty() ? Set.of() : registry.unseenNumbers(numbers, forThem);
            keys.replaceAll((name, value) ->
                    NationalId.parse(value).filter(unseen::contains).isPresent() ? PROTECTED : value);
        }
        return keys;
    }

    private Read refused(List<Refusal> refusals, @Nullable String number, Actor by) {
        trail.audit().record(Act.refused(by, ACTION, number, refusals.getFirst().code()));
        return new Read.Refused(refusals);
    }

    private static List<Refusal> refusals(DossierDesk.Form form) {
        List<Refusal> wrong = new ArrayList<>();
        if (form.receiptNo().isBlank()) {
            wrong.add(Refusal.of("receiptNo", "dossier.receiptNo.missing"));
        } else if (ReceiptNumber.parse(form.receiptNo()).isEmpty()) {
            wrong.add(Refusal.of("receiptNo", "dossier.receiptNo.format"));
        }
        if (Stream.of(DossierDesk.Ground.values())
                .noneMatch(ground -> ground.name().equals(form.ground()))) {
            wrong.add(Refusal.of("ground", "dossier.ground.missing"));
        }
        int length = Text.length(form.reason().strip());
        if (length == 0) {
            wrong.add(Refusal.of("reason", "dossier.reason.missing"));
        } else if (length < SHORTEST) {
            wrong.add(Refusal.of("reason", "dossier.reason.short"));
        } else if (length > LONGEST) {
            wrong.add(Refusal.of("reason", "dossier.reason.long", Integer.toString(LONGEST)));
        }
        return wrong;
    }
}
