package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.notice.PhotoDesk;
import tw.onestop.notice.PhotoDesk.Link;
import tw.onestop.notice.PhotoDesk.Standing;
import tw.onestop.notice.Receipt;
import tw.onestop.paper.QrCode;

/** 相片補件: the code that the applicant scans, and whether the picture has come. */
@Controller
@RequestMapping("/counter/receipts/{receiptNo}/items/{item}/photo")
class PhotoPages {

    /** What htmx takes as: no need to ask again. */
    private static final int STOP_POLLING = 286;

    private final PhotoDesk photos;
    private final AccessDesk access;
    private final String baseUrl;

    /**
     * @param baseUrl where citizens reach the product; the address of the request when it is not configured
     */
    PhotoPages(PhotoDesk photos, AccessDesk access, @Value("${onestop.base-url:}") String baseUrl) {
        this.photos = photos;
        this.access = access;
        this.baseUrl = baseUrl;
    }

    @GetMapping
    String page(@PathVariable String receiptNo, @PathVariable UUID item, Model model) {
        model.addAttribute("standing", standing(receiptNo, item))
                .addAttribute("receiptNo", receiptNo)
                .addAttribute("address", address());
        return "counter/photo";
    }

    /** Asked until the picture is there; nothing on the page moves before. */
    @GetMapping("/state")
    @Nullable
    String state(@PathVariable String receiptNo, @PathVariable UUID item, Model model, HttpServletResponse response) {
        Standing standing = standing(receiptNo, item);
        Receipt.Photograph photograph = standing.item().photograph();
        if (standing.link() != null && (photograph == null || photograph.receivedAt() == null)) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        response.setStatus(STOP_POLLING);
        return page(receiptNo, item, model) + " :: state";
    }

    @PostMapping
    String link(@PathVariable String receiptNo, @PathVariable UUID item) {
        if (!photos.link(receiptNo, item, clerk())) {
            throw notFound();
        }
        return "redirect:/counter/receipts/" + receiptNo + "/items/" + item + "/photo";
    }

    /** The code stands behind the sign that browsers keep to themselves: no address that reaches a log carries it. */
    @GetMapping("/qr.png")
    ResponseEntity<byte[]> qr(@PathVariable String receiptNo, @PathVariable UUID item) {
        Link link = standing(receiptNo, item).link();
        if (link == null) {
            throw notFound();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.noStore())
                .body(QrCode.png(address() + "#code=" + link.code()));
    }

    private Standing standing(String receiptNo, UUID item) {
        return photos.standing(receiptNo, item, clerk()).orElseThrow(PhotoPages::notFound);
    }

    private Actor clerk() {
        return access.current().actor();
    }

    private String address() {
        return (baseUrl.isEmpty()
                        ? ServletUriComponentsBuilder.fromCurrentContextPath()
                                .build()
                                .toUriString()
                        : baseUrl)
                + "/photo";
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
