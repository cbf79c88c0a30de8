package tw.onestop.notice;

import org.springframework.stereotype.Component;

/** Fixture: what the product does by itself about pictures whose use is over, done now. */
@Component
public class PictureRound {

    private final PictureRounds rounds;

    PictureRound(PictureRounds rounds) {
        this.rounds = rounds;
    }

    public void walk() {
        while (rounds.round()) {
            // the rest of it
        }
    }
}
