package tw.onestop.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 健保卡相片補件: the applicant sends the picture by a link that opens once, and the agency fetches it. */
public interface PhotoDesk {

    /** How it stands with an item of a receipt that the clerk may see; empty where no picture is wanted of it. */
    Optional<Standing> standing(String receiptNo, UUID item, Actor clerk);

    /** 製作連結: the one before opens nothing any more. False where no picture is wanted of it. */
    boolean link(String receiptNo, UUID item, Actor clerk);

    /**
     * 補件情形.
     *
     * @param link null where none was made, or the last one was used or is over
     */
    record Standing(Receipt.Item item, @Nullable Link link) {}

    /** 補件連結. */
    record Link(String code, Instant until) {

        /** The code in groups of four, for typing. */
        public String grouped() {
            return code.replaceAll("(.{4})(?=.)", "$1-");
        }
    }

    /** 傳送: once with each code; what is refused leaves the link as it was. */
    Sent send(String code, byte[] file);

    /** 過大: what came was larger than anything is read; what to say of it. */
    Refusal tooLarge();

    /** 傳送結果. */
    sealed interface Sent {

        record Received() implements Sent {}

        record Refused(Refusal why) implements Sent {}
    }

    /** The newest picture of an item of the reader's agency, by the id of the item or of the notice about it; every look at it is an act. */
    Optional<byte[]> picture(UUID id, Actor reader);
}
