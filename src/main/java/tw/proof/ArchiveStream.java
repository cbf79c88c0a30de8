package tw.proof;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.RecipientInformationStore;

/** 開啟封存檔: what is inside of an archive, encrypted ones with a key, old ones as they are. */
final class ArchiveStream extends FilterInputStream {

    /** A DER or BER sequence, as every CMS file begins. */
    private static final int SEQUENCE = 0x30;

    private final boolean sealed;

    private ArchiveStream(InputStream in, boolean sealed) {
        super(in);
        this.sealed = sealed;
    }

    static ArchiveStream open(Path file, ArchiveKey key) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(1);
            int first = in.read();
            in.reset();
            return first == SEQUENCE ? new ArchiveStream(opened(file, in, key), true) : new ArchiveStream(in, false);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static InputStream opened(Path file, InputStream in, ArchiveKey key) throws IOException {
        RecipientInformationStore recipients;
        try {
            recipients = new CMSAuthEnvelopedDataParser(in).getRecipientInfos();
        } catch (CMSException | RuntimeException e) {
            throw new IOException("%s is no archive of the trail, or is damaged at its beginning".formatted(file), e);
        }
        for (ArchiveKey.Opener opener : key.openers()) {
            RecipientInformation mine = recipients.get(opener.id());
            if (mine != null) {
                try {
                    return mine.getContentStream(opener.by()).getContentStream();
                } catch (CMSException | RuntimeException e) {
                    throw new IOException(
                            "%s names the key of %s, which does not open it: another key of that name, or the file is damaged at its beginning"
                                    .formatted(file, key.of()),
                            e);
                }
            }
        }
        String whose = recipients.getRecipients().stream()
                .map(one -> ArchiveKey.named(one.getRID()))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining("; or "));
        throw new IOException(
                key.of().isEmpty()
                        ? "%s is encrypted, and is opened by the key of %s: give it with --opening"
                                .formatted(file, whose)
                        : "%s holds no key for %s, which is opened by the key of %s".formatted(key.of(), file, whose));
    }

    boolean sealed() {
        return sealed;
    }

    /** To the end, where an envelope says whether it is as it was written. */
    void finish() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
