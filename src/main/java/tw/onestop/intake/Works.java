package tw.onestop.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tw.onestop.intake.WorkList.Entry;
import tw.onestop.intake.WorkList.Group;
import tw.onestop.intake.WorkList.Scope;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Text;
import tw.onestop.registry.RegistrationForm;

/** 工作清單 put together: tasks and open sittings in one order, by the day on which their next step is due. */
@Component
class Works {

    private static final int MOST = 500;

    private final Tasks tasks;
    private final Sittings sittings;
    private final Discretion discretion;
    private final Clock clock;

    Works(Tasks tasks, Sittings sittings, Discretion discretion, Clock clock) {
        this.tasks = tasks;
        this.sittings = sittings;
        this.discretion = discretion;
        this.clock = clock;
    }

    /** An entry with the words it is found by, which the page does not show. */
    private record Found(Entry entry, String words) {}

    WorkList list(Scope scope, String words, Actor clerk) {
        LocalDate today = LocalDate.now(clock);
        OfficeCode office = clerk.office();
        List<Found> work = new ArrayList<>();
        if (office != null) {
            discretion.shown(tasks.open(office, MOST), clerk).forEach(task -> work.add(of(task, today)));
            discretion
                    .shown(
                            sittings.openOf(office, MOST).entrySet(),
                            one -> Discretion.parties(one.getKey().draft()),
                            clerk)
                    .forEach(one -> work.add(of(one.getKey(), one.getValue(), today)));
        }
        Map<Scope, Integer> scopes = new EnumMap<>(Scope.class);
        for (Scope one : Scope.values()) {
            scopes.put(one, (int)
                    work.stream().filter(w -> in(one, w.entry(), clerk)).count());
        }
        Map<Group, Integer> counts = new EnumMap<>(Group.class);
        String folded = Text.fold(words);
        List<Entry> entries = new ArrayList<>();
        for (Found found : work) {
            if (in(scope, found.entry(), clerk)) {
                counts.merge(found.entry().group(), 1, Integer::sum);
                if (found.words().contains(folded)) {
                    entries.add(found.entry());
                }
            }
        }
        entries.sort(
                Comparator.comparing(Entry::due).thenComparing(Entry::group).thenComparing(Entry::id));
        return new WorkList(entries, counts, scopes);
    }

    private static boolean in(Scope scope, Entry entry, Actor clerk) {
        return switch (scope) {
            case MINE -> entry.clerk().equals(clerk.id());
            case OFFICE -> entry.stage() != null || entry.clerk().equals(clerk.id());
            case TEAM -> true;
        };
    }

    private static Found of(Task task, LocalDate today) {
        Report.Facts facts = task.report().facts();
        Task.Stage stage = task.stage(today);
        LocalDate due = task.due(today);
        String name = facts.value("name");
        Entry entry = new Entry(
                group(stage),
                stage,
                String.valueOf(task.id()),
                name.isEmpty() ? "" : Text.maskedName(name),
                List.of(facts.kind()),
                due,
                ChronoUnit.DAYS.between(today, due),
                task.clerk());
        return new Found(
                entry,
                Text.fold(String.join(
                        " ",
                        Stream.concat(
                                        facts.values().values().stream(),
                                        Stream.of(
                                                task.report().number(),
                                                task.report().source()))
                                .toList())));
    }

    private static Group group(Task.Stage stage) {
        return switch (stage) {
            case EXCEPTION -> Group.EXCEPTION;
            case REGISTER -> Group.REGISTER;
            case DEMAND, DELIVERY, PERIOD, EX_OFFICIO -> Group.DEMAND;
            case NOTIFY, CLOSED -> Group.NOTIFY;
        };
    }

    private Found of(Sitting sitting, String clerk, LocalDate today) {
        LocalDate opened = sitting.openedAt().atZone(clock.getZone()).toLocalDate();
        Sitting.Draft draft = sitting.draft();
        Entry entry = new Entry(
                Group.DRAFT,
                null,
                sitting.id().toString(),
                draft.title(),
                draft.forms().stream().map(RegistrationForm::kind).toList(),
                opened,
                ChronoUnit.DAYS.between(today, opened),
                clerk);
        String applicants = String.join(
                " ",
                draft.forms().stream()
                        .flatMap(form -> Stream.of(
                                form.applicant().nationalId(), form.applicant().name()))
                        .toList());
        return new Found(entry, Text.fold(draft.title() + " " + draft.household() + " " + applicants));
    }
}
