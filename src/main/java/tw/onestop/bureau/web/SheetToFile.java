package tw.onestop.bureau.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tw.onestop.kernel.Refusal;
import tw.onestop.link.SheetDesk;

/** 歸檔紙本: a signed sheet goes to the officer as a file; one that is not handed out leads back to the page it was asked for on. */
final class SheetToFile {

    private SheetToFile() {}

    static Object of(SheetDesk.Issue issue, String page) {
        return switch (issue) {
            case SheetDesk.Issue.Issued sheet ->
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .cacheControl(CacheControl.noStore())
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("query-%s.pdf".formatted(sheet.transactionId()))
                                        .build()
                                        .toString())
                        .body(sheet.pdf());
            case SheetDesk.Issue.Refused(String code) -> "redirect:%s?refused=%s".formatted(page, code);
        };
    }

    /** Why, when the officer is back; nothing where no sheet was asked for. */
    static List<Refusal> notPrinted(@Nullable String why) {
        return why == null
                ? List.of()
                : List.of(Refusal.of(
                        "caseNo",
                        why.equals("sheetUnsigned") ? "bureau.query.sheet.unsigned" : "bureau.query.sheet.over"));
    }
}
