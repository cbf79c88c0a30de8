package tw.onestop.exchange;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * 回復檔 as XML, by {@code /schemas/bundle/replies-v1.xsd}: an element a reply, its fields as attributes and its reason as an element.
 * What is no XML at all is taken as a whole or not at all.
 */
final class ReplyXml {

    private static final String NAMESPACE = "urn:onestop:replies:1";
    private static final QName REASON = new QName(NAMESPACE, "reason");

    /** Whatever the schema does not know may be a field misspelt: nothing is taken without it. */
    private static final Set<String> ATTRIBUTES =
            ReplyBody.NAMES.stream().filter(name -> !name.equals("reason")).collect(Collectors.toUnmodifiableSet());

    private static final XMLInputFactory FACTORY = factory();

    private ReplyXml() {}

    /** Nothing outside of the file is read, and nothing in it is made larger than it is. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    static ReplyLine.Read read(byte[] content) {
        List<ReplyLine> lines = new ArrayList<>();
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(content));
            xml.nextTag();
            xml.require(XMLStreamConstants.START_ELEMENT, NAMESPACE, "replies");
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                xml.require(XMLStreamConstants.START_ELEMENT, NAMESPACE, "reply");
                lines.add(line(lines.size() + 1, xml));
            }
            while (xml.hasNext()) {
                xml.next();
            }
        } catch (XMLStreamException | RuntimeException none) { // whatever a parser comes to with what is no XML
            return ReplyLine.Read.wrong("fileXml");
        }
        return ReplyLine.Read.of(lines);
    }

    private static ReplyLine line(int no, XMLStreamReader xml) throws XMLStreamException {
        Map<String, String> fields = new HashMap<>();
        boolean strange = false;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            strange |= !xml.getAttributeName(i).getNamespaceURI().isEmpty()
                    || !ATTRIBUTES.contains(xml.getAttributeLocalName(i));
            put(fields, xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            strange |= !xml.getName().equals(REASON) || fields.containsKey("reason");
            put(fields, xml.getLocalName(), xml.getElementText());
        }
        ReplyLine line = ReplyLine.of(no, fields);
        if (line.content().length() > ReplyReading.LONGEST_LINE) {
            return ReplyReading.tooLong(no, line.content());
        }
        return strange ? ReplyLine.wrong(no, line.content(), "lineInvalid") : line;
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
