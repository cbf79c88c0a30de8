package tw.onestop.agency;

/** 配額: how much an agency may ask a minute under one purpose, counted together whichever room it asks. */
public interface QuotaDesk {

    /** Takes one query; what remains after it is below 0 when there was none left. */
    Quota take(Grant grant);

    /**
     * Books more queries for one that was taken already and turned out to ask as much as so many: what this minute has not left is
     * owed by the minutes after it, in which nothing is taken until it is made up for. Nothing is refused by it.
     */
    Quota weigh(Grant grant, int more);

    /**
     * 剩餘配額.
     *
     * @param perMinute as granted
     * @param remaining in this minute
     * @param resetSeconds until there is some again: the next minute, or the first that owes nothing
     */
    record Quota(int perMinute, int remaining, int resetSeconds) {

        public boolean exceeded() {
            return remaining < 0;
        }
    }
}
