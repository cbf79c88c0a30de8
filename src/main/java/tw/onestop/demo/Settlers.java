package tw.onestop.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.registry.Address;
import tw.onestop.registry.Founding;
import tw.onestop.registry.Household;

/** 入籍: gives the people of a village their numbers and doors, and writes them down household by household. */
final class Settlers {

    /** Whence movers come, about as often as people live there. */
    private static final String[] ELSEWHERE = {
        "新北市", "新北市", "新北市", "新北市", "高雄市", "高雄市", "高雄市", "臺中市", "臺中市", "臺中市", "臺北市", "臺北市", "臺北市", "桃園市", "桃園市",
        "臺南市", "臺南市", "彰化縣", "屏東縣", "雲林縣", "新竹縣", "苗栗縣", "嘉義縣", "南投縣", "宜蘭縣", "新竹市", "基隆市", "花蓮縣", "嘉義市", "臺東縣",
        "金門縣", "澎湖縣", "連江縣"
    };

    /** Of a hundred households, how many stood somewhere else before. */
    private static final int MOVED = 15;

    private static final int DAYS_AT_AN_ADDRESS = 200;

    private final Numbers numbers;
    private final boolean past;
    private int refs;

    /**
     * @param past whether households have former addresses
     */
    Settlers(Numbers numbers, boolean past) {
        this.numbers = numbers;
        this.past = past;
    }

    List<Founding> settle(VillageCounts village, List<Hearth> hearths, SplittableRandom random) {
        return found(village, call(hearths, random), random);
    }

    /** Chooses the heads and numbers everybody, so that people of several villages can name one another. */
    List<Kinship> call(List<Hearth> hearths, SplittableRandom random) {
        List<Kinship> called = new ArrayList<>();
        for (Hearth hearth : hearths) {
            Kinship kinship = new Kinship(hearth, head(hearth, random));
            kinship.inOrder().forEach(r -> r.ref = ++refs);
            hearth.departed.forEach(r -> r.ref = ++refs);
            called.add(kinship);
        }
        return called;
    }

    List<Founding> found(VillageCounts village, List<Kinship> called, SplittableRandom random) {
        Streets streets = new Streets(village, random);
        List<Founding> founded = new ArrayList<>(called.size());
        for (Kinship kinship : called) {
            Founding household = household(village, kinship, streets, random);
            List<Resident> departed = kinship.hearth().departed;
            List<Founding.Member> members = new ArrayList<>(household.members());
            for (int i = 0; i < departed.size(); i += 2) {
                List<Resident> couple = departed.subList(i, i + 2);
                if (couple.stream().allMatch(r -> died(r).isAfter(household.begun()))) {
                    couple.forEach(r -> members.add(member(r, kinship.of(r), village.county(), random)));
                } else {
                    founded.add(removed(village, couple, streets, random));
                }
            }
            founded.add(new Founding(
                    household.no(),
                    household.kind(),
                    household.address(),
                    household.since(),
                    members,
                    household.former(),
                    null));
        }
        return founded;
    }

    private Founding household(VillageCounts village, Kinship kinship, Streets streets, SplittableRandom random) {
        List<Resident> members = kinship.inOrder();
        HouseholdNo no = numbers.household(village.county());
        Address address = streets.next();
        LocalDate since = since(members.getFirst(), random);
        List<Founding.Member> written = members.stream()
                .map(r -> member(r, kinship.of(r), village.county(), random))
                .toList();
        long days = Population.FOUNDED.toEpochDay() - since.toEpochDay() - DAYS_AT_AN_ADDRESS;
        boolean moved = past && days > DAYS_AT_AN_ADDRESS && random.nextInt(100) < MOVED;
        Founding.Former former = moved ? new Founding.Former(streets.next(), since) : null;
        LocalDate settled = moved ? since.plusDays(random.nextLong(DAYS_AT_AN_ADDRESS, days)) : since;
        return new Founding(no, kinship.hearth().kind(), address, settled, written, former, null);
    }

    /** The household of a couple who both have died: whoever lived longer was its last head. */
    private Founding removed(VillageCounts village, List<Resident> couple, Streets streets, SplittableRandom random) {
        Resident first = couple.getFirst();
        Resident second = couple.getLast();
        Resident head = died(first).isBefore(died(second)) ? second : first;
        Resident spouse = head == first ? second : first;
        LocalDate since = (first.born.isAfter(second.born) ? first : second).born.plusYears(19);
        return new Founding(
                numbers.household(village.county()),
                Household.Kind.SHARED_LIVING,
                streets.next(),
                since,
                List.of(member(head, "戶長", village.county(), random), member(spouse, "配偶", village.county(), random)),
                null,
                died(head));
    }

    private static LocalDate died(Resident r) {
        return Objects.requireNonNull(r.died, "somebody alive");
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
                r.motherName,
                r.died);
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
