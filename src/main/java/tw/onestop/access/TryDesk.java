package tw.onestop.access;

import java.time.Duration;
import java.util.Optional;

/**
 * 試錯紀錄, for those who come in without an account: as at signing in, after five failures within a quarter of an hour whatever was
 * tried with waits, longer after each further one.
 */
public interface TryDesk {

    /**
     * How long it must wait still; empty when it need not.
     *
     * @param what what is tried with, under a name of its own, e.g. {@code portal.mine.card:…}; kept as an index
     */
    Optional<Duration> waiting(String what);

    /** In the caller's transaction. */
    void failed(String what);
}
