package tw.onestop.portal.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import tw.onestop.http.LargeForms;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.PhotoDesk;
import tw.onestop.notice.PhotoDesk.Sent;

/** 相片補件: the applicant's telephone opens it by the code that the counter shows, takes or chooses a picture, and sends it once. */
@Controller
class SendPhotoPages {

    private static final String PAGE = "portal/photo";

    private final PhotoDesk photos;

    SendPhotoPages(PhotoDesk photos) {
        this.photos = photos;
    }

    @ModelAttribute("refusals")
    List<Refusal> nothingWrong() {
        return List.of();
    }

    /** @param tooLarge what came with a picture of which nothing was taken, else null */
    @GetMapping("/photo")
    String form(
            @RequestAttribute(name = LargeForms.SENT, required = false) LargeForms.@Nullable Sent tooLarge,
            Model model,
            HttpServletResponse response) {
        if (tooLarge != null) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            model.addAttribute("code", tooLarge.typed("code")).addAttribute("refusals", List.of(photos.tooLarge()));
        }
        return PAGE;
    }

    @PostMapping("/photo")
    String send(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable MultipartFile photo,
            Model model,
            HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("code", code);
        switch (photos.send(code, photo == null ? new byte[0] : bytes(photo))) {
            case Sent.Received() -> model.addAttribute("sent", true);
            case Sent.Refused(Refusal why) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute("refusals", List.of(why));
            }
        }
        return PAGE;
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
