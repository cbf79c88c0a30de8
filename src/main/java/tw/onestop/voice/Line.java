package tw.onestop.voice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** 話路: one call, as the conversation knows it; how it is carried is the carrier's. */
interface Line {

    /**
     * Says it. Keys that are no breakers are dropped while it is said, and those that were pressed before.
     *
     * @param breakers keys that end it
     * @return the key that ended it; empty when it was said to its end
     */
    Optional<Character> say(List<Prompts.Piece> pieces, String breakers) throws HungUp;

    /**
     * The next key; empty when none was pressed in time.
     *
     * @param ahead how many the caller may press one after the other, for carriers that fetch them together
     */
    Optional<Character> key(Duration patience, int ahead) throws HungUp;

    /** Ends the call, if it has not ended, and gives back what it took. */
    void hangUp();
}
