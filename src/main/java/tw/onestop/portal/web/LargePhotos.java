package tw.onestop.portal.web;

import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.stereotype.Component;
import tw.onestop.http.LargeForm;

/** 過大之補件相片: where no script makes it smaller, a telephone sends more than the server takes. The code is kept. */
@Component
class LargePhotos extends LargeForm {

    LargePhotos(MultipartProperties multipart) {
        super(multipart, "/photo", "code");
    }
}
