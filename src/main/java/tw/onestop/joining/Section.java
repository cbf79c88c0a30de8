package tw.onestop.joining;

import java.util.List;

/** 申請書各部分, in the order in which they are filled in; each is a page, and can be remarked on by who reviews it. */
public enum Section {
    /** 業務: items of the catalogue, and whose data. */
    BUSINESS("items", "scope", "counties"),
    /** 需用資料項目及法律依據. */
    FIELDS("fields", "legalBasis", "plan"),
    /** 單一窗口、資通安全長及使用人員. */
    PEOPLE(
            "window",
            "windowUnit",
            "windowName",
            "windowPhone",
            "deputyName",
            "deputyPhone",
            "superior",
            "security",
            "officers"),
    /** 使用戶政資訊管理規定、資料交換安全協議及資通安全責任等級證明. */
    RULES("retention", "destruction", "destroyOn", "auditor", "penalties", "agreement", "levelA", "levelAHolder");

    /** Names with blanks between, since what an enum holds does not change. */
    private final String questions;

    Section(String... questions) {
        this.questions = String.join(" ", questions);
    }

    public List<String> questions() {
        return List.of(questions.split(" ", -1));
    }

    /** The next one, or this when it is the last. */
    public Section next() {
        return switch (this) {
            case BUSINESS -> FIELDS;
            case FIELDS -> PEOPLE;
            case PEOPLE, RULES -> RULES;
        };
    }
}
