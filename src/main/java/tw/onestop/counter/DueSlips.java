package tw.onestop.counter;

import java.util.List;
import org.springframework.stereotype.Component;
import tw.onestop.access.AccessDesk;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.Receipt;
import tw.onestop.payment.Slip;
import tw.onestop.payment.SlipDesk;

/** 待繳規費 of a receipt, for the page on which a sitting ends: the slip is printed before the applicant leaves. */
@Component("dueSlips")
class DueSlips {

    private final NoticeDesk notices;
    private final SlipDesk slips;
    private final AccessDesk access;

    DueSlips(NoticeDesk notices, SlipDesk slips, AccessDesk access) {
        this.notices = notices;
        this.slips = slips;
        this.access = access;
    }

    public List<Slip> of(String receiptNo) {
        List<Receipt.Item> items = notices.receipt(receiptNo, access.current().actor())
                .map(Receipt::items)
                .orElseGet(List::of);
        return List.copyOf(
                slips.ofItems(items.stream().map(Receipt.Item::id).toList()).values());
    }
}
