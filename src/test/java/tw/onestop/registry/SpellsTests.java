package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpellsTests {

    private static final LocalDate START = LocalDate.of(2000, 1, 1);
    private static final int DAYS = 60;

    /** Against a slow, obvious model: one value a day. */
    @Test
    void aHistoryAnswersEveryDayLikeAListOfDays() {
        Random random = new Random(20260302);
        for (int round = 0; round < 500; round++) {
            Spells<String> spells = Spells.beginning(START, "0");
            TreeMap<LocalDate, String> days = new TreeMap<>();
            for (int d = 0; d < DAYS; d++) {
                days.put(START.plusDays(d), "0");
            }
            for (int step = 0; step < 12; step++) {
                LocalDate day = START.plusDays(random.nextInt(DAYS + 10) - 5);
                String letter = String.valueOf((char) ('a' + random.nextInt(3)));
                switch (random.nextInt(4)) {
                    case 0 -> {
                        spells = spells.correct(f -> f.endsWith(letter) ? f : f + letter);
                        days.replaceAll((d, f) -> f.endsWith(letter) ? f : f + letter);
                    }
                    case 1 -> {
                        if (day.isAfter(spells.start()) && day.isBefore(START.plusDays(DAYS / 4))) {
                            spells = spells.startingAt(day);
                            days.headMap(day).clear();
                        }
                    }
                    default -> {
                        spells = spells.change(day, f -> letter);
                        days.tailMap(day, true).replaceAll((d, f) -> letter);
                    }
                }
                for (int d = -1; d < DAYS; d++) {
                    LocalDate asked = START.plusDays(d);
                    assertThat(spells.at(asked).orElse(null)).isEqualTo(days.get(asked));
                }
            }
        }
    }

    @Test
    void alikeNeighboursAreOneSpell() {
        Spells<String> spells = Spells.beginning(START, "a").change(START.plusDays(3), f -> "b");
        assertThat(spells.all()).hasSize(2);
        assertThat(spells.change(START.plusDays(3), f -> "a").all()).hasSize(1);
        assertThat(spells.change(START.plusDays(5), f -> f)).isEqualTo(spells);
    }

    @Test
    void gapsOverlapsAndEndsAreNoHistory() {
        Spell<String> first = new Spell<>(START, START.plusDays(1), "a");
        assertThatThrownBy(() -> new Spells<>(List.<Spell<String>>of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Spells<>(List.of(first))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Spells<>(List.of(first, new Spell<>(START.plusDays(2), null, "b"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Spells<>(List.of(first, new Spell<>(START, null, "b"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Spell<>(START, START, "a")).isInstanceOf(IllegalArgumentException.class);
    }
}
