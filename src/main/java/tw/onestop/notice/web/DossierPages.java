package tw.onestop.notice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.DossierDesk;

/** 案件卷宗頁, one page behind three doors: an office's supervisors, its county and the ministry each come by their own. */
@Controller
class DossierPages {

    private static final MediaType ZIP = MediaType.valueOf("application/zip");

    private final DossierDesk dossiers;
    private final AccessDesk access;

    DossierPages(DossierDesk dossiers, AccessDesk access) {
        this.dossiers = dossiers;
        this.access = access;
    }

    @GetMapping({"/supervisor/dossiers", "/county/dossiers", "/ministry/dossiers"})
    String list(HttpServletRequest request, Model model) {
        return page(DossierDesk.Form.EMPTY, List.of(), request, model);
    }

    @PostMapping({"/supervisor/dossiers", "/county/dossiers", "/ministry/dossiers"})
    Object make(
            @RequestParam(defaultValue = "") String receiptNo,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            Model model) {
        DossierDesk.Form typed = new DossierDesk.Form(receiptNo, ground, reason);
        return switch (dossiers.make(typed, access.current().actor())) {
            case DossierDesk.Making.Bundle bundle ->
                ResponseEntity.ok()
                        .contentType(ZIP)
                        .cacheControl(CacheControl.noStore())
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("dossier-" + bundle.receiptNo() + ".zip", StandardCharsets.UTF_8)
                                        .build()
                                        .toString())
                        .body(bundle.zip());
            case DossierDesk.Making.Refused(List<Refusal> refusals) ->
                new ModelAndView(
                        page(typed, refusals, request, model), model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    private String page(DossierDesk.Form typed, List<Refusal> refusals, HttpServletRequest request, Model model) {
        String door = request.getServletPath().split("/", 3)[1];
        model.addAttribute("typed", typed)
                .addAttribute("refusals", refusals)
                .addAttribute("grounds", DossierDesk.Ground.values())
                .addAttribute("possible", dossiers.possible())
                .addAttribute("made", dossiers.made(access.current().actor()))
                .addAttribute("door", door);
        return "notice/dossiers";
    }
}
