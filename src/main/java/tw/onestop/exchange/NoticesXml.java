package tw.onestop.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** 通報 XML, by {@code /schemas/bundle/notices-v1.xsd}: the envelope as attributes, what it tells as one element a value. */
final class NoticesXml {

    private static final String NAMESPACE = "urn:onestop:notices:1";
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    private final XMLStreamWriter xml;

    NoticesXml(String agency, int notices) throws XMLStreamException {
        xml = FACTORY.createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("notices");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("recipient", agency);
        xml.writeAttribute("count", Integer.toString(notices));
    }

    void notice(Promise promise, byte[] dataJson) throws XMLStreamException {
        xml.writeStartElement("notice");
        xml.writeAttribute("id", promise.id().toString());
        xml.writeAttribute("sequence", Envelopes.padded(promise.sequence()));
        xml.writeAttribute("attempt", Integer.toString(promise.attempt()));
        xml.writeAttribute("time", promise.time().truncatedTo(ChronoUnit.MILLIS).toString());
        xml.writeAttribute("type", promise.type());
        for (FlatData.Value value : FlatData.of(dataJson)) {
            value(value);
        }
        xml.writeEndElement();
    }

    private void value(FlatData.Value value) throws XMLStreamException {
        xml.writeStartElement("value");
        xml.writeAttribute("path", value.path());
        xml.writeAttribute("kind", value.kind().name());
        if (value.text().codePoints().allMatch(NoticesXml::allowed)) {
            xml.writeCharacters(value.text());
        } else {
            xml.writeAttribute("encoded", "base64");
            xml.writeCharacters(Base64.getEncoder().encodeToString(value.text().getBytes(StandardCharsets.UTF_8)));
        }
        xml.writeEndElement();
    }

    byte[] end() throws XMLStreamException {
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
        return out.toByteArray();
    }

    /** XML 1.0 §2.2; a carriage return would come back as a line feed. */
    private static boolean allowed(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
