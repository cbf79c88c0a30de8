package tw.onestop.agency;

import tw.onestop.kernel.AgencyCode;

/** 管道就緒, known to the room that keeps the doors. */
public interface DoorReadiness {

    /** Whether a door has of an agency what it needs before anything can go by it; the one it has is ready. */
    boolean isReady(AgencyCode agency, Agency.Door to);
}
