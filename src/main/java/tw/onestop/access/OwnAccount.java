package tw.onestop.access;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Refusal;

/** 我的帳號, for whoever is signed in. */
@Component
class OwnAccount implements AccountDesk {

    private final AccessDesk access;
    private final AccountBook book;
    private final KeyCase keys;
    private final CardCase cards;

    OwnAccount(AccessDesk access, AccountBook book, KeyCase keys, CardCase cards) {
        this.cards = cards;
        this.access = access;
        this.book = book;
        this.keys = keys;
    }

    @Override
    public List<Passkey> passkeys() {
        return keys.of(access.current());
    }

    @Override
    public void removePasskey(String id) {
        keys.remove(access.current(), id);
    }

    @Override
    public List<Refusal> changePassword(String present, String wanted) {
        return book.changePassword(access.current(), present, wanted);
    }

    @Override
    public boolean takesCards() {
        return cards.isOffered();
    }

    @Override
    public Optional<BoundCard> card() {
        return cards.of(access.current());
    }

    @Override
    public String cardChallenge() {
        return cards.challenge();
    }

    @Override
    public List<Refusal> bindCard(String signed) {
        return cards.bind(access.current(), signed);
    }

    @Override
    public void releaseCard() {
        cards.release(access.current());
    }
}
