package tw.onestop.voice;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Agency;
import tw.onestop.agency.Office;
import tw.onestop.notice.Errand;
import tw.onestop.notice.Receipt;

/**
 * 辦理情形, as much of a receipt as is said aloud: agencies, what they are told of, how far it is, and telephones. No person, no
 * value, no reason: somebody else may hold the receiver.
 */
record Standing(Contact office, List<Entry> entries) {

    Standing {
        entries = List.copyOf(entries);
    }

    /**
     * 聯絡電話.
     *
     * @param phone {@code ""} where there is none that can be dialled
     */
    record Contact(Phrase name, String phone) {}

    /**
     * 一項.
     *
     * @param means what the state means for the citizen
     * @param expectedOn the day promised, null once the agency answered
     */
    record Entry(
            Contact agency,
            Phrase what,
            Phrase status,
            Phrase means,
            @Nullable LocalDate expectedOn) {}

    static Standing of(Receipt receipt) {
        return new Standing(
                contact(receipt.office()),
                receipt.items().stream().map(Standing::entry).toList());
    }

    private static Entry entry(Receipt.Item item) {
        return new Entry(
                contact(item.agency()),
                what(item),
                Phrase.of("status." + item.status()),
                Phrase.of("means." + means(item)),
                item.waits() ? item.expectedOn() : null);
    }

    private static Phrase what(Receipt.Item item) {
        Errand.Words errand = item.errand();
        return errand == null
                ? Phrase.of("change." + item.change())
                : new Phrase.Name(errand.in(false), errand.in(true));
    }

    private static String means(Receipt.Item item) {
        Receipt.Fee fee = item.fee();
        return fee != null && fee.unpaid() && item.waits() ? "unpaid" : item.meaning();
    }

    private static Contact contact(Agency agency) {
        return new Contact(
                new Phrase.Name(agency.name(), agency.nameEn()),
                agency.contact().callable() ? agency.contact().phone() : "");
    }

    private static Contact contact(Office office) {
        return new Contact(new Phrase.Name(office.name(), office.nameEn()), office.callable() ? office.phone() : "");
    }
}
