package tw.onestop.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tw.onestop.audit.LogDesk;
import tw.onestop.exchange.EvidenceDesk;

/**
 * 卷宗內容, what was read for one dossier; what is printed and signed of it comes later.
 *
 * @param applicant in full: it is their case
 * @param signaturePng as drawn
 * @param leftOut items that are not in it, since they tell of somebody whom the applicant may not see
 * @param rows of the trail, in their order
 */
record Dossier(
        Cover cover,
        Receipt receipt,
        Acceptance.Applicant applicant,
        DossierBook.Consent consent,
        byte[] signaturePng,
        List<Part> parts,
        int leftOut,
        List<LogDesk.Shown> rows) {

    /** 調卷: who has it made, when and what for. */
    record Cover(
            UUID id,
            UUID application,
            String receiptNo,
            DossierDesk.Ground ground,
            String reason,
            String by,
            Instant at) {}

    /**
     * 一項目 with all that happened to it.
     *
     * @param keys as typed by the applicant, by name
     */
    record Part(
            Receipt.Item item,
            Map<String, String> keys,
            DossierBook.Answer answer,
            List<DossierBook.Step> steps,
            List<EvidenceDesk.Tried> tried,
            List<DossierBook.Cleared> cleared) {}
}
