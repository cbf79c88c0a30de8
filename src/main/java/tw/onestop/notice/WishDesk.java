package tw.onestop.notice;

import java.util.Set;
import tw.onestop.kernel.Actor;

/** 結果通知方式: how applicants wish to be told of results, and the end of it. */
public interface WishDesk {

    /** What can be ticked: those the office has a gateway for. */
    Set<NoticeForm.Message> offered();

    /** What holds for an application, for whoever may see its receipt. */
    Set<NoticeForm.Message> of(String receiptNo, Actor reader);

    /** 停止通知: nothing more is sent, what waits neither; answers whether anything held. */
    boolean end(String receiptNo, Actor clerk);
}
