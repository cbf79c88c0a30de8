package tw.onestop.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.GrantUse;
import tw.onestop.agency.Questions;
import tw.onestop.kernel.RocDate;
import tw.onestop.link.Field;
import tw.onestop.link.KinReviewDesk;

/**
 * 使用戶政資訊管理規定, drafted from an application's answers: what 辦法 §9 wants stated, in its order. It is an official paper and is
 * written in Chinese only.
 */
@Component
class ManagementRules {

    private final Names names;
    private final Scrutiny scrutiny;
    private final Terms terms;
    private final KinReviewDesk reviews;
    private final Diary diary;

    ManagementRules(Names names, Scrutiny scrutiny, Terms terms, KinReviewDesk reviews, Diary diary) {
        this.names = names;
        this.scrutiny = scrutiny;
        this.terms = terms;
        this.reviews = reviews;
        this.diary = diary;
    }

    /** 名稱 of agencies and of areas. */
    @Component("managementNames")
    record Names(AgencyDesk agencies, AreaWords areas) {}

    List<String> of(Application application) {
        Answers answers = application.answers();
        String agency =
                names.agencies().find(application.agency()).map(Agency::name).orElse("");
        String business =
                scrutiny.chosen(application).stream().map(Business::name).collect(Collectors.joining("、"));
        int months = terms.value("link.auditMonths", diary.today());
        List<String> rules = new ArrayList<>();
        rules.add("依據與計畫：%s為辦理%s，依%s，訂定本規定。計畫：%s"
                .formatted(agency, business, or(answers.one("legalBasis")), or(answers.one("plan"))));
        rules.add("使用目的：限於前點業務，逐案查詢，不得作其他目的之利用。");
        rules.add("使用人員：限經指派並列於使用者名冊之人員%s；離職或調職當日註銷帳號。".formatted(accounts(answers)));
        rules.add("使用範圍：%s，限%s。"
                .formatted(
                        application.nationwide()
                                ? "全國性資料"
                                : "轄內資料（%s）".formatted(or(names.areas().names(scrutiny.territory(application)))),
                        or(String.join(
                                "、",
                                answers.all("fields").stream()
                                        .map(ManagementRules::meaning)
                                        .toList()))));
        rules.add("安全管制：以本人之帳號登入，帳號不得借用；查詢紀錄由機關與提供機關分別留存。");
        rules.add("保密義務：使用人員對所知悉之戶籍資料負保密義務，離職後亦同。");
        rules.add("查詢程序：查詢時應登錄查詢目的及案號，未有案號不得查詢。");
        rules.add("單一窗口：%s%s，電話%s；%s"
                .formatted(
                        or(answers.one("windowUnit")),
                        or(answers.one("windowName")),
                        or(answers.one("windowPhone")),
                        answers.has("window", "SUPERIOR")
                                ? "由上級機關%s擔任。"
                                        .formatted(
                                                superior(answers.one("superior").strip()))
                                : deputies(application.deputies())));
        rules.add("資通安全長：本規定及使用人員名冊由資通安全長（帳號 %s）審查。".formatted(or(application.security())));
        rules.add("保存期限：查得之資料自結案日起保存%s個月。".formatted(or(answers.one("retention").strip())));
        rules.add("銷毀：%s；首次銷毀日期為%s。".formatted(or(answers.one("destruction")), day(answers.one("destroyOn"))));
        rules.add("自行稽核：由%s至少每%d個月辦理一次，作成紀錄並報內政部。".formatted(or(answers.one("auditor")), months));
        if (application.kinship()) {
            rules.add("親等關聯資料：每月抽查查詢件數至少百分之%d，由機關管控稽核人員辦理。".formatted(reviews.percent(diary.today())));
        }
        rules.add("責任與罰則：違反本規定者，%s；涉及民刑事責任者依法辦理。".formatted(or(answers.one("penalties"))));
        return rules;
    }

    /** The accounts only: the numbers are not to stand in a paper. */
    private static String accounts(Answers answers) {
        Map<String, ?> officers = Scrutiny.officers(answers);
        return officers.isEmpty() ? "" : "（帳號 %s）".formatted(String.join("、", officers.keySet()));
    }

    /** By its name; what was typed before superior agencies were chosen stands as it was. */
    private String superior(String said) {
        return names.agencies().all().stream()
                .filter(one -> one.code().value().equals(said))
                .findFirst()
                .map(Agency::name)
                .orElse(or(said));
    }

    private static String deputies(List<Deputy> deputies) {
        List<Deputy> named = deputies.isEmpty() ? List.of(new Deputy("", "")) : deputies;
        return named.stream()
                .map(deputy -> "代理人%s，電話%s".formatted(or(deputy.name()), or(deputy.phone())))
                .collect(Collectors.joining("；", "", "。"));
    }

    private static String meaning(String field) {
        return Field.named(field)
                .map(f -> f.meaning().split("：", 2)[0])
                .orElse(
                        switch (field) {
                            case Questions.AGE_AT_LEAST -> "是否滿一定年齡";
                            case Questions.SAME_HOUSEHOLD -> "是否同戶";
                            case Questions.KIN_WITHIN -> "是否在一定親等內";
                            case GrantUse.CONFIRMATION -> "首次護照人別確認";
                            default -> field;
                        });
    }

    private static String day(String typed) {
        return RocDate.parse(typed).map(RocDate::format).orElse("＿＿＿＿");
    }

    /** A gap where nothing was said yet. */
    private static String or(String said) {
        return said.isBlank() ? "＿＿＿＿" : said.strip();
    }
}
