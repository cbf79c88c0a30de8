package tw.badhouse.notice;

import org.springframework.context.event.EventListener;
import tw.badhouse.kernel.Actor;

/** Broken on purpose: a name that hides, an act nobody records, an event with a name in it. */
class NoticeService implements NoticeDesk {

    @Override
    public void file(Actor clerk) {}

    @EventListener
    void on(PersonRenamed event) {}

    /** An event that tells too much. */
    record PersonRenamed(long person, String newName) {}
}
