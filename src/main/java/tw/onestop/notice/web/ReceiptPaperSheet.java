package tw.onestop.notice.web;

import java.util.List;
import tw.onestop.agency.Agency;
import tw.onestop.agency.Office;

/**
 * 收執聯內容, what stands on the paper: every word both in Chinese and in English, since the paper cannot be switched.
 *
 * @param number grouped for reading aloud
 * @param code grouped for reading aloud
 * @param filedAt {@code 民國115年1月9日 14時05分}
 * @param chosen what the applicant ticked, by agency
 * @param statutory what leaves by law, by agency
 * @param progressUrl address of the progress page, without number and code
 * @param voiceLine telephone number of the voice line, {@code ""} when there is none
 */
record ReceiptPaperSheet(
        String number,
        String code,
        String filedAt,
        String filedAtEn,
        Office office,
        String applicant,
        List<Block> chosen,
        List<Block> statutory,
        String progressUrl,
        String voiceLine) {

    /** An agency with its contact window and what it is told. */
    record Block(Agency agency, List<Line> lines) {}

    /** One item. */
    record Line(String person, Words change, String note, String noteEn, Words status, String reason) {}

    /** A word in both languages. */
    record Words(String zh, String en) {}
}
