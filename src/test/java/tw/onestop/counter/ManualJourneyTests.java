package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.ExtendedModelMap;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Capability;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.Errand;
import tw.onestop.notice.NoticeDesk;

/** 作業手冊: what it says is what the rows say, and what is announced changes it. */
class ManualJourneyTests extends CounterJourney {

    @Autowired
    NoticeDesk notices;

    @Autowired
    AgencyDesk agencies;

    @Autowired
    MessageSource messages;

    @Autowired
    Manuals manuals;

    @Autowired
    ManualPages pages;

    @AfterEach
    void asBefore() {
        TestDatabase.asOwner()
                .sql("delete from registry.rule_value where legal_basis = 'manual test'")
                .update();
        TestDatabase.asOwner()
                .sql("update registry.rule_value set effective = '(,)' where name = 'notice.contact.days'")
                .update();
        people.forgetRules();
    }

    @Test
    void everyProgrammeHasAManualInBothLanguagesThatNamesEveryFieldAndPaper() {
        for (Locale locale : new Locale[] {Locale.TRADITIONAL_CHINESE, Locale.ENGLISH}) {
            for (Errand errand : notices.errands(today())) {
                Manual manual = manuals.find(errand.key(), locale).orElseThrow();
                String all = text(manual);
                assertThat(manual.parts()).extracting(Manual.Part::name).containsExactly(Manual.Name.values());
                assertThat(all).as(errand.key()).doesNotContain("{", "manual.");
                errand.fields()
                        .forEach(field -> assertThat(all)
                                .as(errand.key())
                                .contains(field.label().in(locale.equals(Locale.ENGLISH))));
                if (errand.fee() > 0) {
                    assertThat(all).as(errand.key()).contains(Integer.toString(errand.fee()));
                }
            }
            assertThat(text(manuals.find(ChangeManual.KEY, locale).orElseThrow()))
                    .doesNotContain("{", "manual.");
        }
    }

    @Test
    void whoServesAPartOfTheCountryIsOfferedWithIt() {
        Manual manual = new ChangeManual(
                        agencies.capabilities(today()),
                        agencies.all().stream().collect(Collectors.toMap(Agency::code, Function.identity())),
                        new ChangeManual.Terms() {
                            @Override
                            public int days(Capability row) {
                                return 3;
                            }

                            @Override
                            public int contact() {
                                return 3;
                            }

                            @Override
                            public String areas(AgencyCode agency) {
                                return agency.value().equals("TAIPOWER") ? "屏東縣" : "";
                            }
                        },
                        new ManualWords(messages, Locale.TRADITIONAL_CHINESE))
                .manual();

        assertThat(text(manual)).contains("台灣電力公司（限屏東縣）|", "台灣電力公司（限屏東縣）、台灣自來水公司、");
    }

    private static String text(Manual manual) {
        StringBuilder all = new StringBuilder(manual.title()).append(manual.from());
        manual.parts()
                .forEach(part -> part.lines()
                        .forEach(line -> all.append(line.lead())
                                .append('|')
                                .append(line.text())
                                .append('\n')));
        return all.toString();
    }

    @Test
    void whatTheMinistryAnnouncesStandsInTheManualAtOnce() {
        assertThat(text(manuals.find("nhi-card/lost", Locale.TRADITIONAL_CHINESE)
                        .orElseThrow()))
                .contains("3 個工作天內聯絡");
        var owner = TestDatabase.asOwner();
        owner.sql("update registry.rule_value set effective = daterange(null, ?) where name = 'notice.contact.days'")
                .param(today())
                .update();
        owner.sql(
                        "insert into registry.rule_value values ('notice.contact.days', 9, daterange(?, null), 'manual test')")
                .param(today())
                .update();
        people.forgetRules();
        assertThat(text(manuals.find("nhi-card/lost", Locale.TRADITIONAL_CHINESE)
                        .orElseThrow()))
                .contains("9 個工作天內聯絡");
    }

    @Test
    void aClerkReadsAManualByKeyboardAndPrintsIt() throws IOException {
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.walk.open("/counter");
            clerk.walk.tabTo("door-manual");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/manual");
            clerk.walk.fits("manuals");
            clerk.walk.tabTo("m-nhi-card-lost");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/manual/nhi-card/lost");
            assertThat(clerk.walk.text()).contains("作業程序", "操作手冊", "問答", "話術", "200 元", "寄送地址", "主動告知");
            clerk.walk.fits("manual");
            clerk.walk.open("/counter/manual/registration-change/all");
            clerk.walk.flawless();
            assertThat(clerk.walk.text()).contains("台灣電力公司", "電號");
            clerk.walk.open("/counter/manual/nhi-card/lost?lang=en");
            clerk.walk.flawless();
        }
        if (pages.paper("nhi-card", "lost", Locale.TRADITIONAL_CHINESE, new ExtendedModelMap())
                instanceof ResponseEntity<?> answer) {
            try (PDDocument pdf = Loader.loadPDF((byte[]) java.util.Objects.requireNonNull(answer.getBody()))) {
                assertThat(new PDFTextStripper().getText(pdf)).contains("作業程序", "話術", "寄送地址");
            }
        }
    }
}
