package tw.onestop.notice.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** 推得之內容: what programmes tell beside what was typed, as the published schema explains it. */
final class DerivedWords {

    private static final String RELATION =
            "申請人（或所代理之繼承人）依戶籍資料與當事人之關係：SELF、SPOUSE、PARENT、CHILD、ASCENDANT、DESCENDANT、SIBLING、"
                    + "COLLATERAL、AFFINITY；戶籍資料查不到者 BY_DOCUMENT";

    /** Name and words, one a line. */
    private static final String PASSPORT = """
            confirmationNo 確認編號
            result 確認結果：CONFIRMED、DOUBTFUL、REFUSED
            decidedOn 確認日期
            decidedAt 確認時間
            validUntil 有效期限，僅 CONFIRMED
            pictureMatch 相片比對：MATCH、NO_MATCH、NOT_COMPARED
            comparedWith 比對依據：PHOTOGRAPH、ID_CARD、HOUSEHOLD_CERTIFICATE、TRANSCRIPT、NOTHING
            birthPlace 出生地
            companion 陪同人：NONE、PARENT、ASCENDANT、COLLATERAL、GUARDIAN、BY_DOCUMENT
            office 戶政事務所代碼
            officeName 戶政事務所
            clerk 承辦人帳號
            """;

    private static final String CONFIRMATION = PASSPORT + """
            companionNationalId 陪同人統一編號
            companionPassportNo 陪同人護照號碼，無統一編號者
            companionName 陪同人姓名
            companionNationality 陪同人國籍，無統一編號者
            consentNationalId 同意之法定代理人統一編號
            consentPassportNo 同意之法定代理人護照號碼，無統一編號者
            consentName 同意之法定代理人姓名
            consentNationality 同意之法定代理人國籍，無統一編號者
            why 有疑義或不予確認之說明
            """;

    private static final String NEWBORN = """
            insuredNationalId 被保險人統一編號
            insuredName 被保險人姓名
            photo 相片：WITHOUT
            """;

    private DerivedWords() {}

    /** @param errand as drafts name it: {@code passport/confirmation} */
    static Map<String, String> of(String errand) {
        return words(
                switch (errand) {
                    case "passport/confirmation" -> CONFIRMATION;
                    case "passport/filing", "passport/filing-child" -> PASSPORT;
                    case "nhi-card/newborn" -> NEWBORN;
                    case "labour-benefit/funeral" -> "months 喪葬津貼月數";
                    case "life-policy/check", "defence/marriage", "defence/birth", "defence/funeral" ->
                        "relationByRegister " + RELATION;
                    default -> "";
                });
    }

    private static Map<String, String> words(String lines) {
        Map<String, String> words = new LinkedHashMap<>();
        lines.lines()
                .forEach(
                        line -> words.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
        return words;
    }
}
