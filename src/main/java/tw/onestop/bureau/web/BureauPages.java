package tw.onestop.bureau.web;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.agency.Agency;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.kernel.Text;
import tw.onestop.notice.EndedDesk;
import tw.onestop.notice.ItemStatus;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.NoticeDesk.OpenPage;
import tw.onestop.notice.NoticeDesk.OpenQuery;

/** 機關收件匣: what stands open for the officer's agency, page by page, and below it what ended last. */
@Controller
class BureauPages {

    private final Officers officers;
    private final NoticeDesk notices;
    private final EndedDesk ended;
    private final ExchangeDesk exchange;

    BureauPages(Officers officers, NoticeDesk notices, EndedDesk ended, ExchangeDesk exchange) {
        this.officers = officers;
        this.notices = notices;
        this.ended = ended;
        this.exchange = exchange;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    /** The inbox, the longest waiting first. That a notice stands here sends nothing: opening it does. */
    @GetMapping("/bureau")
    String inbox(
            @RequestParam(required = false) @Nullable ItemStatus status,
            @RequestParam(defaultValue = "") String caseNo,
            @RequestParam(defaultValue = "1") String page,
            @ModelAttribute("agency") Agency agency,
            Model model) {
        // A receipt's number may be typed in groups; an agency's own case number is what it is.
        String typed = Text.halfWidth(caseNo).strip();
        String wanted = typed.matches("[\\d\\s-]+") ? typed.replaceAll("[\\s-]", "") : typed;
        int asked = page.matches("[1-9]\\d{0,5}") ? Integer.parseInt(page) : 1;
        OpenPage open = open(agency, status, wanted, asked);
        // Whoever answers the last of a page comes back to one that is not there any more.
        int there = Math.min(asked, open.pages());
        model.addAttribute("open", there == asked ? open : open(agency, status, wanted, there))
                .addAttribute("ended", asked == 1 ? ended.ended(agency.code(), wanted, officers.actor()) : List.of())
                .addAttribute("counts", new TreeMap<>(open.counts()))
                .addAttribute("status", status)
                .addAttribute("caseNo", caseNo.strip())
                .addAttribute("page", there)
                .addAttribute("endpoint", exchange.endpoint(agency.code()));
        return "bureau/inbox";
    }

    private OpenPage open(Agency agency, @Nullable ItemStatus status, String caseNo, int page) {
        return notices.openPage(agency.code(), new OpenQuery(status, caseNo, page - 1), officers.actor());
    }
}
