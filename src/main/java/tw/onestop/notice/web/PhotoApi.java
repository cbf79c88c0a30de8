package tw.onestop.notice.web;

import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Problem;
import tw.onestop.notice.PhotoDesk;

/** 相片擷取: the picture that followed a notice. */
@RestController
class PhotoApi {

    private final PhotoDesk desk;
    private final AccessDesk access;

    PhotoApi(PhotoDesk desk, AccessDesk access) {
        this.desk = desk;
        this.access = access;
    }

    @GetMapping("/v1/notices/{id}/photo")
    ResponseEntity<?> photo(@PathVariable String id) {
        Optional<byte[]> jpeg = uuid(id).flatMap(known -> desk.picture(known, access.currentAgency()));
        if (jpeg.isEmpty()) {
            return Problem.answer(
                    HttpStatus.NOT_FOUND, "noPhoto", "there is no picture for such a notice of this agency");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(jpeg.get());
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
