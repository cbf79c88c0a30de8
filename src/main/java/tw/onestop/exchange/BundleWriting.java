package tw.onestop.exchange;

import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.trust.TrustDesk;

/** 格式轉換: the notices of a file in the form an agency reads. */
@Component
class BundleWriting {

    private final Envelopes envelopes;
    private final TrustDesk trust;

    BundleWriting(Envelopes envelopes, TrustDesk trust) {
        this.envelopes = envelopes;
        this.trust = trust;
    }

    /**
     * @param cnsCodes characters carried as their CNS code
     * @param codePoints characters carried as their Unicode code point, since no CNS code is known
     */
    record Written(byte[] bytes, int cnsCodes, int codePoints) {}

    /**
     * @param jwk the agency's key for {@code data}, {@code ""} when it has none; other forms than JSON go without, inside the
     *     file's own encryption
     */
    Written write(BundleFormat format, AgencyCode agency, List<Promise> notices, String jwk) {
        return switch (format) {
            case JSON -> new Written(lines(notices, jwk), 0, 0);
            case XML -> new Written(xml(agency, notices), 0, 0);
            case BIG5, CNS -> fixed(format, agency, notices);
        };
    }

    private byte[] lines(List<Promise> notices, String jwk) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(notices.size() * 1024);
        for (Promise notice : notices) {
            lines.writeBytes(envelopes.write(notice, jwk));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private byte[] xml(AgencyCode agency, List<Promise> notices) {
        try {
            NoticesXml xml = new NoticesXml(agency.value(), notices.size());
            for (Promise notice : notices) {
                xml.notice(notice, trust.open(notice.data()));
            }
            return xml.end();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("notices could not be written as XML", e);
        }
    }

    private Written fixed(BundleFormat format, AgencyCode agency, List<Promise> notices) {
        FixedWidth records = new FixedWidth(format.encoding());
        records.head(agency.value(), notices.size());
        notices.forEach(notice -> records.notice(notice, trust.open(notice.data())));
        byte[] bytes = records.end(notices.size());
        return new Written(bytes, records.text().asCode(), records.text().asCodePoint());
    }
}
