package tw.onestop.counter;

import java.util.List;

/**
 * 戶籍謄本內容, what stands on the paper: in Chinese only and ready to be printed, since page and PDF show the same.
 *
 * @param title 戶籍謄本（現戶）or （除戶）, with its version
 * @param closedOn 除戶 on which day, {@code ""} of a current record
 * @param known up to when registrations count, {@code ""} for now
 * @param fee NT$ for all sheets
 */
record TranscriptSheet(
        String title,
        String householdNo,
        String recordNo,
        String kind,
        String head,
        String headNumber,
        String address,
        String on,
        String known,
        String closedOn,
        List<String> dynamics,
        String office,
        String issuedOn,
        int fee,
        List<Page> pages) {

    /** 頁. */
    record Page(int number, List<Entry> entries) {}

    /** One person; what there is not is {@code －}. */
    record Entry(
            String relation,
            String name,
            String number,
            String birthDate,
            String father,
            String mother,
            String adoptiveParents,
            String spouse,
            String people,
            String birthPlace,
            String birthOrder,
            String presence,
            List<String> annotations) {}
}
