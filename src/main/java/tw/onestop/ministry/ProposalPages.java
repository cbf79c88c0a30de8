package tw.onestop.ministry;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.AccountDesk;
import tw.onestop.agency.FieldMapDesk;
import tw.onestop.agency.FieldMapForm;
import tw.onestop.agency.PromiseChangeDesk;
import tw.onestop.agency.PromiseForm;
import tw.onestop.agency.Proposal;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.agency.ProposalDesk.Decision;
import tw.onestop.agency.ReceiverDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.ErrandFieldDesk;
import tw.onestop.notice.ErrandFieldForm;
import tw.onestop.notice.FeeChangeDesk;
import tw.onestop.notice.FeeForm;
import tw.onestop.notice.RuleDesk;
import tw.onestop.notice.ShadowDesk;

/** 擬案核定頁: what one person prepared, as another sees it before signing for a day or sending it back. */
@Controller
class ProposalPages {

    private final ProposalDesk proposals;
    private final ReceiverDesk receivers;
    private final Rules rules;
    private final AccountDesk account;
    private final ReceiverPages.Here here;

    ProposalPages(
            ProposalDesk proposals, ReceiverDesk receivers, Rules rules, AccountDesk account, ReceiverPages.Here here) {
        this.proposals = proposals;
        this.receivers = receivers;
        this.rules = rules;
        this.account = account;
        this.here = here;
    }

    /** 法定通報規則、規費、欄位、期限及試行. */
    @Component
    record Rules(
            RuleDesk rules,
            FeeChangeDesk fees,
            FeePages.Amounts amounts,
            FieldMapDesk maps,
            ErrandFieldDesk errands,
            PromiseChangeDesk promises,
            ShadowDesk shadows) {}

    /** @param shadow whether last month's cases are looked through, which takes a moment for a nation */
    @GetMapping("/ministry/proposals/{id}")
    String look(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean shadow, Model model) {
        if (shadow) {
            Proposal proposal = proposal(id);
            model.addAttribute("shadow", rules.shadows().of(proposal, here.ministerial()));
        }
        return page(id, new Decision("", "", ""), List.of(), model);
    }

    @PostMapping("/ministry/proposals/{id}")
    String decide(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String password,
            Model model,
            HttpServletResponse response) {
        Decision typed = new Decision(verdict, from, note);
        List<Refusal> refusals = new ArrayList<>(account.sign(password));
        if (refusals.isEmpty()) {
            refusals.addAll(proposals.decide(id, typed, here.ministerial()));
        }
        if (refusals.isEmpty()) {
            return "redirect:/ministry/receivers?done=" + verdict;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(id, typed, refusals, model);
    }

    private String page(UUID id, Decision typed, List<Refusal> refusals, Model model) {
        Proposal proposal = proposal(id);
        model.addAttribute("proposal", proposal)
                .addAttribute("typed", typed)
                .addAttribute(
                        "own", proposal.preparedBy().equals(here.ministerial().id()))
                .addAttribute("byPassword", account.signsByPassword())
                .addAttribute("refusals", refusals);
        switch (proposal.subject()) {
            case RECEIVER -> model.addAttribute("receiver", receivers.receiverForm(proposal));
            case RECEIVER_CHANGE ->
                model.addAttribute("change", receivers.receiverChange(proposal))
                        .addAttribute("present", here.receiver(proposal.about()).asItIs());
            case CAPABILITY -> model.addAttribute("row", receivers.capabilityForm(proposal));
            case STATUTORY_RULE -> model.addAttribute("rule", rules.rules().form(proposal));
            case FIELDS -> {
                FieldMapForm fields = rules.maps().form(proposal);
                model.addAttribute("fields", fields)
                        .addAttribute("example", rules.maps().example(fields));
            }
            case ERRAND_FIELD -> errandField(rules.errands().form(proposal), model);
            case PROMISE -> {
                PromiseForm promise = rules.promises().form(proposal);
                model.addAttribute("promise", promise)
                        .addAttribute("promised", rules.promises().days(promise));
            }
            case FEE -> {
                FeeForm fee = rules.fees().form(proposal);
                model.addAttribute("fee", fee)
                        .addAttribute("feeRules", rules.amounts().of(fee.name()))
                        .addAttribute("today", here.today());
            }
        }
        return "ministry/proposal";
    }

    private void errandField(ErrandFieldForm typed, Model model) {
        model.addAttribute("field", typed);
        rules.errands()
                .present(typed.programme(), typed.change(), typed.name().strip(), here.ministerial())
                .ifPresent(now -> model.addAttribute("fieldNow", now));
    }

    private Proposal proposal(UUID id) {
        return proposals
                .proposal(id, here.ministerial())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
