package tw.onestop.notice;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.Outgoing;
import tw.onestop.exchange.Reply;
import tw.onestop.exchange.ReplyAnswer;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** An exchange that remembers its promises and sends nothing. */
class FakeExchange implements ExchangeDesk {

    final List<Outgoing> promised = new CopyOnWriteArrayList<>();
    final List<UUID> resent = new CopyOnWriteArrayList<>();
    final Set<UUID> left = ConcurrentHashMap.newKeySet();

    @Override
    public void promise(List<Outgoing> outgoing) {
        promised.addAll(outgoing);
    }

    @Override
    public boolean withdraw(Outgoing instead) {
        return !left.contains(instead.id());
    }

    @Override
    public List<UUID> resend(List<UUID> ids) {
        resent.addAll(ids);
        return ids;
    }

    @Override
    public Optional<Envelope> envelope(AgencyCode agency, UUID id, Actor officer) {
        return Optional.empty();
    }

    @Override
    public ReplyAnswer reply(AgencyCode agency, UUID id, Reply reply, Actor officer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Endpoint endpoint(AgencyCode agency) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> encrypted(AgencyCode agency, UUID id, String contentType, byte[] data) {
        return Optional.empty();
    }

    @Override
    public boolean hasKey(AgencyCode agency) {
        return false;
    }

    @Override
    public int skipAhead(Actor operator) {
        throw new UnsupportedOperationException();
    }
}
