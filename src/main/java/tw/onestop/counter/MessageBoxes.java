package tw.onestop.counter;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tw.onestop.notice.NoticeForm.Message;
import tw.onestop.notice.WishDesk;

/** 結果通知方式 that an applicant can tick ({@code @messageBoxes}), always in one order. */
@Component("messageBoxes")
public class MessageBoxes {

    private final WishDesk wishes;

    MessageBoxes(WishDesk wishes) {
        this.wishes = wishes;
    }

    public List<Message> offered() {
        Set<Message> offered = wishes.offered();
        return Arrays.stream(Message.values()).filter(offered::contains).toList();
    }
}
