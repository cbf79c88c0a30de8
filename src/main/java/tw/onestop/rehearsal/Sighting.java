package tw.onestop.rehearsal;

import java.time.Instant;

/**
 * 觀察紀錄.
 *
 * @param object which of several, {@code ""} where there is one
 * @param no grows with every observation of a run, so that one can say what came later
 */
record Sighting(Fact fact, String object, String detail, Instant at, long no) {}
