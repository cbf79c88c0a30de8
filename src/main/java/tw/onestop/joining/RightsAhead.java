package tw.onestop.joining;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.RightsChange;

/** 權限異動預告, from the days of the linkages: what was announced, and what happens by itself unless something is done. */
@Component
class RightsAhead implements RightsChange.Announced {

    private final Linkages linkages;
    private final Diary diary;

    RightsAhead(Linkages linkages, Diary diary) {
        this.linkages = linkages;
        this.diary = diary;
    }

    @Override
    public List<RightsChange> of(AgencyCode agency) {
        List<RightsChange> changes = new ArrayList<>();
        for (Linkage linkage : linkages.of(agency)) {
            if (linkage.days().endedOn() == null) {
                add(changes, linkage);
            }
        }
        changes.sort(Comparator.comparing(RightsChange::on));
        return changes;
    }

    private void add(List<RightsChange> changes, Linkage linkage) {
        Linkage.Days days = linkage.days();
        String purpose = linkage.purposeId();
        if (days.endsOn() != null) {
            changes.add(new RightsChange(
                    purpose,
                    days.endsOn(),
                    RightsChange.Kind.ENDS,
                    linkage.why().ends()));
        }
        if (days.idleNoticed() != null) {
            changes.add(new RightsChange(purpose, cutOn(days.idleNoticed()), RightsChange.Kind.CUT, ""));
        }
        if (days.renewalNoticed() != null) {
            changes.add(new RightsChange(purpose, linkage.until().plusDays(1), RightsChange.Kind.EXPIRES, ""));
        }
    }

    /** 停止連結之日, counted from the notice (辦法 §8). */
    private LocalDate cutOn(LocalDate noticed) {
        return linkages.later(noticed, "link.cutMonths", diary.today());
    }
}
