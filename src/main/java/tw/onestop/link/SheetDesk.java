package tw.onestop.link;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Query;

/**
 * 連結查詢結果紙本: what was answered as a signed sheet for the agency's file, and the proof that it is one. Of persons nothing is kept
 * but what opens with the code that stands on the sheet alone.
 */
public interface SheetDesk {

    /** Whether sheets can be printed on this machine. */
    boolean possible();

    /** An answer as it would stand on a sheet, to be handed back when one is wanted; nothing is kept meanwhile. */
    Offer offer(Query query, Answer.Answered answer, AgencyCode agency);

    /**
     * The same of relatives, who were told of and recorded before.
     *
     * @param querier account of the officer who was told of them
     */
    Offer offer(KinshipDesk.Answer.Told told, String querier);

    /**
     * 查詢結果.
     *
     * @param sealed the same, sealed by the house, base64
     */
    record Offer(QuerySheet sheet, String sealed) {}

    /** Prints and signs what was offered to this agency, and to this officer if it is one; recorded before it is handed out. */
    Issue issue(String sealed, Actor by);

    /** 列印結果. */
    sealed interface Issue {

        record Issued(UUID transactionId, byte[] pdf) implements Issue {}

        /**
         * @param code {@code sheetStale} when it was answered too long ago, {@code sheetUnknown} when this was not offered to whom
         *     it now is handed back by, {@code sheetUnsigned} while no time-stamp can be had
         */
        record Refused(String code) implements Issue {}
    }

    /** Whether this can be a code at all. */
    boolean isCode(String typed);

    /** What stands on the sheet that bears this code, as typed or scanned; empty for a wrong code, and when it is over. */
    Optional<Shown> show(String code);

    /**
     * @param index of the query in the log of the trail, empty as long as it has no place there
     */
    record Shown(QuerySheet sheet, Instant issuedAt, OptionalLong index) {}

    /** Whether this file is a sheet as it was handed out. */
    Proof examine(byte[] file);

    /**
     * 查驗結果.
     *
     * @param about which one, null unless it is genuine
     */
    record Proof(Verdict verdict, @Nullable About about) {}

    /** 判定. */
    enum Verdict {
        /** 真實: signature and trail agree. */
        GENUINE,
        /** The signature is right, and the trail will confirm it in some seconds. */
        NOT_YET,
        /** The signature is the house's, and this file was not handed out. */
        NOT_RECORDED,
        /** Signed here, and changed afterwards. */
        ALTERED,
        /** Not signed by this house. */
        NOT_OURS,
        /** No PDF that can be read. */
        UNREADABLE
    }

    /**
     * Nothing of the persons asked about.
     *
     * @param index of the act by which it was handed out
     */
    record About(UUID transactionId, AgencyCode agency, String purposeId, Instant at, Instant stampedAt, long index) {}
}
