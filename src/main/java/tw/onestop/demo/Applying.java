package tw.onestop.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import tw.onestop.joining.Answers;
import tw.onestop.joining.Application;
import tw.onestop.joining.JoiningDesk;
import tw.onestop.joining.JoiningDesk.Begun;
import tw.onestop.joining.PaperDesk;
import tw.onestop.joining.PaperDesk.Asked;
import tw.onestop.joining.ProofDesk;
import tw.onestop.joining.Section;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;

/** 示範申請連結: an application of the land offices that waits for the ministry, and agencies that still asked for paper. */
final class Applying {

    private static final AgencyCode LAND = new AgencyCode("LAND");
    private static final Actor OFFICER = Actor.officer("officer-land", LAND);

    /** The number of an officer that nobody of a demonstration bears. */
    private static final NationalId NUMBER = NationalId.of('Z', 2, 9_800_001);

    /** An empty page, in place of the letters. */
    private static final byte[] LETTER = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
            trailer<</Root 1 0 R>>
            %%EOF
            """.getBytes(StandardCharsets.US_ASCII);

    private final JoiningDesk joining;
    private final PaperDesk papers;
    private final ProofDesk proofs;
    private final LocalDate today;

    Applying(ApplicationContext product, LocalDate today) {
        this.joining = product.getBean(JoiningDesk.class);
        this.papers = product.getBean(PaperDesk.class);
        this.proofs = product.getBean(ProofDesk.class);
        this.today = today;
    }

    /** Once: where there is an application already, all of it was done. */
    void apply() {
        if (joining.applications(OFFICER).isEmpty() && joining.begin(OFFICER) instanceof Begun.Draft(UUID id)) {
            fill(id);
            proofs.prove(id, LETTER, OFFICER);
            joining.submit(id, OFFICER);
            joining.review(id, true, "資安檢查合格", Actor.officer(Staffing.SECURITY, LAND));
            List.of(
                            new Asked("LAND", "", "LAND-02", ""),
                            new Asked("LAND", "示範地政事務所", "LAND-02", "辦繼承時要全戶謄本"),
                            new Asked("LOCAL_TAX", "", "LTAX-01", ""),
                            new Asked("SOCIAL", "", "SOC-01", ""),
                            new Asked("", "某某銀行", "", "開戶"))
                    .forEach(asked -> papers.told(asked, "demo"));
        }
    }

    private void fill(UUID id) {
        save(id, Section.BUSINESS, Map.of("items", List.of("LAND-01", "LAND-04"), "scope", List.of("NATIONWIDE")));
        Application application = joining.application(id, OFFICER).orElseThrow();
        save(
                id,
                Section.FIELDS,
                Map.of(
                        "fields", List.copyOf(joining.offered(application)),
                        "legalBasis", List.of("土地登記規則§34、§40、§152"),
                        "plan", List.of("登記案件收件時查詢，代替申請人的戶籍謄本。")));
        save(
                id,
                Section.PEOPLE,
                Map.of(
                        "window", List.of("OWN"),
                        "windowUnit", List.of("資訊科"),
                        "windowName", List.of("示範窗口"),
                        "windowPhone", List.of("(02)0000-0000"),
                        "deputyName", List.of("示範代理人", "示範第二代理人"),
                        "deputyPhone", List.of("(02)0000-0001", "(02)0000-0002"),
                        "security", List.of(Staffing.SECURITY),
                        "officers", List.of(OFFICER.id() + " " + NUMBER.value())));
        save(
                id,
                Section.RULES,
                Map.of(
                        "retention", List.of("6"),
                        "destruction", List.of("由檔案室碎紙並刪除電子檔，作成紀錄"),
                        "destroyOn", List.of(today.plusMonths(7).toString()),
                        "auditor", List.of("政風室"),
                        "penalties", List.of("依規定議處並即註銷帳號"),
                        "agreement", List.of("yes"),
                        "levelA", List.of("示範文號 " + today),
                        "levelAHolder", List.of("示範文號 " + today)));
    }

    private void save(UUID id, Section section, Map<String, List<String>> said) {
        joining.save(id, section, new Answers(said), OFFICER);
    }
}
