package tw.onestop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.intake.ReportDesk.Loaded;
import tw.onestop.intake.ReportDesk.LoadedFile;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.MarkDesk;
import tw.onestop.registry.MarkForm;
import tw.onestop.registry.People;

/** A file is taken line by line. */
class ReportFileTests extends ReportCase {

    private static final String HEADER = "reportNo,kind,nationalId,name,birthDate,eventDate,place,certificateNo,sex";

    @Autowired
    private MarkDesk marks;

    @Test
    void goodLinesAreTakenAndBrokenOnesComeBackWithWhatIsWrong() {
        People.Home home = aCouple();
        String number = Reported.nextNumber();
        String good = number
                + ",DEATH,%s,王大同,0390109,1150301,\"連江縣,南竿鄉\",連醫字第1號"
                        .formatted(home.numbers().getFirst().value());
        LoadedFile file =
                taken("\uFEFF" + HEADER + "\r\n" + good + "\r\n\r\nX,DEATH,A1,,,,,\r\n\"open\n" + good + "\n");
        assertThat(file.taken()).isEqualTo(1);
        assertThat(file.again()).isEqualTo(1);
        assertThat(file.broken()).extracting(ReportDesk.BrokenLine::line).containsExactly(4, 5);
        assertThat(file.broken().getFirst().refusals())
                .contains(Refusal.of("nationalId", "intake.report.nationalId.invalid"));
        assertThat(file.broken().getLast().refusals()).containsExactly(Refusal.of("", "intake.report.lineUnreadable"));
        assertThat(tasks.of("MOHW", number).orElseThrow().report().facts().value("place"))
                .isEqualTo("連江縣,南竿鄉");
    }

    @Test
    void jsonLinesAreReadToo() {
        Map<String, String> values = Reported.birth(aCouple().person(1), TODAY.minusDays(2), "FEMALE");
        values.put("reportNo", Reported.nextNumber());
        String line = JsonMapper.builder().build().writeValueAsString(values);
        LoadedFile file = taken(line + "\n{\"reportNo\":\n[1]\n");
        assertThat(file.taken()).isEqualTo(1);
        assertThat(file.broken()).extracting(ReportDesk.BrokenLine::line).containsExactly(2, 3);
    }

    @Test
    void whatIsNoFileOfReportsIsRefusedAsAWhole() {
        assertUnreadable("MOHW", "", "intake.file.empty");
        assertUnreadable("MOHW", "a,b\n1,2\n", "intake.file.noHeader");
        assertUnreadable("MOHW", HEADER + "\n" + "x\n".repeat(5_000), "intake.file.tooLong");
        assertUnreadable("", HEADER + "\nx\n", "intake.file.source.missing");
        assertUnreadable("LAND", HEADER + "\nx\n", "intake.file.source.unknown");
        Loaded big5 = reports.take("MOHW", "a.csv", "王小明".getBytes(Charset.forName("Big5")), NANGAN);
        assertThat(codes(((Loaded.Unreadable) big5).refusals())).containsExactly("intake.file.notUtf8");
    }

    @Test
    void aFileIsItsOfficesOnly() {
        LoadedFile file = taken(HEADER + "\nX,DEATH,A1,,,,,\n");
        assertThat(reports.file(file.id(), BANQIAO)).isEmpty();
        assertThat(reports.files(NANGAN, 5)).extracting(LoadedFile::id).contains(file.id());
    }

    @Test
    void aBrokenLineAboutWhomTheReaderMayNotSeeIsNotShown() {
        People.Home home = aCouple();
        String hers = home.numbers().get(1).value();
        NationalId his = home.numbers().getFirst();
        assertThat(marks.place(
                        new MarkForm(home.id(1), "PROTECTION_ORDER", "PERSON", "115家護3號", his.value(), "", ""), NANGAN))
                .isEmpty();
        LoadedFile file = taken(
                HEADER + "\nX,DEATH," + hers.toLowerCase(Locale.ROOT) + ",,,,,\nY,DEATH," + his.value() + ",,,,,\n");
        assertThat(file.broken()).hasSize(2);
        Actor he = NANGAN.being(his);
        assertThat(reports.file(file.id(), he).orElseThrow().broken())
                .singleElement()
                .satisfies(line -> assertThat(line.text()).contains(his.value()));
        assertThat(reports.files(he, 50).toString()).doesNotContainIgnoringCase(hers);
    }

    private LoadedFile taken(String content) {
        Loaded loaded = reports.take("MOHW", "a.csv", content.getBytes(StandardCharsets.UTF_8), NANGAN);
        assertThat(loaded).isInstanceOf(Loaded.Taken.class);
        return reports.file(((Loaded.Taken) loaded).file(), NANGAN).orElseThrow();
    }

    private void assertUnreadable(String source, String content, String code) {
        Loaded loaded = reports.take(source, "a.csv", content.getBytes(StandardCharsets.UTF_8), NANGAN);
        assertThat(loaded).isInstanceOf(Loaded.Unreadable.class);
        assertThat(codes(((Loaded.Unreadable) loaded).refusals())).containsExactly(code);
    }
}
