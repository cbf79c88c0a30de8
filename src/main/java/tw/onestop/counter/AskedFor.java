package tw.onestop.counter;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import tw.onestop.joining.CatalogueDesk;
import tw.onestop.joining.PaperDesk;
import tw.onestop.joining.PaperDesk.Asked;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 謄本用途: what a clerk asks of everybody who gets a transcript: which agency wanted it, and for what. */
@Component
class AskedFor {

    static final Asked NOTHING = new Asked("", "", "", "");

    private final CatalogueDesk catalogue;
    private final PaperDesk papers;

    AskedFor(CatalogueDesk catalogue, PaperDesk papers) {
        this.catalogue = catalogue;
        this.papers = papers;
    }

    /** A blank answer holds up nobody. */
    List<Refusal> keep(Asked asked, Actor clerk) {
        return papers.toldAtCounter(asked, clerk);
    }

    void offer(Asked asked, Model model) {
        model.addAttribute("asked", asked)
                .addAttribute("kinds", catalogue.kinds())
                .addAttribute("items", catalogue.search("", ""));
    }
}
