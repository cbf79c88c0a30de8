package tw.onestop.notice;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tw.onestop.agency.PromiseDesk;
import tw.onestop.exchange.MessageDesk;
import tw.onestop.kernel.AgencyCode;

/** 清查通知: clearing officers are told of a new list and of what became late, where they said where; numbers only. */
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
                .flatMap(agency -> message(agency, "clearing.news.list"))
                .toList());
    }

    void late(Map<AgencyCode, Integer> risen) {
        tell(risen.entrySet().stream()
                .flatMap(entry -> message(entry.getKey(), "clearing.news.late", entry.getValue()))
                .toList());
    }

    private void tell(List<MessageDesk.Message> messages) {
        if (!messages.isEmpty()) {
            gateway.promise(messages);
        }
    }

    private Stream<MessageDesk.Message> message(AgencyCode agency, String key, Object... named) {
        if (!gateway.channels().contains(MessageDesk.Channel.EMAIL)) {
            return Stream.empty();
        }
        return Stream.ofNullable(promises.officer(agency))
                .filter(officer -> !officer.email().isEmpty())
                .map(officer -> new MessageDesk.Message(
                        MessageDesk.Channel.EMAIL,
                        agency.value(),
                        officer.email(),
                        words.of("clearing.news.subject", " "),
                        words.of(key, "\n", named)));
    }
}
