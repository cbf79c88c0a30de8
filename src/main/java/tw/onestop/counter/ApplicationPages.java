package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tw.onestop.access.AccessDesk;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.Receipt;

/** 通報案件: the office's applications with the states of their items, kept fresh without being asked. */
@Controller
class ApplicationPages {

    /** What htmx takes as: no need to ask again. */
    private static final int STOP_POLLING = 286;

    private final NoticeDesk notices;
    private final AccessDesk access;

    ApplicationPages(NoticeDesk notices, AccessDesk access) {
        this.notices = notices;
        this.access = access;
    }

    /** One case with its lines. */
    record Shown(Receipt receipt, List<CaseLine> lines) {}

    @GetMapping("/counter/applications")
    String applications(Model model) {
        model.addAttribute("applications", shown(recent()));
        return "counter/applications";
    }

    @GetMapping("/counter/applications/list")
    String list(Model model, HttpServletResponse response) {
        List<Receipt> recent = recent();
        model.addAttribute("applications", shown(recent));
        boolean open =
                recent.stream().flatMap(receipt -> receipt.items().stream()).anyMatch(Receipt.Item::waits);
        if (!open) {
            response.setStatus(STOP_POLLING);
        }
        return "counter/applications :: list";
    }

    /** 刪除: an errand that still waits for the batch of the day; it can be entered again. */
    @PostMapping("/counter/receipts/{receiptNo}/items/{item}/take-back")
    String takeBack(@PathVariable String receiptNo, @PathVariable UUID item, RedirectAttributes next) {
        next.addFlashAttribute(
                "takenBack", notices.takeBack(receiptNo, item, access.current().actor()));
        return "redirect:/counter/applications";
    }

    private static List<Shown> shown(List<Receipt> receipts) {
        return receipts.stream()
                .map(receipt -> new Shown(receipt, CaseLine.of(receipt)))
                .toList();
    }

    private List<Receipt> recent() {
        return notices.recent(access.current().actor(), 30);
    }
}
