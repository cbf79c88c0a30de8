package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tw.onestop.access.TrainingDesk;
import tw.onestop.access.TrainingRoom;

/** 練習模式: from the counter into the training copy. */
@Controller
class TrainingPages {

    private final TrainingDesk training;

    TrainingPages(TrainingDesk training) {
        this.training = training;
    }

    @GetMapping("/counter/training")
    String room(@RequestParam Optional<String> again, Model model) {
        if (!training.isOffered()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("state", training.state().name());
        model.addAttribute("again", again.isPresent());
        return "counter/training";
    }

    @PostMapping("/counter/training")
    String open() {
        training.open();
        return "redirect:/counter/training";
    }

    /** A page whose one form the browser sends to the copy; nobody keeps it. */
    @PostMapping("/counter/training/enter")
    String enter(Model model, HttpServletResponse response) {
        if (!training.isOffered()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        TrainingRoom.State state = training.state();
        if (state != TrainingRoom.State.OPEN && state != TrainingRoom.State.ELSEWHERE) {
            return "redirect:/counter/training";
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        model.addAttribute("pass", training.pass());
        return "counter/training-enter";
    }
}
