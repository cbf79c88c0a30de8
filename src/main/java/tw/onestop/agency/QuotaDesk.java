package tw.onestop.agency;

/** 配額: how much an agency may ask a minute under one purpose, counted together whichever room it asks. */
public interface QuotaDesk {

    /** Takes one query; what remains after it is below 0 when there was none left. */
    Quota take(Grant grant);

    /**
     * 剩餘配額.
     *
     * @param perMinute as granted
     * @param remaining in this minute
     * @param resetSeconds until the next one begins
     */
    record Quota(int perMinute, int remaining, int resetSeconds) {

        public boolean exceeded() {
            return remaining < 0;
        }
    }
}
