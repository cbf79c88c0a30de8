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
    private final AssuranceDesk assurances;

    OwnAccount(AccessDesk access, AccountBook book, KeyCase keys, CardCase cards, AssuranceDesk assurances) {
        this.assurances = assurances;
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
    public List<Refusal> sign(String present) {
        return signsByPassword() ? book.sign(access.current(), present) : List.of();
    }

    @Override
    public boolean signsByPassword() {
        return assurances
                .present()
                .filter(how -> how == Assurance.PASSKEY || how == Assurance.CERTIFICATE)
                .isEmpty();
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
    public List<Refusal> bindCard(String signed, String present) {
        StaffMember owner = access.current();
        Optional<Refusal> stranger = stranger(owner, present);
        return stranger.isPresent() ? cards.notTheOwner(owner, true, stranger.get()) : cards.bind(owner, signed);
    }

    @Override
    public List<Refusal> releaseCard(String present) {
        StaffMember owner = access.current();
        Optional<Refusal> stranger = stranger(owner, present);
        if (stranger.isPresent()) {
            return cards.notTheOwner(owner, false, stranger.get());
        }
        cards.release(owner);
        return List.of();
    }

    /** Whoever sits down at a session that was left open knows no password. */
    private Optional<Refusal> stranger(StaffMember owner, String present) {
        return assurances.present().filter(Assurance.PASSKEY::equals).isPresent()
                ? Optional.empty()
                : book.wrongPassword(owner, present, "card-password");
    }
}
