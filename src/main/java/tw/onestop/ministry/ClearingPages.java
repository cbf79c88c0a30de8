package tw.onestop.ministry;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.ClearingDesk;
import tw.onestop.notice.ClearingDesk.Overview;

/** 清查總覽頁: which lists were taken and answered, what stands open how long at which agency, and what rose to the ministry. */
@Controller("ministryClearingPages")
class ClearingPages {

    private final ClearingDesk clearing;
    private final AgencyDesk agencies;
    private final AccessDesk access;

    ClearingPages(ClearingDesk clearing, AgencyDesk agencies, AccessDesk access) {
        this.clearing = clearing;
        this.agencies = agencies;
        this.access = access;
    }

    @GetMapping("/ministry/clearing")
    String overview(Model model) {
        Overview all = clearing.overview(access.current().actor());
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals("en");
        Map<AgencyCode, String> names = agencies.all().stream()
                .collect(Collectors.toMap(Agency::code, agency -> english ? agency.nameEn() : agency.name()));
        model.addAttribute("all", all)
                .addAttribute("names", names)
                .addAttribute(
                        "word",
                        english
                                ? all.month().toString()
                                : "%d年%d月"
                                        .formatted(
                                                all.month().getYear() - 1911,
                                                all.month().getMonthValue()))
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
        try {
            boolean made =
                    clearing.build(YearMonth.parse(month), access.current().actor());
            next.addFlashAttribute("made", made);
            return "redirect:/ministry/clearing";
        } catch (DateTimeException noMonth) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
