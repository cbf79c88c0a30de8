package tw.onestop.bureau.web;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.agency.Agency;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.notice.ItemStatus;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.NoticeDesk.AgencyItem;
import tw.onestop.trust.TrustDesk;

/** 機關收件匣: what stands open for the officer's agency, and the state of its endpoint. */
@Controller
class BureauPages {

    private static final int SHOWN = 200;

    private final Officers officers;
    private final Collecting collecting;
    private final NoticeDesk notices;
    private final ExchangeDesk exchange;
    private final TrustDesk trust;

    BureauPages(Officers officers, Collecting collecting, NoticeDesk notices, ExchangeDesk exchange, TrustDesk trust) {
        this.officers = officers;
        this.collecting = collecting;
        this.notices = notices;
        this.exchange = exchange;
        this.trust = trust;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    /** The inbox, the longest waiting first. */
    @GetMapping("/bureau")
    String inbox(
            @RequestParam(required = false) @Nullable ItemStatus status,
            @ModelAttribute("agency") Agency agency,
            Model model) {
        collecting.collect(agency, officers.actor());
        List<AgencyItem> open = notices.openItems(agency.code(), officers.actor());
        Map<ItemStatus, Integer> counts = new EnumMap<>(ItemStatus.class);
        open.forEach(item -> counts.merge(item.status(), 1, Integer::sum));
        List<AgencyItem> chosen = open.stream()
                .filter(item -> status == null || item.status() == status)
                .sorted(Comparator.comparing(AgencyItem::since))
                .toList();
        model.addAttribute("total", open.size())
                .addAttribute("counts", counts)
                .addAttribute("status", status)
                .addAttribute("matching", chosen.size())
                .addAttribute("items", chosen.stream().limit(SHOWN).toList());
        return "bureau/inbox";
    }

    /** The agency's endpoint and the keys with which it verifies our signatures. */
    @GetMapping("/bureau/endpoint")
    String endpoint(@ModelAttribute("agency") Agency agency, Model model) {
        model.addAttribute("endpoint", exchange.endpoint(agency.code()))
                .addAttribute(
                        "keys", trust.verifyingKeys().stream().map(Key::of).toList());
        return "bureau/endpoint";
    }

    /** 驗章公鑰 as Standard Webhooks write it. */
    record Key(String kid, String whpk) {

        static Key of(TrustDesk.VerifyingKey key) {
            return new Key(key.kid(), key.webhookForm());
        }
    }
}
