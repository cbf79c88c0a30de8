package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tw.onestop.kernel.AgencyCode;

/** What is written in a form is read back as it was, character by character. */
class BundleFormatTests {

    /** 𠮷 and 𡘙 beyond the BMP, 峯 and 堃 not in Big5, ⺀ and 𠀀 in neither, what carries others, and controls. */
    private static final String DATA = """
            {"after":{"name":"𠮷峯堃𡘙","address":{"full":"臺北市中正區重慶南路１段122號之1"}},"before":{"name":"王小明"},
             "odd":"{U+41} {CNS1-2121} ⺀ 𰻞 é \\n\\u0001 end  ","none":null,"yes":true,"count":3,"list":[],"group":{},
             "items":[{"no":"1"},{"no":"2"}]}""";

    private static final Promise NOTICE = new Promise(
            UUID.fromString("5b1c9a1e-8f5e-4a8c-9a36-0d2f5b6a7c11"),
            new AgencyCode("MVO"),
            "tw.onestop.notice.registration-change.name.v1",
            Promise.Key.of(new byte[] {1}),
            new byte[0],
            Instant.parse("2026-01-09T06:05:00.123Z"),
            42,
            1,
            Instant.EPOCH,
            0,
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            false);

    @ParameterizedTest
    @ValueSource(strings = {"Big5", "x-EUC-TW"})
    void fixedWidthComesBackAsItWent(String encoding) {
        byte[] data = (DATA.substring(0, DATA.length() - 1) + ",\"long\":\"" + "陳𠮷".repeat(400) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        FixedWidth writing = new FixedWidth(encoding);
        writing.head("MVO", 1);
        writing.notice(NOTICE, data);
        byte[] written = writing.end(1);

        assertThat(written.length % FixedWidth.RECORD).isZero();
        assertThat(read(written, encoding)).isEqualTo(expected(data));
        String first = new String(written, 0, FixedWidth.RECORD, Charset.forName(encoding));
        assertThat(first).startsWith("H01MVO").endsWith("\r\n");
        String notice = new String(written, FixedWidth.RECORD, FixedWidth.RECORD, Charset.forName(encoding));
        assertThat(notice).startsWith("N000000000042" + NOTICE.id() + "00012026-01-09T06:05:00.123Z");
    }

    /** A renumbering tells of every door of a township, and a text may be long. */
    @Test
    void oneNoticeMayHaveTensOfThousandsOfValues() {
        String doors =
                IntStream.range(0, 30_000).mapToObj(i -> "\"" + i + "號\"").collect(Collectors.joining(","));
        byte[] data = ("{\"doors\":[" + doors + "],\"long\":\"" + "門".repeat(30_000) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        FixedWidth writing = new FixedWidth("Big5");
        writing.head("MVO", 1);
        writing.notice(NOTICE, data);
        assertThat(read(writing.end(1), "Big5")).isEqualTo(expected(data));
    }

    @Test
    void whatBig5LacksIsCarriedAsItsCnsCodeAndTheRestAsItsCodePoint() {
        HanText text = new HanText("Big5");
        assertThat(joined("Big5", text, "𠮷")).isEqualTo("{CNS6-2428}");
        assertThat(joined("Big5", text, "峯")).isEqualTo("{CNS3-3064}");
        assertThat(joined("Big5", text, "王")).isEqualTo("王");
        assertThat(text.asCode()).isEqualTo(2);
        assertThat(text.asCodePoint()).isZero();
        assertThat(joined("Big5", text, "𰻞")).isEqualTo("{U+30EDE}");
        assertThat(joined("Big5", text, "{")).isEqualTo("{U+7B}");
        assertThat(text.asCodePoint()).isEqualTo(1);
        HanText cns = new HanText("x-EUC-TW");
        assertThat(joined("x-EUC-TW", cns, "𠮷峯")).as("of CNS 11643 itself").isEqualTo("𠮷峯");
        assertThat(cns.asCode()).isZero();
    }

    @Test
    void noCharacterOfTheBmpIsReplacedByAnother() {
        for (String encoding : List.of("Big5", "x-EUC-TW")) {
            HanText text = new HanText(encoding);
            for (int point = 1; point < 0x10000; point++) {
                if (!Character.isSurrogate((char) point)) {
                    String one = Character.toString(point);
                    assertThat(HanText.decoded(bytes(text, one), encoding)).isEqualTo(one);
                }
            }
        }
    }

    @Test
    void xmlFitsItsPublishedSchemaAndComesBackAsItWent() throws Exception {
        byte[] data = DATA.getBytes(StandardCharsets.UTF_8);
        NoticesXml writing = new NoticesXml("MVO", 1);
        writing.notice(NOTICE, data);
        byte[] written = writing.end();

        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(getClass().getResource("/schemas/bundle/notices-v1.xsd"))
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(written)));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(written));
        Map<String, String> values = new TreeMap<>();
        NodeList found = document.getElementsByTagName("value");
        for (int i = 0; i < found.getLength(); i++) {
            Element value = (Element) found.item(i);
            String text = value.getTextContent();
            values.put(
                    value.getAttribute("path"),
                    FlatData.Kind.valueOf(value.getAttribute("kind")).letter()
                            + (value.getAttribute("encoded").isEmpty()
                                    ? text
                                    : new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)));
        }
        assertThat(values).isEqualTo(expected(data));
    }

    private static Map<String, String> expected(byte[] data) {
        Map<String, String> values = new TreeMap<>();
        FlatData.of(data).forEach(value -> values.put(value.path(), value.kind().letter() + value.text()));
        return values;
    }

    /** As an agency reads it: by the places of the fields. */
    private static Map<String, String> read(byte[] written, String encoding) {
        Map<String, String> values = new TreeMap<>();
        List<ByteArrayOutputStream> texts = new ArrayList<>();
        List<Character> kinds = new ArrayList<>();
        for (int at = 0; at < written.length; at += FixedWidth.RECORD) {
            if (written[at] != 'D') {
                continue;
            }
            String head = new String(written, at, 29, StandardCharsets.US_ASCII);
            if (head.substring(21, 25).equals("0001")) {
                texts.add(new ByteArrayOutputStream());
                kinds.add(head.charAt(25));
            }
            texts.getLast().write(written, at + 29, Integer.parseInt(head.substring(26, 29)));
        }
        for (int i = 0; i < texts.size(); i++) {
            String[] parts =
                    HanText.decoded(texts.get(i).toByteArray(), encoding).split("=", 2);
            values.put(parts[0], kinds.get(i) + parts[1]);
        }
        return values;
    }

    private static String joined(String encoding, HanText text, String character) {
        return new String(bytes(text, character), Charset.forName(encoding));
    }

    private static byte[] bytes(HanText text, String character) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.encoded(character).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
