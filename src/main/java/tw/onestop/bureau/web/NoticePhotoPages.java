package tw.onestop.bureau.web;

import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.notice.PhotoDesk;

/** 補件相片 of a notice, as its page shows it. */
@Controller
class NoticePhotoPages {

    private final Officers officers;
    private final PhotoDesk photos;

    NoticePhotoPages(Officers officers, PhotoDesk photos) {
        this.officers = officers;
        this.photos = photos;
    }

    @GetMapping("/bureau/notices/{id}/photo")
    ResponseEntity<byte[]> photo(@PathVariable UUID id) {
        return photos.picture(id, officers.actor())
                .map(jpeg -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .cacheControl(CacheControl.noStore())
                        .body(jpeg))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
