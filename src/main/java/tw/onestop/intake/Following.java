package tw.onestop.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tw.onestop.intake.Tasks.Fit;
import tw.onestop.kernel.Actor;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistrationRecorded;
import tw.onestop.registry.RegistryDesk;

/**
 * 待辦追蹤: a report opens a task, and the registration ends it, at whichever office and whoever applied: both in the
 * transaction of what they follow.
 */
@Component
class Following {

    private static final Actor RULE = Actor.rule("intake.following");

    private final Matching matching;
    private final Tasks tasks;
    private final RegistryDesk registry;
    private final Clock clock;

    Following(Matching matching, Tasks tasks, RegistryDesk registry, Clock clock) {
        this.matching = matching;
        this.tasks = tasks;
        this.registry = registry;
        this.clock = clock;
    }

    /** What becomes of the task; a version that differs from what was registered already is for a clerk to see. */
    Task.State report(long id, Report report, Actor by) {
        Optional<Task> before = tasks.of(report.source(), report.number());
        Fit fit = before.filter(task -> task.state() == Task.State.REGISTERED)
                .map(task -> changed(task, report))
                .orElseGet(() -> matching.fit(report.facts(), by));
        tasks.follow(id, report.source(), report.number(), report.facts(), fit);
        return fit.state();
    }

    private Fit changed(Task task, Report report) {
        Fit exception = matching.exception(report.facts(), "changedAfter", task.office());
        return new Fit(
                exception.state(),
                exception.mismatch(),
                task.party(),
                task.office(),
                Optional.ofNullable(task.registration()),
                exception.today(),
                exception.actBy(),
                exception.limit());
    }

    @EventListener
    void on(RegistrationRecorded event) {
        boolean reported = event.kind() == RegistrationKind.BIRTH
                || event.kind() == RegistrationKind.DEATH
                || event.kind() == RegistrationKind.DEATH_DECL;
        if (reported) {
            Registration made =
                    registry.registration(event.registration(), RULE).orElseThrow();
            waiting(made).findFirst().ifPresent(task -> tasks.registered(task.id(), made.id(), LocalDate.now(clock)));
        }
    }

    private Stream<Task> waiting(Registration made) {
        return made.kind() == RegistrationKind.BIRTH
                ? made.affected().stream()
                        .filter(Registration.Affected::newcomer)
                        .flatMap(child -> births(child, made.eventDate()))
                : tasks
                        .waiting(
                                List.of(RegistrationKind.DEATH, RegistrationKind.DEATH_DECL),
                                List.of(made.affected().getFirst().person()))
                        .stream();
    }

    /** The mother's tasks of that day; of twins the one of the same sex. */
    private Stream<Task> births(Registration.Affected child, LocalDate on) {
        List<PersonId> parents = registry
                .kindred(child.person(), 1, LocalDate.now(clock), RULE)
                .map(Kindred::relatives)
                .orElse(List.of())
                .stream()
                .map(Kindred.Relative::person)
                .map(Person::id)
                .toList();
        return tasks.waiting(List.of(RegistrationKind.BIRTH), parents).stream()
                .filter(task -> task.report().facts().onDay().equals(on))
                .sorted(Comparator.comparing(task ->
                        !task.report().facts().value("sex").equals(child.sex().name())));
    }
}
