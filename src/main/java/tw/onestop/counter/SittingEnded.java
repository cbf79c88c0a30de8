package tw.onestop.counter;

import java.util.UUID;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import tw.onestop.access.AccessDesk;
import tw.onestop.intake.IntakeDesk;

/** 案件已結束: a page of a sitting was asked for that is no longer open, or never was this clerk's. */
class SittingEnded extends RuntimeException {

    private final transient UUID sitting;

    SittingEnded(UUID sitting) {
        super("sitting is not open", null, false, false);
        this.sitting = sitting;
    }

    /** Leads to how it ended, or back to the beginning: somebody pressed the browser's back button. */
    @ControllerAdvice(basePackageClasses = SittingEnded.class)
    static class Redirect {

        private final IntakeDesk intake;
        private final AccessDesk access;

        Redirect(IntakeDesk intake, AccessDesk access) {
            this.intake = intake;
            this.access = access;
        }

        @ExceptionHandler(SittingEnded.class)
        String ended(SittingEnded ended) {
            return intake.concluded(ended.sitting, access.current().actor())
                    .map(concluded -> "redirect:/counter/sittings/" + ended.sitting + "/done")
                    .orElse("redirect:/counter");
        }
    }
}
