package tw.onestop.joining;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.link.UseDesk;

/** 查詢權: which grants a kind of agency holds today, and when one of them was last used. */
@Component
class Rights {

    private final CatalogueDesk catalogue;
    private final AgencyDesk agencies;
    private final GrantDesk grants;
    private final UseDesk uses;
    private final Diary diary;

    Rights(CatalogueDesk catalogue, AgencyDesk agencies, GrantDesk grants, UseDesk uses, Diary diary) {
        this.catalogue = catalogue;
        this.agencies = agencies;
        this.grants = grants;
        this.uses = uses;
        this.diary = diary;
    }

    Map<String, AgencyKind> kinds() {
        Map<String, AgencyKind> kinds = new LinkedHashMap<>();
        catalogue.kinds().forEach(kind -> kinds.put(kind.code(), kind));
        return kinds;
    }

    int standing(AgencyKind kind) {
        return standingGrants(kind).size();
    }

    @Nullable
    LocalDate lastUsed(AgencyKind kind) {
        List<String> purposes =
                standingGrants(kind).stream().map(Grant::purposeId).toList();
        return uses
                .lastUsed(
                        agencies(kind).stream().map(Agency::code).toList(),
                        diary.begins(diary.today().minusYears(1)))
                .entrySet()
                .stream()
                .filter(use -> purposes.contains(use.getKey()))
                .map(Map.Entry::getValue)
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    private List<Grant> standingGrants(AgencyKind kind) {
        LocalDate today = diary.today();
        return agencies(kind).stream()
                .flatMap(agency -> grants.grants(agency.code()).stream())
                .filter(grant -> grant.holdsOn(today))
                .toList();
    }

    private List<Agency> agencies(AgencyKind kind) {
        return agencies.all().stream().filter(agency -> kind.is(agency.code())).toList();
    }

    Optional<AgencyKind> kind(Agency agency) {
        return catalogue.kinds().stream().filter(kind -> kind.is(agency.code())).findFirst();
    }
}
