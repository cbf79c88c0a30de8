package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * 更正之證明 (施行細則 §15–17): of an error of the office its own original papers, of one of the declarant one of seven kinds of
 * proof; that of a birth date is as a rule older than the first registration in Taiwan.
 */
final class Proof {

    static final String OFFICE_ERROR = "OFFICE_ERROR";

    private static final List<String> KINDS = List.of(
            "FIRST_REGISTRATION",
            "ORIGINAL_ID",
            "SCHOOL",
            "MEDICAL",
            "MILITARY",
            "COURT",
            "OTHER_AGENCY",
            OFFICE_ERROR);

    /** As annotations write them. */
    private static final Map<String, String> WORDS = Map.of(
            "FIRST_REGISTRATION",
            "初次登記戶籍之證明文件",
            "ORIGINAL_ID",
            "政府機關核發之原始國民身分證件",
            "SCHOOL",
            "學校畢業證明文件",
            "MEDICAL",
            "醫療機構出具之出生證明書",
            "MILITARY",
            "國防部停除役退伍證明文件",
            "COURT",
            "法院確定判決",
            "OTHER_AGENCY",
            "其他機關核發之證明文件",
            OFFICE_ERROR,
            "戶政事務所作業錯誤");

    /** Proofs that need not be older than the first registration in Taiwan. */
    private static final Set<String> OF_ANY_AGE = Set.of("COURT", OFFICE_ERROR, "FIRST_REGISTRATION");

    private Proof() {}

    static RegistrationType.Field kind() {
        return Fields.choice("proofKind", KINDS);
    }

    static RegistrationType.Field date() {
        return Fields.required("proofDate", RegistrationType.Kind.DATE);
    }

    static void check(Case c) {
        Optional<LocalDate> made = c.typed().date("proofDate");
        if (made.isPresent() && made.get().isAfter(c.today())) {
            c.refuse("proofDate", "registry.proofDate.inFuture");
        }
    }

    /** Whether the day of the first registration in Taiwan matters. */
    static boolean mustBeOlder(Case c) {
        return !OF_ANY_AGE.contains(c.typed().text("proofKind"));
    }

    static String words(Case c) {
        return WORDS.getOrDefault(c.typed().text("proofKind"), "");
    }
}
