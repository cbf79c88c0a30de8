package tw.onestop.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tw.onestop.intake.WorkDesk.DemandForm;
import tw.onestop.intake.WorkDesk.Demanded;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;
import tw.onestop.registry.RulesDesk;

/** 催告 (戶籍法 §48, 施行細則 §19): when it may be sent, and from when its period runs. */
@Component
class Demanding {

    private static final Pattern DAYS = Pattern.compile("\\d{1,3}");
    private static final int LONGEST_NAME = 50;
    static final int LONGEST = 200;

    private final Demands demands;
    private final RulesDesk rules;
    private final Clock clock;

    Demanding(Demands demands, RulesDesk rules, Clock clock) {
        this.demands = demands;
        this.rules = rules;
        this.clock = clock;
    }

    Demanded issue(Task task, DemandForm form, Actor clerk) {
        LocalDate today = LocalDate.now(clock);
        List<Refusal> wrong = new ArrayList<>();
        Task.Stage stage = task.stage(today);
        if (stage != Task.Stage.DEMAND && stage != Task.Stage.EX_OFFICIO && stage != Task.Stage.DELIVERY) {
            wrong.add(Refusal.of("", "intake.demand.notDue"));
        }
        words(form.name(), LONGEST_NAME, "name", wrong);
        words(form.address(), LONGEST, "address", wrong);
        int days = days(form.days(), rules.value("demand.days", today), wrong);
        if (!wrong.isEmpty()) {
            return new Demanded.Refused(wrong);
        }
        Task.Addressee to =
                new Task.Addressee(form.name().strip(), form.address().strip());
        return new Demanded.Issued(demands.add(task.id(), today, days, to, clerk.id()));
    }

    Optional<Refusal> deliver(Task task, String day) {
        Optional<Task.Demand> demand =
                task.lastDemand().filter(d -> d.deliveredOn() == null && task.state() == Task.State.WAITING);
        Optional<LocalDate> on = RocDate.parse(day);
        if (demand.isEmpty()) {
            return refused("intake.demand.noneOpen");
        }
        if (on.isEmpty()) {
            return refused("intake.demand.deliveredOn." + (day.isBlank() ? "missing" : "unreadable"));
        }
        if (on.get().isAfter(LocalDate.now(clock))) {
            return refused("intake.demand.deliveredOn.inFuture");
        }
        LocalDate issued = demand.get().issuedOn();
        if (on.get().isBefore(issued)) {
            return refused("intake.demand.deliveredOn.beforeIssue", issued.toString());
        }
        demands.delivered(
                demand.get().id(),
                on.get(),
                rules.lastDay(on.get(), demand.get().days()));
        return Optional.empty();
    }

    private static Optional<Refusal> refused(String code, String... arguments) {
        return Optional.of(Refusal.of("deliveredOn", code, arguments));
    }

    private static int days(String typed, int least, List<Refusal> wrong) {
        String tidy = Text.halfWidth(typed).strip();
        if (!DAYS.matcher(tidy).matches()) {
            wrong.add(Refusal.of("days", "intake.demand.days.invalid"));
            return 0;
        }
        int days = Integer.parseInt(tidy);
        if (days < least) {
            wrong.add(Refusal.of("days", "intake.demand.days.tooShort", String.valueOf(least)));
        }
        return days;
    }

    /** Words that have to be there, and not too many of them. */
    static void words(String typed, int most, String field, List<Refusal> wrong) {
        if (typed.isBlank()) {
            wrong.add(Refusal.of(field, "intake.task.%s.missing".formatted(field)));
        } else if (Text.length(typed) > most) {
            wrong.add(Refusal.of(field, "intake.report.tooLong", String.valueOf(most)));
        }
    }
}
