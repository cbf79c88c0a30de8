package tw.onestop.registry;

import java.util.ArrayList;
import java.util.List;
import tw.onestop.kernel.Text;

/**
 * 戶籍謄本資料: what a transcript says of a household on a day, as it was known at an instant, with the items of
 * 國民身分證及戶口名簿格式內容製發相片影像檔建置管理辦法 §28 that the register holds (役別 and what numbers a blank form are not among them).
 *
 * @param household the record in force on that day; with a day on which it closed it is a removed one (除戶)
 * @param headName {@code ""} where the head may not be seen; likewise {@code headNumber}
 * @param dynamics 戶長變更及全戶動態記事, oldest first
 * @param entries who is on it, in the order of 施行細則 §4
 * @param feePerSheet NT$
 */
public record Transcript(
        Household household,
        AsOf asOf,
        Version version,
        String headName,
        String headNumber,
        List<String> dynamics,
        List<Entry> entries,
        int feePerSheet) {

    /** Lines of a sheet: those of its head apart, a person takes {@link #LINES_EACH} and their annotations. */
    private static final int LINES = 44;

    private static final int LINES_EACH = 7;
    private static final int CHARACTERS = 46;

    public Transcript {
        dynamics = List.copyOf(dynamics);
        entries = List.copyOf(entries);
    }

    /** 版本: those present only or also who is no longer, with all annotations or without. */
    public enum Version {
        PRESENT_OMITTED(false, false),
        PRESENT_FULL(false, true),
        ALL_OMITTED(true, false),
        ALL_FULL(true, true);

        private final boolean nonPresent;
        private final boolean annotated;

        Version(boolean nonPresent, boolean annotated) {
            this.nonPresent = nonPresent;
            this.annotated = annotated;
        }

        /** 含非現住人口. */
        public boolean nonPresent() {
            return nonPresent;
        }

        /** 詳細記事. */
        public boolean annotated() {
            return annotated;
        }
    }

    /**
     * One person; the numbers of kin are {@code ""} where the register does not know them.
     *
     * @param annotations none where they are omitted
     */
    public record Entry(
            Person person,
            String fatherNumber,
            String motherNumber,
            String spouseNumber,
            String adoptiveFatherNumber,
            String adoptiveMotherNumber,
            List<String> annotations) {

        public Entry {
            annotations = List.copyOf(annotations);
        }

        /** 現住人口. */
        public boolean present() {
            return person.status() == Person.DomicileStatus.PRESENT;
        }

        private int lines() {
            return LINES_EACH + Transcript.lines(annotations);
        }
    }

    /** 除戶: the record had ended, or has been followed by another one. */
    public boolean removed() {
        return household.closedOn() != null;
    }

    /** 頁次: who stands on which sheet; a fee is paid for each. */
    public List<List<Entry>> sheets() {
        List<List<Entry>> sheets = new ArrayList<>(List.of(new ArrayList<>()));
        int free = LINES - lines(dynamics);
        for (Entry entry : entries) {
            if (entry.lines() > free && !sheets.getLast().isEmpty()) {
                sheets.add(new ArrayList<>());
                free = LINES;
            }
            sheets.getLast().add(entry);
            free -= entry.lines();
        }
        return sheets;
    }

    /** 規費, NT$. */
    public int fee() {
        return sheets().size() * feePerSheet;
    }

    private static int lines(List<String> texts) {
        return texts.stream().mapToInt(t -> 1 + Text.length(t) / CHARACTERS).sum();
    }
}
