package tw.onestop.notice;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tw.onestop.exchange.MessageDesk;

/** Gateways that remember what was promised and send nothing. */
class FakeMessages implements MessageDesk {

    final List<Message> promised = new CopyOnWriteArrayList<>();

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.values());
    }

    @Override
    public void promise(List<Message> messages) {
        promised.addAll(messages);
    }

    @Override
    public void promiseByDay(List<Message> messages) {
        promised.addAll(messages);
    }

    @Override
    public int withdraw(String about) {
        int before = promised.size();
        promised.removeIf(message -> message.about().equals(about));
        return before - promised.size();
    }
}
