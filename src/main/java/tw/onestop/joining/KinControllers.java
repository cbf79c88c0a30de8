package tw.onestop.joining;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.KinGrant;
import tw.onestop.agency.KinGrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.link.KinControlDesk;

/** 親等關聯資料之核准與管控稽核人員, the desk. */
@Component
class KinControllers implements KinControllersDesk {

    private final Linkages linkages;
    private final KinGrantDesk kin;
    private final GrantDesk grants;
    private final KinControlDesk control;
    private final Diary diary;

    KinControllers(Linkages linkages, KinGrantDesk kin, GrantDesk grants, KinControlDesk control, Diary diary) {
        this.linkages = linkages;
        this.kin = kin;
        this.grants = grants;
        this.control = control;
        this.diary = diary;
    }

    @Override
    @Transactional
    public Optional<KinGrant> kinship(Linkage linkage, Actor reader) {
        diary.record(Act.done(reader, "joining.kinship.read", Linking.object(linkage.purposeId()), null));
        return Linking.isOpenTo(linkage, reader) ? kin.of(linkage.agency(), linkage.purposeId()) : Optional.empty();
    }

    @Override
    @Transactional
    public List<Refusal> allow(String purposeId, String ground, String degrees, Actor ministry) {
        return act(purposeId, "joining.kinship.allow", ministry, (linkage, none) -> {
            if (!linkage.kinship()) {
                return List.of(Refusal.of("ground", "joining.kinship.notApproved"));
            }
            if (control.grounds().stream().noneMatch(one -> one.code().equals(ground))) {
                return List.of(Refusal.of("ground", "joining.kinship.ground"));
            }
            if (!degrees.matches("[1-6]")) {
                return List.of(Refusal.of("degrees", "joining.kinship.degrees"));
            }
            kin.give(linkage.agency(), purposeId, ground, Integer.parseInt(degrees), ministry);
            linkages.event(purposeId, Linkage.Kind.KINSHIP, ministry.id(), ground + " " + degrees);
            return List.of();
        });
    }

    @Override
    @Transactional
    public List<Refusal> appoint(String purposeId, String username, Actor officer) {
        String controller = username.strip();
        return act(purposeId, "joining.controller.appoint", officer, (linkage, allowed) -> {
            if (allowed.isEmpty()) {
                return List.of(Refusal.of("controller", "joining.kinship.notApproved"));
            }
            if (controller.equals(officer.id())) {
                return List.of(Refusal.of("controller", "joining.controller.self"));
            }
            if (grants.onRoster(linkage.agency(), controller).isEmpty()) {
                return List.of(Refusal.of("controller", "joining.controller.unknown", controller));
            }
            Set<String> more = new HashSet<>(allowed.get().controllers());
            if (!more.add(controller)) {
                return List.of(Refusal.of("controller", "joining.controller.known", controller));
            }
            kin.appoint(linkage.agency(), purposeId, more, officer);
            linkages.event(purposeId, Linkage.Kind.CONTROLLER_IN, officer.id(), controller);
            return List.of();
        });
    }

    @Override
    @Transactional
    public List<Refusal> relieve(String purposeId, String username, Actor officer) {
        String controller = username.strip();
        return act(purposeId, "joining.controller.relieve", officer, (linkage, allowed) -> {
            Set<String> fewer = new HashSet<>(allowed.map(KinGrant::controllers).orElse(Set.of()));
            if (!fewer.remove(controller)) {
                return List.of(Refusal.of("controller", "joining.controller.none", controller));
            }
            kin.appoint(linkage.agency(), purposeId, fewer, officer);
            linkages.event(purposeId, Linkage.Kind.CONTROLLER_OUT, officer.id(), controller);
            return List.of();
        });
    }

    /** Nothing is changed of what has ended; what is refused is recorded as well. */
    private List<Refusal> act(
            String purposeId, String action, Actor by, BiFunction<Linkage, Optional<KinGrant>, List<Refusal>> work) {
        List<Refusal> wrong = linkages.lock(purposeId)
                .filter(one -> Linking.isOpenTo(one, by) && one.days().endedOn() == null)
                .map(one -> work.apply(one, kin.of(one.agency(), purposeId)))
                .orElseGet(() -> List.of(Refusal.of("", "joining.linkage.ended")));
        return diary.told(by, action, Linking.object(purposeId), wrong);
    }
}
