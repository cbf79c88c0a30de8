package tw.onestop.link;

import tw.onestop.kernel.Actor;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Query;

/** 演練查詢: what answers the queries of clients that rehearse; a room above this one does. */
public interface Rehearsing {

    Answer query(Query query, Actor machine);
}
