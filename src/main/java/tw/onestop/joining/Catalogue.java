package tw.onestop.joining;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.During;
import tw.onestop.kernel.Recent;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;

/** 目錄, read from memory and written through. */
@Component
class Catalogue implements CatalogueDesk {

    private final CatalogueTables tables;
    private final Recent<CatalogueTables.Shelf> shelf;
    private final Terms terms;
    private final AuditDesk audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Catalogue(
            CatalogueTables tables,
            Terms terms,
            AuditDesk audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.tables = tables;
        this.shelf = new Recent<>(tables::read);
        this.terms = terms;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Business> search(String words, String kind) {
        List<String> folded = Arrays.stream(Text.halfWidth(words).strip().split("\\s+"))
                .map(Text::fold)
                .filter(word -> !word.isEmpty())
                .toList();
        return items(item -> (kind.isEmpty() || item.kind().code().equals(kind)) && item.fits(folded));
    }

    @Override
    public List<Business> of(AgencyCode agency) {
        return items(item -> item.kind().is(agency));
    }

    @Override
    public Optional<Business> item(String code) {
        return items(item -> item.code().equals(code)).stream().findFirst();
    }

    @Override
    public List<Business> history(String code) {
        return shelf.get().items().stream()
                .filter(item -> item.code().equals(code))
                .toList();
    }

    @Override
    public List<AgencyKind> kinds() {
        return List.copyOf(shelf.get().kinds().values());
    }

    @Override
    public List<String> fields() {
        return CatalogueForms.fields();
    }

    @Override
    public List<LawReview> laws() {
        LocalDate today = LocalDate.now(clock);
        return shelf.get().laws().stream()
                .filter(law -> law.during().contains(today))
                .sorted(Comparator.comparing(LawReview::stage).thenComparing(LawReview::code))
                .toList();
    }

    @Override
    public List<LawReview> history(LawReview law) {
        return shelf.get().laws().stream()
                .filter(one -> one.code().equals(law.code()))
                .toList();
    }

    @Override
    public Progress progress() {
        LocalDate today = LocalDate.now(clock);
        List<Business> items = items(item -> true);
        return new Progress(
                (int) laws().stream()
                        .filter(law -> law.stage() == LawReview.Stage.AMENDED)
                        .count(),
                terms.value("catalogue.laws", today),
                items.size(),
                terms.value("catalogue.items", today),
                (int) items.stream().filter(item -> !item.verified()).count());
    }

    @Override
    public List<Refusal> publish(BusinessForm typed, Actor by) {
        return carryOut("joining.catalogue.publish", typed.code(), by, () -> {
            List<Refusal> wrong = CatalogueForms.wrong(typed, shelf.get().kinds(), LocalDate.now(clock));
            if (wrong.isEmpty()) {
                LocalDate from = RocDate.parse(typed.from()).orElseThrow();
                tables.add(CatalogueForms.business(typed, shelf.get().kinds()), from);
            }
            return wrong;
        });
    }

    @Override
    public List<Refusal> publish(LawForm typed, Actor by) {
        return carryOut("joining.law.publish", typed.code(), by, () -> {
            List<Refusal> wrong = CatalogueForms.wrong(
                    typed, shelf.get().items().stream().map(Business::code).collect(Collectors.toSet()), today());
            if (wrong.isEmpty()) {
                tables.add(
                        CatalogueForms.law(typed), RocDate.parse(typed.from()).orElseThrow());
            }
            return wrong;
        });
    }

    /** What is refused is recorded as well; what is in memory is read again after the commit. */
    private List<Refusal> carryOut(String action, String code, Actor by, Supplier<List<Refusal>> work) {
        String object = code.substring(0, Math.min(20, code.length()));
        List<Refusal> wrong = transaction.execute(tx -> {
            List<Refusal> found = work.get();
            audit.record(
                    found.isEmpty()
                            ? Act.done(by, action, object, null)
                            : Act.refused(by, action, object, CatalogueForms.codes(found)));
            return found;
        });
        shelf.forget();
        return wrong == null ? List.of() : wrong;
    }

    private List<Business> items(Predicate<Business> which) {
        LocalDate today = today();
        return shelf.get().items().stream()
                .filter(item -> holds(item.during(), today))
                .filter(which)
                .toList();
    }

    private static boolean holds(During during, LocalDate today) {
        return during.contains(today);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
