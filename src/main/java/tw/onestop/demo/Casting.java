package tw.onestop.demo;

import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Founding;
import tw.onestop.registry.Founding.Member;
import tw.onestop.registry.Household;
import tw.onestop.registry.Person.Marital;

/**
 * 示範人物: picks from the synthetic residents those with whom everything can be tried: heads, couples, men of conscription
 * age, children, the very old, rare characters, somebody of another county.
 */
final class Casting {

    /** Between two people picked for the same reason lie so many households, so that they come from several villages. */
    private static final int APART = 331;

    private record Part(int wanted, BiPredicate<Founding, Member> fits) {}

    private final String county;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, Integer> lastHousehold = new LinkedHashMap<>();
    private final Map<String, List<State.Citizen>> cast = new LinkedHashMap<>();
    private int households;
    private State.@Nullable Citizen clerk;

    Casting(String county) {
        this.county = county;
        part("罕用字 rare characters", 4, (_, m) -> m.name().codePoints().anyMatch(c -> c > 0xFFFF));
        part("複姓 two-character surname", 2, (_, m) -> m.surnameLength() == 2);
        part("傳統名字 indigenous name", 1, (_, m) -> m.surnameLength() == 0);
        part(
                "戶長，有配偶及子女 head with spouse and children",
                7,
                (h, m) -> isHead(h, m) && m.spouseRef() != null && h.members().size() >= 4);
        part("配偶 spouse of the head", 4, (_, m) -> m.relationToHead().equals("配偶"));
        part(
                "役齡男子 man of conscription age",
                6,
                (h, m) -> m.sex() == Sex.MALE && age(m) >= 19 && age(m) <= 30 && !isHead(h, m));
        part("未成年 minor", 4, (_, m) -> age(m) >= 3 && age(m) <= 16);
        part("高齡長者 elder", 3, (_, m) -> age(m) >= 82);
        part("單獨生活戶 lives alone", 4, (h, m) -> isHead(h, m) && h.kind() == Household.Kind.SINGLE_LIVING);
        part("離婚 divorced", 1, (_, m) -> m.marital() == Marital.DIVORCED);
        part("共同事業戶 shared-business household", 2, (h, _) -> h.kind() == Household.Kind.SHARED_BUSINESS);
        // Three at the most in a household, so that none of it is the clerk's.
        part(
                Earlier.BEREAVED,
                3,
                (h, m) -> isHead(h, m) && m.spouseRef() != null && h.members().size() == 3);
        part(
                Earlier.MOVED,
                3,
                (h, m) -> isHead(h, m)
                        && h.kind() == Household.Kind.SHARED_LIVING
                        && h.members().size() == 2
                        && age(m) >= 25);
    }

    /** Looks at a household on its way into the register. */
    void look(Founding household) {
        households++;
        boolean here = household.address().county().equals(county);
        for (Member member : household.members()) {
            if (!here) {
                if (isHead(household, member)) {
                    String elsewhere = household.address().county();
                    pick("外縣市 lives in " + elsewhere, 1, household, member, "外縣市", Alliances.serve(elsewhere) ? 99 : 5);
                }
                continue;
            }
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                if (part.getValue().fits.test(household, member)
                        && pick(part.getKey(), part.getValue().wanted, household, member, part.getKey(), 99)) {
                    return;
                }
            }
        }
        if (here && clerk == null) {
            clerk = clerk(household);
        }
    }

    /** The first head here with spouse and children of whose household nobody was picked: who works at the office. */
    private static State.@Nullable Citizen clerk(Founding household) {
        Member head = household.members().getFirst();
        return head.spouseRef() == null || household.members().size() < 4
                ? null
                : new State.Citizen(
                        head.nationalId().value(),
                        head.name(),
                        household.address().township() + household.address().village());
    }

    /** Of whose family the demonstration presents nobody, so that whoever tries everything is not refused by chance. */
    State.@Nullable Citizen clerk() {
        return clerk;
    }

    List<State.Citizen> cast() {
        return cast.values().stream().flatMap(List::stream).toList();
    }

    private void part(String about, int wanted, BiPredicate<Founding, Member> fits) {
        parts.put(about, new Part(wanted, fits));
        cast.put(about, new ArrayList<>());
    }

    private boolean pick(String about, int wanted, Founding household, Member m, String group, int mostOfGroup) {
        List<State.Citizen> chosen = cast.computeIfAbsent(about, _ -> new ArrayList<>());
        int last = lastHousehold.getOrDefault(about, -APART);
        boolean rare = wanted <= 4 && last < 0;
        long ofGroup = cast.keySet().stream().filter(k -> k.startsWith(group)).count();
        if (chosen.size() >= wanted || ofGroup > mostOfGroup || (!rare && households - last < APART)) {
            if (chosen.isEmpty() && mostOfGroup < 99) {
                cast.remove(about);
            }
            return false;
        }
        lastHousehold.put(about, households);
        chosen.add(new State.Citizen(
                m.nationalId().value(),
                m.name(),
                "%s · %s%s"
                        .formatted(
                                about,
                                household.address().township(),
                                household.address().village())));
        return true;
    }

    private static boolean isHead(Founding household, Member m) {
        return household.members().getFirst().ref() == m.ref();
    }

    private static int age(Member m) {
        return Period.between(m.birthDate(), Population.FOUNDED).getYears();
    }
}
