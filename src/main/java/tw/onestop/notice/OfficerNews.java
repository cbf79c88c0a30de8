package tw.onestop.notice;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tw.onestop.agency.PromiseDesk;
import tw.onestop.exchange.EndpointClosed;
import tw.onestop.exchange.MessageDesk;
import tw.onestop.kernel.AgencyCode;

/**
 * 承辦人通知: clearing officers are told of a new list, of what became late, and that nothing reaches their system any more, where they
 * said where; numbers only.
 */
@Component
class OfficerNews {

    private final PromiseDesk promises;
    private final MessageDesk gateway;
    private final BothLanguages words;

    OfficerNews(PromiseDesk promises, MessageDesk gateway, BothLanguages words) {
        this.promises = promises;
        this.gateway = gateway;
        this.words = words;
    }

    void lists(Collection<AgencyCode> agencies) {
        tell(agencies.stream()
                .flatMap(agency -> message(agency, "clearing.news.subject", "clearing.news.list"))
                .toList());
    }

    void late(Map<AgencyCode, Integer> risen) {
        tell(risen.entrySet().stream()
                .flatMap(entry ->
                        message(entry.getKey(), "clearing.news.subject", "clearing.news.late", entry.getValue()))
                .toList());
    }

    /** In the transaction that closes it; the ministry has it on every page. */
    @EventListener
    void on(EndpointClosed closed) {
        String why = switch (closed.reason()) {
            case FAILED -> "clearing.news.closed";
            case GONE -> "clearing.news.closed.gone";
        };
        tell(message(closed.agency(), "clearing.news.closed.subject", why).toList());
    }

    private void tell(List<MessageDesk.Message> messages) {
        if (!messages.isEmpty()) {
            gateway.promise(messages);
        }
    }

    private Stream<MessageDesk.Message> message(AgencyCode agency, String subject, String key, Object... named) {
        if (!gateway.channels().contains(MessageDesk.Channel.EMAIL)) {
            return Stream.empty();
        }
        return Stream.ofNullable(promises.officer(agency))
                .filter(officer -> !officer.email().isEmpty())
                .map(officer -> new MessageDesk.Message(
                        MessageDesk.Channel.EMAIL,
                        agency.value(),
                        officer.email(),
                        words.of(subject, " "),
                        words.of(key, "\n", named)));
    }
}
