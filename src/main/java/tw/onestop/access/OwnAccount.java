package tw.onestop.access;

import java.util.List;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Refusal;

/** 我的帳號, for whoever is signed in. */
@Component
class OwnAccount implements AccountDesk {

    private final AccessDesk access;
    private final AccountBook book;
    private final KeyCase keys;

    OwnAccount(AccessDesk access, AccountBook book, KeyCase keys) {
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
}
