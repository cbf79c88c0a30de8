package tw.onestop.link;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.link.OversightDesk.Check;

/** 每週稽核清單. */
@Component
class WeeklyAudit implements WeeklyAuditDesk {

    private static final int LONGEST = 300;
    private static final int WEEK = 7;

    private final UseFigures figures;
    private final Checked checked;
    private final GrantDesk grants;
    private final Oversight.Measures measures;

    WeeklyAudit(UseFigures figures, Checked checked, GrantDesk grants, Oversight.Measures measures) {
        this.figures = figures;
        this.checked = checked;
        this.grants = grants;
        this.measures = measures;
    }

    @Override
    @Transactional
    public Week week(LocalDate day, Actor by) {
        LocalDate monday = monday(day);
        measures.audit().record(Act.done(by, "link.audit.read", monday.toString(), null));
        AgencyCode agency = agency(by);
        boolean may = mayTick(by) && !askedIn(monday, by);
        Map<Inquiry, Ticked> ticked = checked.of(monday, agency);
        return new Week(
                monday,
                may
                        ? drawn(monday, agency).stream()
                                .map(check -> new Drawn(check, ticked.get(check.inquiry())))
                                .toList()
                        : List.of(),
                isOver(monday),
                may);
    }

    @Override
    @Transactional
    public List<Refusal> tick(Inquiry inquiry, String sound, String remark, Actor by) {
        List<Refusal> wrong = wrong(inquiry, sound, remark, by);
        measures.audit()
                .record(Act.of(by, "link.audit.tick", inquiry.transactionId().toString(), wrong));
        return wrong;
    }

    private List<Refusal> wrong(Inquiry inquiry, String sound, String remark, Actor by) {
        if (!mayTick(by)) {
            return List.of(Refusal.of("", "link.audit.asksThemselves"));
        }
        Optional<LocalDate> monday = checked.askedOn(inquiry, agency(by)).map(WeeklyAudit::monday);
        Optional<Check> drawn = monday.flatMap(day -> drawn(day, agency(by)).stream()
                .filter(check -> check.inquiry().equals(inquiry))
                .findFirst());
        if (monday.isEmpty() || drawn.isEmpty()) {
            return List.of(Refusal.of("", "link.audit.notDrawn"));
        }
        if (drawn.get().userId().equals(by.id()) || askedIn(monday.get(), by)) {
            return List.of(Refusal.of("", "link.audit.askedThen"));
        }
        List<Refusal> wrong = new ArrayList<>();
        if (!sound.equals("yes") && !sound.equals("no")) {
            wrong.add(Refusal.of("sound-" + inquiry.name(), "link.audit.sound.missing"));
        }
        String said = remark.strip();
        if (said.isEmpty()) {
            wrong.add(Refusal.of("remark-" + inquiry.name(), "link.audit.remark.missing"));
        } else if (Text.length(said) > LONGEST) {
            wrong.add(Refusal.of("remark-" + inquiry.name(), "link.audit.remark.tooLong", String.valueOf(LONGEST)));
        }
        if (wrong.isEmpty()
                && !checked.add(
                        new Checked.Row(inquiry, agency(by), monday.get()),
                        new Ticked(
                                sound.equals("yes"),
                                said,
                                by.id(),
                                measures.clock().instant()))) {
            wrong.add(Refusal.of("", "link.audit.ticked"));
        }
        return wrong;
    }

    @Override
    @Transactional
    public List<Kept> kept(LocalDate day, Actor ministry) {
        LocalDate monday = monday(day);
        measures.audit().record(Act.done(ministry, "link.audit.list", monday.toString(), null));
        Map<AgencyCode, List<Check>> drawn = drawn(monday, null).stream()
                .collect(Collectors.groupingBy(Check::agency, LinkedHashMap::new, Collectors.toList()));
        Map<Inquiry, Boolean> sound = checked.sound(monday);
        return drawn.entrySet().stream()
                .map(of -> {
                    List<Boolean> done = of.getValue().stream()
                            .flatMap(check -> Stream.ofNullable(sound.get(check.inquiry())))
                            .toList();
                    return new Kept(of.getKey(), of.getValue().size(), done.size(), Collections.frequency(done, false));
                })
                .toList();
    }

    /** Only when the week is over: until then every query could push out another. As many as on its Monday, whatever holds later. */
    private List<Check> drawn(LocalDate monday, @Nullable AgencyCode agency) {
        return isOver(monday)
                ? figures.checks(
                        new UseFigures.Span(measures.begin(monday), measures.begin(monday.plusDays(WEEK)), agency),
                        measures.lots(monday))
                : List.of();
    }

    private boolean isOver(LocalDate monday) {
        return !measures.begin(monday.plusDays(WEEK)).isAfter(measures.clock().instant());
    }

    private boolean mayTick(Actor by) {
        return grants.onRoster(agency(by), by.id()).isEmpty();
    }

    /** Who could ask on a day of the week does not audit it afterwards. */
    private boolean askedIn(LocalDate monday, Actor by) {
        return grants.wasOnRoster(agency(by), by.id(), monday, monday.plusDays(WEEK - 1L));
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static AgencyCode agency(Actor by) {
        return Objects.requireNonNull(by.agency(), "who audits belongs to an agency");
    }
}
