package tw.onestop.notice;

import java.util.List;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 受通報演練: an agency is sent a notice about somebody who does not exist, by its own door, and answers it as it will answer others. */
public interface BulletinDesk {

    /** Sends one to the officer's own agency; none while another is not answered. False where the actor has no agency. */
    boolean rehearse(Actor officer);

    /** What an agency was sent to rehearse, the newest first: for its officers, and for the ministry. */
    List<Bulletin> rehearsals(AgencyCode agency, Actor reader);
}
