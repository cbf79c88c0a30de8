package tw.onestop.voice;

import java.time.Duration;
import java.util.List;

/**
 * 輪次: what the line says now, and what it does then.
 *
 * @param breakers keys that end what is being said; others that are pressed meanwhile count for nothing
 */
record Turn(List<Said> say, String breakers, Next next) {

    static final String NOTHING = "";

    Turn {
        say = List.copyOf(say);
    }

    /** One phrase in one language. */
    record Said(Tongue tongue, Phrase phrase) {}

    /** 其後. */
    sealed interface Next {

        /**
         * 候鍵.
         *
         * @param ahead how many may come one after the other, the next one among them
         */
        record Key(Duration patience, int ahead) implements Next {}

        /** 查詢: number and code are asked about; what they are goes nowhere else. */
        record LookUp(String receiptNo, String code) implements Next {

            @Override
            public String toString() {
                return "LookUp";
            }
        }

        /** The answer is still waited for. */
        record Wait() implements Next {}

        /** 接續: another turn follows at once. */
        record Then(Turn turn) implements Next {}

        /** 掛斷. */
        record Goodbye() implements Next {}
    }
}
