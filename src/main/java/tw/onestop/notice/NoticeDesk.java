package tw.onestop.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.PersonalDataNotice;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.RegistrationKind;

/** 通報: offers, applications, receipts, replies and progress. */
public interface NoticeDesk {

    /** 主動告知: what agencies can be told of these changes, and who is told of registrations of these kinds anyway. */
    List<Offer> offers(List<RegistrationKind> kinds, Set<ChangeType> changes);

    /** 申辦業務: the errands there are on a day, in the order of the page. */
    List<Errand> errands(LocalDate on);

    /** Whether a programme is one of errands, in force or over. */
    boolean isErrand(String programme);

    /** The errand that a notice's type names, as it was defined last. */
    Optional<Errand> errand(String programme, String change);

    /** 個資法 §8 告知事項 in force. */
    PersonalDataNotice consentNotice();

    /** Says what is wrong with an application before anything is recorded; registrations may be empty yet. */
    List<Refusal> check(NoticeForm form);

    /** 受理: files an application and promises its deliveries, in the caller's transaction. */
    Filing file(NoticeForm form, Actor clerk);

    /** The receipt for whoever may see it: the clerk who filed it or the office, with its query code. */
    Optional<Receipt> receipt(String receiptNo, Actor reader);

    /** Progress by number and code; wrong code and unknown number alike are empty. */
    Optional<Receipt> progress(String receiptNo, String queryCode);

    /**
     * Progress for doors open to everybody: wrong answers are counted by where they come from and by the number.
     *
     * @param askedFrom the client's address, or the telephone line's caller
     */
    ProgressAnswer progress(String receiptNo, String queryCode, String askedFrom);

    /** One page of an agency's items that stand open, for its officers, and how many there are in each state; another agency's is empty. */
    OpenPage openPage(AgencyCode agency, OpenQuery query, Actor officer);

    /**
     * 待辦條件.
     *
     * @param status null: all
     * @param caseNo digits that the receipt's number holds, or the agency's own case number; {@code ""}: all
     * @param page from 0
     */
    record OpenQuery(@Nullable ItemStatus status, String caseNo, int page) {

        /** Rows of a page. */
        public static final int ROWS = 50;

        public OpenQuery {
            if (page < 0) {
                throw new IllegalArgumentException("no page " + page);
            }
        }
    }

    /**
     * 待辦頁.
     *
     * @param counts of those that hold the case number, by state
     */
    record OpenPage(List<AgencyItem> items, Map<ItemStatus, Integer> counts, int matching) {

        public OpenPage {
            items = List.copyOf(items);
            counts = Map.copyOf(counts);
        }

        public int total() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        public int pages() {
            return Math.max(1, (matching + OpenQuery.ROWS - 1) / OpenQuery.ROWS);
        }
    }

    /** One item of the officer's agency with what was answered so far; empty when it is not theirs. */
    Optional<AgencyAnswer> agencyItem(AgencyCode agency, UUID item, Actor officer);

    /** 簽名: the PNG drawn by the applicant, for whoever may see the receipt. */
    Optional<byte[]> signature(String receiptNo, Actor reader);

    /** Withdraws an item before the agency took it up. */
    boolean withdraw(String receiptNo, String queryCode, UUID item);

    /** 刪除: the office takes an errand back that still waits for the batch of the day. */
    boolean takeBack(String receiptNo, UUID item, Actor clerk);

    /** Recent applications of an office, for the counter's list. */
    List<Receipt> recent(Actor clerk, int limit);

    /** 機關待辦項目; no personal data. */
    record AgencyItem(UUID id, String type, ItemStatus status, Instant since, String receiptNo) {}

    /**
     * 機關回復 as it stands.
     *
     * @param reason {@code ""} unless rejected
     * @param contactedBy {@code PHONE}, {@code SMS}, {@code LETTER} or {@code ""}
     * @param contactedAt null while nobody was contacted
     * @param caseNo the agency's own, {@code ""} when it gave none
     * @param photographedAt since when there is a picture for it, or null
     * @param benefit what is paid and when, null unless it was said
     */
    record AgencyAnswer(
            AgencyItem item,
            String reason,
            String contactedBy,
            @Nullable Instant contactedAt,
            String caseNo,
            @Nullable Instant photographedAt,
            Receipt.@Nullable Benefit benefit) {

        /** A rejection is not at its end before the citizen was told. */
        public boolean wantsContact() {
            return item.status() == ItemStatus.REJECTED && contactedAt == null;
        }
    }
}
