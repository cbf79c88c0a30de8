package tw.badhouse.notice;

import tw.badhouse.kernel.Actor;

/** A desk. */
public interface NoticeDesk {

    void file(Actor clerk);
}
