package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.exchange.WireWorld.eventually;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tw.onestop.ProductTest;
import tw.onestop.agency.Agency;

/** 回復檔之格式: whichever it is, one broken reply comes back and the others are taken. */
@ProductTest
class ReplyFormTests {

    private static final String REASON = "戶名𠮷峯不符，\"請\"補正";

    @Autowired
    FilingWorld filing;

    @Autowired
    WireWorld world;

    @Autowired
    RecordingHandler handler;

    private FilingAgency agency;
    private List<UUID> ids = List.of();

    @BeforeEach
    void threeNoticesAreOut() {
        agency = filing.anAgency(Agency.Door.FILE);
        ids = world.promise(agency.code, List.of("a", "b", "c"));
        eventually(() -> agency.out().stream().anyMatch(name -> name.startsWith("notices")));
        agency.read("/out/"
                + agency.out().stream()
                        .filter(name -> name.endsWith(".p7m"))
                        .findFirst()
                        .orElseThrow());
        ids.forEach(id -> handler.scripted.put(id, ReplyAnswer.TAKEN));
    }

    @AfterEach
    void ends() {
        agency.close();
    }

    @Test
    void columnsMayStandInAnyOrderAndAQuoteThatIsNeverClosedIsOneLine() {
        String file = """
                \uFEFFstatus,id,reason,unknown
                COMPLETED,%s,,x
                REJECTED,%s,"%s
                REJECTED,%s,"two
                lines",
                COMPLETED
                """.formatted(ids.get(0), ids.get(1), "never closed", ids.get(2));
        assertThat(wrong("replies.csv", file.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("3 lineInvalid", "6 lineInvalid");
        assertThat(handler.replied).contains(ids.get(0), ids.get(2)).doesNotContain(ids.get(1));
        assertThat(wrong("replies.csv", "id,state\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("0 fileHeader");
    }

    @Test
    void aReplyOfXmlThatDoesNotFitIsOneElement() throws Exception {
        String good = """
                <?xml version="1.0" encoding="UTF-8"?>
                <replies xmlns="urn:onestop:replies:1">
                  <reply id="%s" status="COMPLETED" agencyCaseNo="乙-1"/>
                  <reply id="%s" status="REJECTED" contactedBy="PHONE"><reason>%s</reason></reply>
                </replies>
                """.formatted(ids.get(0), ids.get(2), REASON);
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(getClass().getResource("/schemas/bundle/replies-v1.xsd"))
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(good.getBytes(StandardCharsets.UTF_8))));
        String file = good.replace(
                "  <reply id=\"" + ids.get(2),
                "  <reply id=\"%s\" status=\"DONE\"/>\n  <reply id=\"%s".formatted(ids.get(1), ids.get(2)));
        assertThat(wrong("replies.xml", file.getBytes(StandardCharsets.UTF_8))).containsExactly("2 unknownStatus");
        assertThat(handler.replied).contains(ids.get(0), ids.get(2)).doesNotContain(ids.get(1));
        for (String strange :
                List.of("stauts=\"REJECTED\"", "reason=\"x\"", "xmlns:o=\"urn:o\" o:trackingNo=\"AB12345\"")) {
            String misspelt = good.replace("agencyCaseNo=\"乙-1\"", strange);
            assertThat(wrong("replies.xml", misspelt.getBytes(StandardCharsets.UTF_8)))
                    .containsExactly("1 lineInvalid");
        }
        String entity = "<!DOCTYPE replies [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n"
                + file.substring(file.indexOf('\n') + 1).replace("乙-1", "&x;");
        assertThat(wrong("replies.xml", entity.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("0 fileXml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Big5", "x-EUC-TW"})
    void aRecordThatCannotBeReadIsOneReply(String encoding) {
        Records file = new Records(encoding);
        file.reply(1, Map.of("id", ids.get(0).toString(), "status", "COMPLETED"));
        int broken = file.count + 1;
        file.reply(2, Map.of("id", ids.get(1).toString(), "status", "COMPLETED"));
        byte[] bytes = file.bytes.toByteArray();
        bytes[(broken - 1) * FixedWidth.RECORD + 25] = 'X';
        file.bytes.reset();
        file.bytes.writeBytes(bytes);
        file.reply(3, Map.of("id", ids.get(2).toString(), "status", "REJECTED", "reason", REASON.repeat(60)));
        byte[] whole = file.end();
        assertThat(wrong("replies.txt", whole)).containsExactly(broken + " recordInvalid");
        assertThat(handler.replied).contains(ids.get(0), ids.get(2)).doesNotContain(ids.get(1));
        assertThat(ReplyReading.read(ReplyForm.FIXED, whole, agency.code).lines())
                .extracting(line -> line.fields().getOrDefault("reason", ""))
                .contains(REASON.repeat(60));
        byte[] cut = new byte[whole.length - FixedWidth.RECORD];
        System.arraycopy(whole, 0, cut, 0, cut.length);
        assertThat(wrong("replies.txt", cut)).containsExactly("0 fileRecords");
    }

    @Test
    void aFileWithOtherRepliesThanItsEndCountsIsReturnedWhole() {
        for (int replies : List.of(2, 4)) {
            Records file = new Records("Big5");
            for (int no = 1; no <= replies; no++) {
                file.reply(no, Map.of("id", ids.get(0).toString(), "status", "COMPLETED"));
            }
            assertThat(wrong("replies.txt", file.end()))
                    .as("%s of three", replies)
                    .containsExactly("0 fileReplies");
        }
        assertThat(handler.replied).doesNotContain(ids.get(0));
        assertThat(WrongLine.of(0, "fileReplies", "").reason()).contains("send the whole file again");
    }

    @Test
    void aCodeThatSaysNoCharacterIsNotGuessed() {
        assertThat(HanText.read("{U+110000}".getBytes(StandardCharsets.US_ASCII), "Big5"))
                .isEmpty();
        assertThat(HanText.read("{CNS9-2121}".getBytes(StandardCharsets.US_ASCII), "Big5"))
                .isEmpty();
        assertThat(HanText.read(new byte[] {(byte) 0xA4}, "Big5")).isEmpty();
        assertThat(HanText.read("{CNS3-3064}".getBytes(StandardCharsets.US_ASCII), "Big5"))
                .contains("峯");
    }

    @Test
    void repliesInTwoFormsAreNoFile() {
        byte[] two = tw.onestop.kernel.Zip.of(
                new tw.onestop.kernel.Zip.Entry("replies.csv", "id,status\n".getBytes(StandardCharsets.UTF_8)),
                new tw.onestop.kernel.Zip.Entry("replies.jsonl", new byte[0]));
        assertThat(BundleZip.replies(two).wrong()).isEqualTo("fileContents");
    }

    private List<String> wrong(String entry, byte[] content) {
        long before = results();
        agency.put("/in/" + UUID.randomUUID() + ".p7m", agency.sealed(entry, content));
        eventually(() -> results() == before + 1);
        return agency.fetched("results")
                .text("results.jsonl")
                .lines()
                .map(WireWorld::json)
                .map(ReplyFormTests::said)
                .toList();
    }

    private static String said(JsonNode line) {
        return line.path("line").asInt() + " " + line.path("code").asString();
    }

    private long results() {
        return agency.out().stream()
                .filter(name -> name.startsWith("results") && name.endsWith(".p7m"))
                .count();
    }

    /** Records of fixed width, as an agency writes them. */
    private final class Records {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final HanText text;
        private int count;

        Records(String encoding) {
            text = new HanText(encoding);
            record("H01%-40s%-12s%08d".formatted(agency.code, encoding, 3), new byte[0]);
        }

        void reply(int no, Map<String, String> fields) {
            int value = 0;
            for (Map.Entry<String, String> field : fields.entrySet()) {
                value++;
                int part = 1;
                ByteArrayOutputStream piece = new ByteArrayOutputStream();
                for (byte[] character : text.encoded(field.getKey() + "=" + field.getValue())) {
                    if (piece.size() + character.length > FixedWidth.TEXT) {
                        record("D%012d%08d%04dS%03d".formatted(no, value, part++, piece.size()), piece.toByteArray());
                        piece.reset();
                    }
                    piece.writeBytes(character);
                }
                record("D%012d%08d%04dS%03d".formatted(no, value, part, piece.size()), piece.toByteArray());
            }
        }

        byte[] end() {
            record("T%08d%08d".formatted(3, count + 1), new byte[0]);
            return bytes.toByteArray();
        }

        private void record(String start, byte[] rest) {
            byte[] record = " ".repeat(FixedWidth.RECORD - 2).concat("\r\n").getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(start.getBytes(StandardCharsets.US_ASCII), 0, record, 0, start.length());
            System.arraycopy(rest, 0, record, start.length(), rest.length);
            bytes.writeBytes(record);
            count++;
        }
    }
}
