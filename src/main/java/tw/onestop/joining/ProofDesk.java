package tw.onestop.joining;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/**
 * 資通安全責任等級 A 級證明 (辦法 §9): the file that an application for nationwide or kinship data brings along, sealed, for those who
 * review it. Number and date of the letters stand in the application.
 */
public interface ProofDesk {

    /** Two scanned letters; what the server takes of a form at all is little more. */
    int MOST_MEGABYTES = 3;

    /** Keeps the file instead of what was there; as long as the application can be changed. */
    List<Refusal> prove(UUID application, byte[] pdf, Actor officer);

    /** For the agency's own officers, and for the ministry once it was submitted. */
    Optional<byte[]> proof(UUID application, Actor reader);
}
