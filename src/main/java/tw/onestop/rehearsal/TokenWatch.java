package tw.onestop.rehearsal;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tw.onestop.access.RehearsalToken;

/** 權杖觀察: hears what a rehearsing client was answered at the token endpoint, in that transaction. */
@Component
class TokenWatch {

    private final Watch watch;

    TokenWatch(Watch watch) {
        this.watch = watch;
    }

    @EventListener
    void on(RehearsalToken asked) {
        watch.observe(asked.agency(), run -> {
            switch (asked.outcome()) {
                case GRANTED -> run.noteOnce(Fact.TOKEN, ClientKeys.shown(asked.key()));
                case REPLAYED -> run.note(Fact.REPLAYED);
                case REFUSED -> run.note(Fact.TOKEN_REFUSED);
            }
        });
    }
}
