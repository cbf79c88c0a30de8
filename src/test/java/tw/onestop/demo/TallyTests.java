package tw.onestop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Sex;

class TallyTests {

    private final Resident grandmother = born(Sex.FEMALE, 1930);
    private final Resident mother = childOf(grandmother, Sex.FEMALE, 1955);
    private final Resident uncle = childOf(grandmother, Sex.MALE, 1957);
    private final Resident aunt = born(Sex.FEMALE, 1958);
    private final Resident child = childOf(mother, Sex.MALE, 2010);

    @Test
    void kinAreCountedByBloodAndByMarriage() {
        uncle.marry(aunt);
        Resident cousin = childOf(aunt, Sex.MALE, 1985);
        // mother, grandmother, uncle, his wife, and their child in the fourth degree
        assertThat(new KinCount(4).of(child)).isEqualTo(5);
        assertThat(new KinCount(3).of(child)).isEqualTo(4);
        assertThat(new KinCount(1).of(aunt)).isEqualTo(3); // husband, his mother, their child
        assertThat(new KinCount(4).of(cousin)).isEqualTo(5);
    }

    @Test
    void whatIsKeptOfSeveralTownshipsAddsUp() {
        Tally all = new Tally();
        all.add(Tally.of(Tally.of(List.of(grandmother, mother, child), 2).note()));
        all.add(Tally.of(List.of(uncle), 1));
        assertThat(all.report().getFirst()).isEqualTo("4 people, 3 who have died");
        assertThat(all.report().get(2)).contains("50 % ≤ 27").contains("100 % ≤ 55");
        assertThat(all.report().getLast()).endsWith("100.0 %");
    }

    private static Resident born(Sex sex, int year) {
        return new Resident(sex, 2026 - year, LocalDate.of(year, 1, 1));
    }

    private static Resident childOf(Resident parent, Sex sex, int year) {
        Resident child = born(sex, year);
        child.bornTo(parent);
        return child;
    }
}
