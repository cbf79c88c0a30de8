package tw.onestop.ministry;

import java.time.YearMonth;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.access.AccessDesk;
import tw.onestop.notice.ClearingDesk;
import tw.onestop.notice.ClearingDesk.Overview;

/** 清查總覽頁: which lists were taken and answered, what stands open how long at which agency, and what rose to the ministry. */
@Controller("ministryClearingPages")
class ClearingPages {

    private final ClearingDesk clearing;
    private final AccessDesk access;

    ClearingPages(ClearingDesk clearing, AccessDesk access) {
        this.clearing = clearing;
        this.access = access;
    }

    @GetMapping("/ministry/clearing")
    String overview(Model model) {
        Overview all = clearing.overview(access.current().actor());
        model.addAttribute("all", all)
                .addAttribute(
                        "answered",
                        all.sheets().stream()
                                .filter(sheet -> sheet.waiting() == 0)
                                .count())
                .addAttribute(
                        "untaken",
                        all.sheets().stream()
                                .filter(sheet -> sheet.handedAt() == null)
                                .count());
        return "ministry/clearing";
    }

    /** Makes the lists by hand: they should have been there already. */
    @PostMapping("/ministry/clearing/lists")
    String make(@RequestParam String month, RedirectAttributes next) {
        YearMonth of = ClearingDesk.month(month).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        next.addFlashAttribute("made", clearing.build(of, access.current().actor()));
        return "redirect:/ministry/clearing";
    }
}
