package tw.onestop.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.trust.TrustDesk;

/** 簡訊及電子郵件, as the rooms above promise them. */
@Component
class Messaging implements MessageDesk {

    private final Messages messages;
    private final Set<Channel> channels;
    private final TrustDesk trust;
    private final MessageSettings settings;
    private final Clock clock;

    Messaging(Messages messages, List<Gateway> gateways, TrustDesk trust, MessageSettings settings, Clock clock) {
        this.messages = messages;
        this.channels =
                gateways.stream().filter(Gateway::ready).map(Gateway::channel).collect(Collectors.toUnmodifiableSet());
        this.trust = trust;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Set<Channel> channels() {
        return channels;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void promise(List<Message> wanted) {
        promise(wanted, false);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void promiseByDay(List<Message> wanted) {
        promise(wanted, true);
    }

    private void promise(List<Message> wanted, boolean byDay) {
        List<Message> possible =
                wanted.stream().filter(m -> channels.contains(m.channel())).toList();
        if (possible.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        byte[][] addresses = possible.stream()
                .map(m -> trust.seal(m.address().getBytes(StandardCharsets.UTF_8)))
                .toArray(byte[][]::new);
        byte[][] indexes = possible.stream()
                .map(m -> trust.indexUnder("exchange.message", m.address()))
                .toArray(byte[][]::new);
        messages.promise(possible, addresses, indexes, new Messages.Leaving(now, now.plus(settings.gather()), byDay));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public int withdraw(String about) {
        return messages.withdraw(about, clock.instant());
    }
}
