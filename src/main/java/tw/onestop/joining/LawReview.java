package tw.onestop.joining;

import java.time.LocalDate;
import java.util.List;
import tw.onestop.kernel.During;
import tw.onestop.kernel.RocDate;

/**
 * 檢討修正法規: an article that asks for a transcript, and how far its amendment has come.
 *
 * @param newWording {@code ""} while none is proposed
 * @param frees items of the catalogue that need no transcript any more by it
 */
public record LawReview(
        String code,
        String law,
        String article,
        String oldWording,
        String newWording,
        Stage stage,
        LocalDate stageOn,
        List<String> frees,
        boolean verified,
        String source,
        During during) {

    /** 辦理階段, in their order. */
    public enum Stage {
        /** 檢討中. */
        REVIEW,
        /** 已擬修正草案. */
        DRAFT,
        /** 預告中. */
        NOTICE,
        /** 已修正施行. */
        AMENDED
    }

    public LawReview {
        frees = List.copyOf(frees);
    }

    public CatalogueDesk.LawForm form() {
        return new CatalogueDesk.LawForm(
                code,
                law,
                article,
                oldWording,
                newWording,
                stage.name(),
                RocDate.slashed(stageOn),
                String.join(" ", frees),
                verified,
                source,
                "");
    }
}
