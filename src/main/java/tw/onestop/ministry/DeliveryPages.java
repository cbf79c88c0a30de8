package tw.onestop.ministry;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.exchange.DeadLetterDesk;

/** 通報傳送概況: whose endpoint is closed or fails, and where notices were given up. */
@Controller
class DeliveryPages {

    private final DeadLetterDesk desk;
    private final AgencyDesk agencies;
    private final AccessDesk access;

    DeliveryPages(DeadLetterDesk desk, AgencyDesk agencies, AccessDesk access) {
        this.desk = desk;
        this.agencies = agencies;
        this.access = access;
    }

    /** 一個機關. */
    record Row(Agency agency, DeadLetterDesk.Troubled troubled) {}

    @GetMapping("/ministry/delivery")
    String delivery(Model model) {
        List<Row> rows = desk.troubled(access.current().actor()).stream()
                .flatMap(one -> agencies.find(one.agency()).map(agency -> new Row(agency, one)).stream())
                .toList();
        model.addAttribute("rows", rows);
        return "ministry/delivery";
    }
}
