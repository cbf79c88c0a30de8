package tw.onestop.counter;

import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.stereotype.Component;
import tw.onestop.http.LargeForm;

/** 過大之相片 of a confirmation for a passport; its form has no other field. */
@Component
class LargePictures extends LargeForm {

    LargePictures(MultipartProperties multipart) {
        super(multipart, "/counter/persons/\\d+/passport");
    }
}
