package tw.onestop.notice.web;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tw.onestop.access.AccessDesk;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.NoticeForm;
import tw.onestop.notice.Receipt;
import tw.onestop.notice.WishDesk;

/** 收執聯 at the counter: to look at, to print, as PDF. Each look is a reading of the receipt and audited as one. */
@Controller
class ReceiptPages {

    private final NoticeDesk notices;
    private final AccessDesk access;
    private final ReceiptPaper paper;
    private final WishDesk wishes;
    private final String baseUrl;

    /**
     * @param baseUrl where citizens reach the product; the address of the request when it is not configured
     */
    ReceiptPages(
            NoticeDesk notices,
            AccessDesk access,
            ReceiptPaper paper,
            WishDesk wishes,
            @Value("${onestop.base-url:}") String baseUrl) {
        this.notices = notices;
        this.access = access;
        this.paper = paper;
        this.wishes = wishes;
        this.baseUrl = baseUrl;
    }

    @GetMapping("/counter/receipts/{receiptNo:[^.]+}")
    String page(@PathVariable String receiptNo, Model model) {
        Receipt receipt = receipt(receiptNo);
        Set<NoticeForm.Message> told = wishes.of(receiptNo, access.current().actor());
        model.addAttribute("sheet", paper.sheet(receipt, signature(receiptNo), told, baseUrl()));
        model.addAttribute(
                "photographs",
                receipt.items().stream()
                        .filter(item -> item.photograph() != null)
                        .toList());
        model.addAttribute("qr", "/counter/receipts/" + receiptNo + "/qr.png");
        model.addAttribute("receiptNo", receiptNo);
        model.addAttribute("messages", told);
        return "notice/receipt";
    }

    /** 停止通知: the applicant wants no more messages about results. */
    @PostMapping("/counter/receipts/{receiptNo:[^.]+}/messages/end")
    String endMessages(@PathVariable String receiptNo, RedirectAttributes next) {
        next.addFlashAttribute("ended", wishes.end(receiptNo, access.current().actor()));
        return "redirect:/counter/receipts/" + receiptNo;
    }

    @GetMapping("/counter/receipts/{receiptNo}/qr.png")
    ResponseEntity<byte[]> qr(@PathVariable String receiptNo) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.noStore())
                .body(paper.qr(receipt(receiptNo), baseUrl()));
    }

    /** The PDF, or a page that says what this machine lacks. */
    @GetMapping("/counter/receipts/{receiptNo}.pdf")
    Object pdf(@PathVariable String receiptNo, Model model) {
        Receipt receipt = receipt(receiptNo);
        if (!paper.printable()) {
            model.addAttribute("receiptNo", receiptNo);
            return new ModelAndView("notice/receipt-nofont", model.asMap(), HttpStatus.NOT_IMPLEMENTED);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Disposition",
                        ContentDisposition.inline()
                                .filename("receipt-" + receiptNo + ".pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(paper.pdf(
                        receipt,
                        signature(receiptNo),
                        wishes.of(receiptNo, access.current().actor()),
                        baseUrl()));
    }

    private byte[] signature(String receiptNo) {
        return notices.signature(receiptNo, access.current().actor()).orElse(new byte[0]);
    }

    private Receipt receipt(String receiptNo) {
        return notices.receipt(receiptNo, access.current().actor())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String baseUrl() {
        return baseUrl.isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : baseUrl;
    }
}
