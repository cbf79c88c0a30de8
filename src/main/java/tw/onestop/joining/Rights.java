package tw.onestop.joining;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.UseDesk;

/** 查詢權: which grants agencies hold today, and when each was last used. */
@Component
class Rights {

    private final GrantDesk grants;
    private final UseDesk uses;
    private final Diary diary;

    Rights(GrantDesk grants, UseDesk uses, Diary diary) {
        this.grants = grants;
        this.uses = uses;
        this.diary = diary;
    }

    /** Of all of them at once, so that a ranking asks for uses one time and not for every row. */
    Held held(Collection<Agency> agencies) {
        LocalDate today = diary.today();
        Map<AgencyCode, List<Grant>> standing = new HashMap<>();
        for (Agency agency : agencies) {
            List<Grant> held = grants.grants(agency.code()).stream()
                    .filter(grant -> grant.holdsOn(today))
                    .toList();
            if (!held.isEmpty()) {
                standing.put(agency.code(), held);
            }
        }
        return new Held(standing, uses.lastUsed(standing.keySet(), diary.begins(today.minusYears(1))));
    }

    /**
     * 現有查詢權.
     *
     * @param standing grants that hold today, by agency
     * @param used day of the latest use of any kind within a year, by purpose
     */
    record Held(Map<AgencyCode, List<Grant>> standing, Map<String, LocalDate> used) {

        /** What these agencies hold for one of these items; for anything at all where no item is named. */
        PaperDesk.Right of(Collection<Agency> agencies, Collection<Business> items) {
            int holding = 0;
            int using = 0;
            @Nullable LocalDate latest = null;
            for (Agency agency : agencies) {
                List<Grant> from = standing.getOrDefault(agency.code(), List.of()).stream()
                        .filter(grant -> items.isEmpty() || items.stream().anyMatch(item -> isFrom(grant, item)))
                        .toList();
                Optional<LocalDate> last = from.stream()
                        .flatMap(grant -> Optional.ofNullable(used.get(grant.purposeId())).stream())
                        .max(LocalDate::compareTo);
                holding += from.isEmpty() ? 0 : 1;
                using += last.isPresent() ? 1 : 0;
                if (last.isPresent() && (latest == null || last.get().isAfter(latest))) {
                    latest = last.get();
                }
            }
            return new PaperDesk.Right(agencies.size(), holding, using, latest);
        }

        /** What was given before items were kept with it, or by no application, is known by its law. */
        private static boolean isFrom(Grant grant, Business item) {
            return grant.items().isEmpty()
                    ? grant.legalBasis().contains(item.law())
                    : grant.items().contains(item.code());
        }
    }
}
