package tw.onestop.rehearsal.web;

import tw.onestop.rehearsal.Cast;
import tw.onestop.rehearsal.RehearsalDesk.Stop;
import tw.onestop.rehearsal.Station;

/** 待辦提示 for programs and whoever reads their logs; pages have their own words. */
final class Hints {

    private Hints() {}

    /** {@code ""} when nothing is left to do. */
    static String of(Stop stop) {
        if (stop.state() == Station.State.PASSED) {
            return "";
        }
        boolean failed = stop.state() == Station.State.FAILED;
        return switch (stop.station()) {
            case TOKEN ->
                failed
                        ? "an assertion was refused: error_description of /oauth2/token says why"
                        : "POST /oauth2/token with an assertion signed by a registered key";
            case REPLAY -> "send one assertion (the same jti) twice; the second time it is refused";
            case FOUND -> "ask about %s under %s".formatted(Cast.MOVED, Cast.PURPOSE);
            case ABSENT -> "ask about %s and about %s; both are absent alike".formatted(Cast.UNKNOWN, Cast.HIDDEN);
            case REFUSALS ->
                "ask once under a purpose that was not granted, once for the field father, once as an officer nobody knows";
            case QUOTA ->
                (failed ? "you came back before Retry-After had passed: " : "")
                        + "use up %s, then wait as long as Retry-After says and ask again".formatted(Cast.SCARCE);
            case OUTAGE ->
                (failed ? "you came back too early, or with another RIS-Transaction-Id: " : "")
                        + "ask about %s, get 503, wait Retry-After, ask again with the same RIS-Transaction-Id"
                                .formatted(Cast.AWAY);
            case DUPLICATE ->
                failed
                        ? "one notice ended in two cases; begin a new run"
                        : "pull all notices; the one that comes twice is COMPLETED once, with its agencyCaseNo";
            case ORDER ->
                (failed ? "the older notice undid the newer one: " : "")
                        + "pull all notices, then tell by PUT /v1/rehearsals/holdings which address you hold of %s"
                                .formatted(Cast.MOVED_TWICE);
            case ROTATION -> "register another key (PUT /v1/rehearsals/keys), get a token with it, withdraw the first";
        };
    }
}
