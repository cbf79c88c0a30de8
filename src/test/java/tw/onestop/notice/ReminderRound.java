package tw.onestop.notice;

import org.springframework.stereotype.Component;

/** Fixture: what the product does by itself every day about what was not taken, done now. */
@Component
public class ReminderRound {

    private final ReminderRounds rounds;

    ReminderRound(ReminderRounds rounds) {
        this.rounds = rounds;
    }

    /** Another product upon the same database may go round at this moment, which then does nothing here. */
    public void walk() {
        for (int i = 0; i < 3; i++) {
            while (rounds.round()) {
                // the rest of it
            }
        }
    }
}
