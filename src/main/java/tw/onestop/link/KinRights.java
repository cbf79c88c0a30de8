package tw.onestop.link;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.KinGrant;
import tw.onestop.agency.KinGrantDesk;
import tw.onestop.agency.Questions;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;

/** 親等關聯查詢之權限: what an agency may ask about kinship today, on which ground, and who controls it. */
@Component
class KinRights {

    private final GrantDesk grants;
    private final KinGrantDesk kin;
    private final KinGrounds grounds;
    private final Clock clock;

    KinRights(GrantDesk grants, KinGrantDesk kin, KinGrounds grounds, Clock clock) {
        this.grants = grants;
        this.kin = kin;
        this.grounds = grounds;
        this.clock = clock;
    }

    static AgencyCode agency(Actor officer) {
        return Objects.requireNonNull(officer.agency(), "an officer belongs to an agency");
    }

    List<KinshipDesk.Purpose> purposes(Actor officer) {
        Map<String, KinGround> today = groundsByCode();
        return kin.all(agency(officer)).stream()
                .flatMap(one -> purpose(one, today, officer).stream())
                .toList();
    }

    Optional<KinshipDesk.Purpose> purpose(String purposeId, Actor officer) {
        return kin.of(agency(officer), purposeId).flatMap(one -> purpose(one, groundsByCode(), officer));
    }

    List<KinGround> grounds() {
        return grounds.on(LocalDate.now(clock));
    }

    private Map<String, KinGround> groundsByCode() {
        return grounds().stream().collect(Collectors.toMap(KinGround::code, Function.identity()));
    }

    /** The purposes this officer controls today. */
    Set<String> controlled(Actor officer) {
        return purposes(officer).stream()
                .filter(KinshipDesk.Purpose::controls)
                .map(one -> one.grant().purposeId())
                .collect(Collectors.toSet());
    }

    /** Who somebody of the agency is; empty when they are not on its roster. */
    Optional<NationalId> onRoster(AgencyCode agency, String user) {
        return grants.onRoster(agency, user);
    }

    /** Whether somebody is a control auditor of it today: appointed, and on the roster for it. */
    boolean controls(AgencyCode agency, String purposeId, String user) {
        return kin.of(agency, purposeId)
                .filter(one -> granted(one).isPresent() && controls(one, user))
                .isPresent();
    }

    private boolean controls(KinGrant one, String user) {
        return one.controllers().contains(user)
                && grants.onRoster(one.agency(), user).isPresent();
    }

    private Optional<KinshipDesk.Purpose> purpose(KinGrant one, Map<String, KinGround> grounds, Actor officer) {
        return granted(one)
                .flatMap(grant -> Optional.ofNullable(grounds.get(one.ground()))
                        .map(ground ->
                                new KinshipDesk.Purpose(grant, ground, one.degrees(), controls(one, officer.id()))));
    }

    /** What was said of kinship stays when a grant is narrowed or renewed without it; then it allows nothing. */
    private Optional<Grant> granted(KinGrant one) {
        LocalDate today = LocalDate.now(clock);
        return grants.grant(one.agency(), one.purposeId())
                .filter(grant -> grant.holdsOn(today) && grant.fields().contains(Questions.KIN_WITHIN));
    }
}
