package tw.onestop.notice;

import java.util.List;
import tw.onestop.kernel.Refusal;

/** 受理結果 of an application. */
public sealed interface Filing {

    /** 已受理: the number and the query code, which is readable here and on the receipt only. */
    record Filed(String receiptNo, String queryCode) implements Filing {}

    /** 不受理. */
    record Refused(List<Refusal> refusals) implements Filing {}
}
