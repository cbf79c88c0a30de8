package tw.onestop.access;

import java.time.Duration;
import java.util.Optional;

/** 登入保證: by what means people are signed in, for what needs more than a password. As sessions, it is known per node. */
public interface AssuranceDesk {

    /** How whoever is present signed in; empty when nobody is. */
    Optional<Assurance> present();

    /** The card with which whoever is present signed in; empty when they came by another way, or nobody is present. */
    Optional<CardSession> card();

    /** 在席: whether somebody did something in a session of theirs within this time; of several sessions the best proved one counts. */
    Presence presence(String username, Duration within);

    /** With which card somebody is at their place: of a session by card that did something within this time, the latest. */
    Optional<CardSession> card(String username, Duration within);
}
