package tw.onestop.exchange;

import java.time.Instant;

/** 訊息發送時段: whether people at home are sent messages at this hour; a room above knows the rule. */
public interface MessageHours {

    boolean open(Instant at);
}
