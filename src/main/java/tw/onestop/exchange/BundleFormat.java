package tw.onestop.exchange;

/** 通報檔格式 that an agency chooses: how the notices of a file are written. */
public enum BundleFormat {
    /** 通報封套, JSON Lines in UTF-8: the same envelopes as at the other doors. */
    JSON("notices.jsonl", "UTF-8"),
    /** XML by {@code /schemas/bundle/notices-v1.xsd}, in UTF-8. */
    XML("notices.xml", "UTF-8"),
    /** Records of 320 bytes in Big5. */
    BIG5("notices.txt", "Big5"),
    /** Records of 320 bytes in EUC-TW, which is CNS 11643 as bytes. */
    CNS("notices.txt", "x-EUC-TW");

    private final String fileName;
    private final String encoding;

    BundleFormat(String fileName, String encoding) {
        this.fileName = fileName;
        this.encoding = encoding;
    }

    String fileName() {
        return fileName;
    }

    String encoding() {
        return encoding;
    }
}
