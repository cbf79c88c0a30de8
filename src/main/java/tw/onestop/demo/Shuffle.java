package tw.onestop.demo;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Puts a list into an order that the seed decides. */
final class Shuffle {

    private Shuffle() {}

    static void by(SplittableRandom random, List<?> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }
}
