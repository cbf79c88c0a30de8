package tw.onestop.exchange;

import java.util.List;
import java.util.Set;

/** 簡訊及電子郵件: short messages to people; what stands in them names nobody and holds no code. */
public interface MessageDesk {

    /** 通道. */
    enum Channel {
        SMS,
        EMAIL
    }

    /** Those that have a gateway. */
    Set<Channel> channels();

    /** Promises messages in the caller's transaction; what certainly has not left yet and says the same to the same address is said once. */
    void promise(List<Message> messages);

    /** 日間發送: the same to people at home, whom no message wakes: it leaves within the {@link MessageHours} only. */
    void promiseByDay(List<Message> messages);

    /** Takes back what is about this and has not left yet, in the caller's transaction; answers how many. Waits for no gateway. */
    int withdraw(String about);

    /**
     * 訊息.
     *
     * @param about what it is about: the number of a receipt, the code of an agency
     * @param address a mobile number or an e-mail address; sealed at rest
     * @param subject of an e-mail
     */
    record Message(Channel channel, String about, String address, String subject, String body) {}
}
