package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.TrainingDesk;
import tw.onestop.http.Bodies;
import tw.onestop.intake.ExerciseDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 練習題頁: in the training copy one works at them, in the register's program one enters what one scored. */
@Controller
class ExercisePages {

    private final ExerciseDesk exercises;
    private final TrainingDesk training;
    private final AccessDesk access;

    ExercisePages(ExerciseDesk exercises, TrainingDesk training, AccessDesk access) {
        this.exercises = exercises;
        this.training = training;
        this.access = access;
    }

    @GetMapping({"/counter/exercises", "/counter/exercises/begin", "/counter/exercises/scores"})
    String page(Model model) {
        return page("", List.of(), model);
    }

    @PostMapping("/counter/exercises/begin")
    String begin(@RequestParam(defaultValue = "") String exercise, Model model, HttpServletResponse response) {
        return answered("", exercises.begin(exercise, clerk()), model, response);
    }

    @PostMapping("/counter/exercises/{run}/end")
    String end(@PathVariable String run, Model model, HttpServletResponse response) {
        boolean ended =
                Bodies.uuid(run).flatMap(id -> exercises.end(id, clerk())).isPresent();
        return answered("", ended ? List.of() : List.of(Refusal.of("", "exercise.over")), model, response);
    }

    @PostMapping("/counter/exercises/scores")
    String enter(@RequestParam(defaultValue = "") String voucher, Model model, HttpServletResponse response) {
        return answered(voucher, exercises.enter(voucher, clerk()), model, response);
    }

    private String answered(String voucher, List<Refusal> refusals, Model model, HttpServletResponse response) {
        if (refusals.isEmpty()) {
            return "redirect:/counter/exercises";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(voucher, refusals, model);
    }

    private String page(String voucher, List<Refusal> refusals, Model model) {
        boolean copy = training.isCopy();
        model.addAttribute("copy", copy)
                .addAttribute("offered", training.isOffered())
                .addAttribute("main", training.home())
                .addAttribute("exercises", exercises.exercises())
                .addAttribute("voucher", voucher)
                .addAttribute("refusals", refusals);
        if (copy) {
            model.addAttribute("running", exercises.running(clerk()).orElse(null))
                    .addAttribute("results", exercises.results(clerk()));
        } else {
            model.addAttribute("scores", exercises.own(clerk()));
        }
        return "counter/exercises";
    }

    private Actor clerk() {
        return access.current().actor();
    }
}
