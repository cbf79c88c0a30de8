package tw.onestop.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tw.onestop.registry.Founding;

/** 入籍: gives the people of a village their numbers and doors, and writes them down household by household. */
final class Settlers {

    /** Whence movers come, about as often as people live there. */
    private static final String[] ELSEWHERE = {
        "新北市", "新北市", "新北市", "新北市", "高雄市", "高雄市", "高雄市", "臺中市", "臺中市", "臺中市", "臺北市", "臺北市", "臺北市", "桃園市", "桃園市",
        "臺南市", "臺南市", "彰化縣", "屏東縣", "雲林縣", "新竹縣", "苗栗縣", "嘉義縣", "南投縣", "宜蘭縣", "新竹市", "基隆市", "花蓮縣", "嘉義市", "臺東縣",
        "金門縣", "澎湖縣", "連江縣"
    };

    private final Numbers numbers;
    private int refs;

    Settlers(Numbers numbers) {
        this.numbers = numbers;
    }

    List<Founding> settle(VillageCounts village, List<Hearth> hearths, SplittableRandom random) {
        List<Kinship> records = new ArrayList<>();
        for (Hearth hearth : hearths) {
            Kinship kinship = new Kinship(hearth, head(hearth, random));
            kinship.inOrder().forEach(r -> r.ref = ++refs);
            records.add(kinship);
        }
        Streets streets = new Streets(village, random);
        List<Founding> settled = new ArrayList<>(hearths.size());
        for (int i = 0; i < hearths.size(); i++) {
            Kinship kinship = records.get(i);
            List<Resident> members = kinship.inOrder();
            settled.add(new Founding(
                    numbers.household(village.county()),
                    hearths.get(i).kind(),
                    streets.next(),
                    since(members.getFirst(), random),
                    members.stream()
                            .map(r -> member(r, kinship.of(r), village.county(), random))
                            .toList()));
        }
        return settled;
    }

    /** The eldest generation leads, mostly the man; in some households it has handed over to a grown child. */
    private static Resident head(Hearth hearth, SplittableRandom random) {
        Resident first = hearth.members.getFirst();
        Resident head = first.spouse != null && (first.male() ? random.nextInt(4) == 0 : random.nextInt(4) > 0)
                ? first.spouse
                : first;
        boolean old = head.age >= 65 && random.nextInt(3) == 0;
        if (!old || hearth.members.stream().anyMatch(r -> r.grandparent != null)) {
            return head;
        }
        return hearth.members.stream()
                .filter(r -> (r.father == first || r.mother == first) && r.age >= 30)
                .min(Comparator.comparing(r -> r.born))
                .orElse(head);
    }

    /** Since when the household stands there: at some time after its head came of age. */
    private static LocalDate since(Resident head, SplittableRandom random) {
        LocalDate earliest = head.age > 21 ? head.born.plusYears(20) : head.born;
        long days = Math.max(1, Population.FOUNDED.toEpochDay() - earliest.toEpochDay());
        return earliest.plusDays(random.nextLong(days));
    }

    private Founding.Member member(Resident r, String relation, String county, SplittableRandom random) {
        boolean moved = random.nextInt(100) < (relation.equals("職員") ? 85 : r.father != null ? 6 : 20);
        String first = moved ? ELSEWHERE[random.nextInt(ELSEWHERE.length)] : county;
        return new Founding.Member(
                r.ref,
                numbers.person(r, first, random.nextInt(2) == 0),
                r.name,
                r.surname.codePointCount(0, r.surname.length()),
                r.sex,
                r.born,
                first,
                Kinship.birthOrder(place(r, random), r.male()),
                r.marital,
                relation,
                ref(r.spouse),
                ref(r.father),
                ref(r.mother),
                r.fatherName,
                r.motherName);
    }

    private static int place(Resident r, SplittableRandom random) {
        return r.father != null || r.mother != null || r.siblings.size() > 1
                ? r.ofSameSexAndParents().indexOf(r) + 1
                : 1 + random.nextInt(1 + random.nextInt(4));
    }

    private static @Nullable Integer ref(@Nullable Resident r) {
        return r == null ? null : r.ref;
    }
}
