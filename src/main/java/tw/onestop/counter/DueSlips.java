package tw.onestop.counter;

import java.util.List;
import org.springframework.stereotype.Component;
import tw.onestop.access.AccessDesk;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.Receipt;

/** 待繳規費 of a receipt, for the page on which a sitting ends: the slip is printed before the applicant leaves. */
@Component("dueSlips")
class DueSlips {

    private final NoticeDesk notices;
    private final AccessDesk access;

    DueSlips(NoticeDesk notices, AccessDesk access) {
        this.notices = notices;
        this.access = access;
    }

    /** The items that cost something. */
    public List<Receipt.Item> of(String receiptNo) {
        return notices.receipt(receiptNo, access.current().actor()).map(Receipt::items).orElseGet(List::of).stream()
                .filter(item -> item.fee() != null)
                .toList();
    }
}
