package tw.onestop.notice;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
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

    Receipts(Items items, AgencyDesk agencies, Sealed sealed, RegistryDesk registry) {
        this.registry = registry;
        this.items = items;
        this.agencies = agencies;
        this.sealed = sealed;
    }

    /** Those in which nobody is named whom the register would not show to those for whom it is read (保護註記). */
    List<Applications.Row> shownTo(Actor reader, List<Applications.Row> applications) {
        if (reader.readers().isEmpty() || registry.seesEverybody(reader)) {
            return applications;
        }
        Map<UUID, List<Item>> told = told(applications);
        List<RegistrationId> made = told.values().stream()
                .flatMap(List::stream)
                .map(Item::registration)
                .distinct()
                .toList();
        Map<RegistrationId, Set<PersonId>> shown = made.isEmpty() ? Map.of() : registry.concerned(made, reader);
        return applications.stream()
                .filter(application -> told.getOrDefault(application.id(), List.of()).stream()
                        .allMatch(item -> shown.getOrDefault(item.registration(), Set.of())
                                .contains(item.person())))
                .toList();
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
        return applications.stream()
                .map(application -> new Receipt(
                        application.receiptNo(),
                        queryCode,
                        application.filedAt(),
                        office(application.office()),
                        applicant(application),
                        told.getOrDefault(application.id(), List.of()).stream()
                                .sorted(order)
                                .map(this::item)
                                .toList()))
                .toList();
    }

    /** As the directory lists the agencies, what the law tells last. */
    private Comparator<Item> order() {
        Map<AgencyCode, Integer> places = new HashMap<>();
        agencies.all().forEach(agency -> places.put(agency.code(), places.size()));
        return Comparator.comparing(Item::statutory)
                .thenComparing(item -> places.getOrDefault(item.agency(), Integer.MAX_VALUE))
                .thenComparing(Item::change)
                .thenComparing(Item::id);
    }

    private Receipt.Item item(Item item) {
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
                item.expectedOn());
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
