package tw.onestop.notice;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Office;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Text;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistryDesk;

/** 收執聯: puts the receipts of applications together. */
@Component
class Receipts {

    private final Items items;
    private final AgencyDesk agencies;
    private final Sealed sealed;
    private final RegistryDesk registry;
    private final Known known;

    Receipts(Items items, AgencyDesk agencies, Sealed sealed, RegistryDesk registry, Known known) {
        this.registry = registry;
        this.known = known;
        this.items = items;
        this.agencies = agencies;
        this.sealed = sealed;
    }

    /** 申辦業務, what they cost, and pictures that followed. */
    @Component("knownOnReceipts")
    record Known(Errands errands, ErrandFees fees, Photos photos) {}

    /** Those in which nobody is named whom the register would not show to those for whom it is read (保護註記). */
    List<Applications.Row> shownTo(Actor reader, List<Applications.Row> applications) {
        if (reader.readers().isEmpty() || registry.seesEverybody(reader)) {
            return applications;
        }
        Map<UUID, List<Item>> told = told(applications);
        Set<Item> shown =
                seen(reader, told.values().stream().flatMap(List::stream).toList());
        return applications.stream()
                .filter(application -> shown.containsAll(told.getOrDefault(application.id(), List.of())))
                .toList();
    }

    /** Which of these name nobody whom the register would not show to those for whom it is read. */
    Set<Item> seen(Actor reader, List<Item> items) {
        List<RegistrationId> made = items.stream()
                .flatMap(item -> Optional.ofNullable(item.registration()).stream())
                .distinct()
                .toList();
        List<PersonId> alone = items.stream()
                .filter(item -> item.registration() == null)
                .map(Item::person)
                .distinct()
                .toList();
        Map<RegistrationId, Set<PersonId>> concerned = made.isEmpty() ? Map.of() : registry.concerned(made, reader);
        Set<PersonId> unseen = alone.isEmpty() ? Set.of() : registry.unseen(alone, reader);
        return items.stream()
                .filter(item -> {
                    RegistrationId registration = item.registration();
                    return registration == null
                            ? !unseen.contains(item.person())
                            : concerned.getOrDefault(registration, Set.of()).contains(item.person());
                })
                .collect(Collectors.toSet());
    }

    private Map<UUID, List<Item>> told(List<Applications.Row> applications) {
        return items
                .ofApplications(applications.stream().map(Applications.Row::id).toList())
                .stream()
                .collect(Collectors.groupingBy(
                        Items.Told::application, Collectors.mapping(Items.Told::item, Collectors.toList())));
    }

    Receipt of(Applications.Row application, String queryCode) {
        return of(List.of(application), queryCode).getFirst();
    }

    /** All in one reading, for lists. */
    List<Receipt> of(List<Applications.Row> applications, String queryCode) {
        Map<UUID, List<Item>> told = told(applications);
        Comparator<Item> order = order();
        List<Item> asked = told.values().stream()
                .flatMap(List::stream)
                .filter(Item::errand)
                .toList();
        Errands.Names names = known.errands().names(asked);
        Map<UUID, Receipt.Fee> fees = known.fees().of(asked);
        Map<UUID, Receipt.Photograph> photographs = photographs(asked, names);
        return applications.stream()
                .map(application -> new Receipt(
                        application.receiptNo(),
                        queryCode,
                        application.filedAt(),
                        office(application.office()),
                        applicant(application),
                        told.getOrDefault(application.id(), List.of()).stream()
                                .sorted(order)
                                .map(item -> item(item, names, fees.get(item.id()), photographs.get(item.id())))
                                .toList()))
                .toList();
    }

    private Map<UUID, Receipt.Photograph> photographs(List<Item> asked, Errands.Names names) {
        List<UUID> wanted =
                asked.stream().filter(names::photographed).map(Item::id).toList();
        Map<UUID, Instant> received = known.photos().received(wanted);
        return wanted.stream().collect(Collectors.toMap(id -> id, id -> new Receipt.Photograph(received.get(id))));
    }

    /** As the directory lists the agencies, what the law tells last. */
    private Comparator<Item> order() {
        Map<AgencyCode, Integer> places = new HashMap<>();
        agencies.all().forEach(agency -> places.put(agency.code(), places.size()));
        return Comparator.comparing(Item::statutory)
                .thenComparingInt(item -> places.getOrDefault(item.agency(), Integer.MAX_VALUE))
                .thenComparingInt(item -> place(item.change()))
                .thenComparingLong(
                        item -> item.person().value()) // a household as it was entered, alike at every agency
                .thenComparing(Item::id);
    }

    /** Changes of the register as they are listed everywhere, errands behind them. */
    private static int place(String change) {
        return Stream.of(ChangeType.values())
                .filter(one -> one.name().equals(change))
                .findFirst()
                .map(ChangeType::ordinal)
                .orElse(Integer.MAX_VALUE);
    }

    private Receipt.Item item(
            Item item, Errands.Names names, Receipt.@Nullable Fee fee, Receipt.@Nullable Photograph photograph) {
        return new Receipt.Item(
                item.id(),
                agency(item.agency()),
                item.programme(),
                item.change(),
                sealed.text(item.shown()),
                item.status(),
                item.since(),
                reason(item),
                item.statutory(),
                item.expectedOn(),
                names.of(item),
                names.recall(item),
                names.discreet(item),
                fee,
                Optional.ofNullable(item.trackingNo()).orElse(""),
                photograph,
                benefit(item));
    }

    /** What the agency pays and when, null unless it said so. */
    Receipt.@Nullable Benefit benefit(Item item) {
        byte[] benefit = item.benefit();
        return benefit == null ? null : sealed.json(benefit, Receipt.Benefit.class);
    }

    /** Why the agency did not approve, {@code ""} unless it said so. */
    String reason(Item item) {
        byte[] reason = item.reason();
        return reason == null ? "" : sealed.text(reason);
    }

    byte[] signature(byte[] signatureSealed) {
        return sealed.open(signatureSealed);
    }

    private String applicant(Applications.Row application) {
        Acceptance.Applicant applicant = sealed.json(application.applicantSealed(), Acceptance.Applicant.class);
        return Text.maskedName(applicant.name()) + " " + new NationalId(applicant.nationalId()).masked();
    }

    private Agency agency(AgencyCode code) {
        return agencies.find(code).orElseThrow(() -> new IllegalStateException("no agency " + code));
    }

    private Office office(OfficeCode code) {
        return agencies.office(code).orElseThrow(() -> new IllegalStateException("no office " + code));
    }
}
