package tw.onestop.ministry;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;
import tw.onestop.joining.PaperDesk;
import tw.onestop.kernel.Actor;

/** 仍要求紙本排行頁: which agencies and laws still ask for paper, beside the right to look it up that they do not use. */
@Controller
class PaperPages {

    private static final int LONGEST = 60;

    private final PaperDesk papers;
    private final AccessDesk access;
    private final Clock clock;

    PaperPages(PaperDesk papers, AccessDesk access, Clock clock) {
        this.papers = papers;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/ministry/papers")
    String ranking(@RequestParam(defaultValue = "12") int months, Model model) {
        LocalDate since = LocalDate.now(clock).minusMonths(Math.clamp(months, 1, LONGEST));
        Actor ministry = access.current().actor();
        model.addAttribute("months", months)
                .addAttribute("since", since)
                .addAttribute("ranks", papers.ranking(since, ministry))
                .addAttribute("laws", papers.laws(since, ministry));
        return "ministry/papers";
    }
}
