package tw.onestop.access;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;

/** 練習模式, the desk of the way between the two programs. */
@Component("training")
class TrainingCorridor implements TrainingDesk {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingCorridor.class);
    private static final String WAITING_PAGE = "/counter/training?again";

    private final TrainingSettings settings;
    private final HandOver handOver;
    private final AuditDesk audit;
    private final ObjectProvider<TrainingRoom> room;
    private final ObjectProvider<TrainingRestart> copy;

    TrainingCorridor(
            TrainingSettings settings,
            HandOver handOver,
            AuditDesk audit,
            ObjectProvider<TrainingRoom> room,
            ObjectProvider<TrainingRestart> copy) {
        this.settings = settings;
        this.handOver = handOver;
        this.audit = audit;
        this.room = room;
        this.copy = copy;
    }

    @Override
    public boolean isCopy() {
        return settings.copy();
    }

    @Override
    public String home() {
        return settings.home();
    }

    @Override
    public boolean isOffered() {
        return settings.offered();
    }

    @Override
    public TrainingRoom.State state() {
        TrainingRoom ours = room.getIfAvailable();
        return ours == null ? TrainingRoom.State.ELSEWHERE : ours.state();
    }

    @Override
    public void open() {
        room.ifAvailable(TrainingRoom::open);
    }

    @Override
    @Transactional
    public Pass pass() {
        StaffMember member = present();
        if (!isOffered() || !TrainingDesk.isOpenTo(member)) {
            throw new AccessDeniedException("there is no way into training from here");
        }
        audit.record(Act.done(member.actor(), "access.training.enter", null, null));
        return new Pass(settings.url() + HandOver.DOOR, handOver.write(member));
    }

    /** The copy's own trail is gone with what it tells of; so the log says it. */
    @Override
    public String restart() {
        StaffMember member = present();
        if (!isCopy() || !member.roles().contains(Role.SUPERVISOR)) {
            throw new AccessDeniedException("only a supervisor restarts the training copy, and nothing else");
        }
        LOG.info("the training copy is restarted by {}", member.username());
        copy.getObject().restart();
        return settings.home() + WAITING_PAGE;
    }

    @Override
    public String vouch(String statement) {
        if (!isCopy()) {
            throw new AccessDeniedException("only the training copy vouches for what was practised");
        }
        return handOver.vouch(statement);
    }

    @Override
    public Optional<String> vouched(String typed) {
        return isOffered() ? handOver.vouched(typed) : Optional.empty();
    }

    private static StaffMember present() {
        return Present.member().orElseThrow(() -> new AccessDeniedException("nobody is signed in"));
    }
}
