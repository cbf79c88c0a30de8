package tw.onestop.access.web;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import tw.onestop.access.TrainingDesk;

/** 練習環境: what only the training copy has. */
@Controller
@ConditionalOnBooleanProperty("onestop.training.copy")
class TrainingCopyPages {

    private final TrainingDesk training;

    TrainingCopyPages(TrainingDesk training) {
        this.training = training;
    }

    @PostMapping("/training/restart")
    String restart() {
        return "redirect:" + training.restart();
    }
}
