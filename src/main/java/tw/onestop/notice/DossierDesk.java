package tw.onestop.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;

/**
 * 案件卷宗: everything about one application in one signed file, for a complaint or a court: form, consent, signature, deliveries,
 * replies, and who read it. For those who answer for the office that took it: its supervisors, its county, the ministry.
 */
public interface DossierDesk {

    /** Whether this machine can print. */
    boolean possible();

    /** 調製: makes one and hands it out, or says why not. */
    Making make(Form form, Actor by);

    /** The last that were made of cases the actor answers for, and may see. */
    List<Made> made(Actor by);

    /**
     * 調卷單 as typed.
     *
     * @param ground name of a {@link Ground}
     * @param reason for whom and upon which letter
     */
    record Form(String receiptNo, String ground, String reason) {

        public static final Form EMPTY = new Form("", "", "");
    }

    /** 調卷事由. */
    enum Ground {
        /** 陳情、申訴. */
        COMPLAINT,
        /** 訴願、行政訴訟. */
        APPEAL,
        /** 法院或檢察機關調閱. */
        COURT,
        /** 政風或考核. */
        DISCIPLINE
    }

    /** 調製結果. */
    sealed interface Making {

        /** @param zip papers, manifest, signature and proofs */
        record Bundle(UUID id, String receiptNo, byte[] zip) implements Making {}

        record Refused(List<Refusal> refusals) implements Making {}
    }

    /** 已調製之卷宗. */
    record Made(
            UUID id,
            String receiptNo,
            Ground ground,
            String reason,
            String manifestSha256,
            OfficeCode office,
            Instant at,
            String by) {}
}
