package tw.onestop.joining;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.During;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;

/**
 * 免附謄本業務項目: business for which a citizen need not bring a household transcript.
 *
 * @param law and {@code article} by which the agency does it
 * @param lawOn date of the text to which the article refers
 * @param fields names of fields and predicates that replace the transcript
 * @param verified whether law, article and date were read in the text of the law; else they are from memory
 */
public record Business(
        String code,
        AgencyKind kind,
        String name,
        String nameEn,
        String law,
        String article,
        LocalDate lawOn,
        List<String> fields,
        Needs needs,
        boolean verified,
        String source,
        During during) {

    /** 所需資料範圍. */
    public enum Needs {
        /** 個人資料. */
        SELF,
        /** 戶內資料: who lives in one household. */
        HOUSEHOLD,
        /** 親等關聯資料. */
        KINSHIP
    }

    public Business {
        fields = List.copyOf(fields);
    }

    /** Whether every word is found somewhere in it, written as people write. */
    boolean fits(List<String> words) {
        String all = Text.fold(String.join(" ", code, kind.name(), kind.nameEn(), name, nameEn, law, article));
        return words.stream().allMatch(all::contains);
    }

    /** Law and article in one. */
    public String legalBasis() {
        return law + article;
    }

    /** As a form shows it to be changed; {@code from} is left to be said. */
    public CatalogueDesk.BusinessForm form() {
        return new CatalogueDesk.BusinessForm(
                code,
                kind.code(),
                name,
                nameEn,
                law,
                article,
                RocDate.slashed(lawOn),
                fields,
                needs.name(),
                verified,
                source,
                "");
    }

    /** The first day from which it stands so, null when always. */
    public @Nullable LocalDate since() {
        return during.from();
    }
}
