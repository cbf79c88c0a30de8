package tw.onestop.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.AreaGrantDesk;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 訂閱區域之核定, the desk. */
@Component
class Areas implements AreasDesk {

    private static final Pattern BETWEEN = Pattern.compile("[\\s,，、;；]+");

    private final Linkages linkages;
    private final GrantDesk purposes;
    private final AreaGrantDesk grants;
    private final AgencyDesk agencies;
    private final Diary diary;

    Areas(Linkages linkages, GrantDesk purposes, AreaGrantDesk grants, AgencyDesk agencies, Diary diary) {
        this.linkages = linkages;
        this.purposes = purposes;
        this.grants = grants;
        this.agencies = agencies;
        this.diary = diary;
    }

    @Override
    @Transactional
    public Set<String> areas(Linkage linkage, Actor reader) {
        diary.record(Act.done(reader, "joining.areas.read", Linking.object(linkage.purposeId()), null));
        return Linking.isOpenTo(linkage, reader) ? grants.of(linkage.agency(), linkage.purposeId()) : Set.of();
    }

    @Override
    @Transactional
    public List<Refusal> allow(String purposeId, String areas, Actor ministry) {
        Set<String> codes =
                new TreeSet<>(List.of(BETWEEN.split(Text.halfWidth(areas).strip())));
        codes.remove("");
        List<Refusal> wrong = new ArrayList<>(codes.stream()
                .filter(code -> !isKnown(code))
                .map(code -> Refusal.of("areas", "joining.areas.unknown", code))
                .toList());
        if (wrong.isEmpty()) {
            linkages.lock(purposeId)
                    .filter(one -> one.days().endedOn() == null)
                    .ifPresentOrElse(
                            linkage -> {
                                wrong.addAll(outside(linkage, codes));
                                if (wrong.isEmpty()) {
                                    grants.allow(linkage.agency(), purposeId, codes, ministry);
                                    linkages.event(
                                            purposeId, Linkage.Kind.AREAS, ministry.id(), String.join(" ", codes));
                                }
                            },
                            () -> wrong.add(Refusal.of("", "joining.linkage.ended")));
        }
        return diary.told(ministry, "joining.areas.allow", Linking.object(purposeId), wrong);
    }

    /** Where the grant does not reach nobody may be told of either. */
    private List<Refusal> outside(Linkage linkage, Set<String> codes) {
        Grant grant = purposes.stored(linkage.agency(), linkage.purposeId()).orElseThrow();
        return codes.stream()
                .filter(code -> !grant.reaches(code))
                .map(code -> Refusal.of("areas", "joining.areas.outside", code))
                .toList();
    }

    private boolean isKnown(String code) {
        return agencies.areas().stream().anyMatch(area -> area.code().equals(code));
    }
}
