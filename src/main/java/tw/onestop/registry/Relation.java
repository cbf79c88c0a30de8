package tw.onestop.registry;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tw.onestop.kernel.Sex;

/**
 * 稱謂: what a member is to the head. Derived where father, mother and spouse tell it; kin it does not know are 家屬, and
 * who lodged goes on lodging. Children are numbered with formal numerals from the third (長子、次子、參子), unlike the
 * birth order, which has ordinary ones (長男、次男、三男).
 */
final class Relation {

    static final String HEAD = "戶長";
    static final String SPOUSE = "配偶";
    static final String FAMILY = "家屬";
    static final String LODGER = "寄居";

    private static final Pattern TYPED = Pattern.compile("\\p{IsHan}{1,10}");
    private static final Pattern BIRTH_ORDER = Pattern.compile("([長次二三四五六七八九十]+)[男女]");
    private static final Map<String, String> FORMAL =
            Map.of("二", "次", "三", "參", "四", "肆", "五", "伍", "六", "陸", "七", "柒", "八", "捌", "九", "玖", "十", "拾");
    private static final Pattern ASCENDANT = Pattern.compile("(外|曾|高)*祖?[父母]|岳[父母]|翁|姑|養[父母]|繼[父母]");
    private static final Pattern DESCENDANT = Pattern.compile(".*[子女孫媳婿]");
    private static final Pattern COLLATERAL = Pattern.compile(".*[兄弟姊姐妹伯叔舅姨姪甥嫂].*");

    private Relation() {}

    /** Whether a relation can be typed: in Han characters, and not the head's. */
    static boolean canBeTyped(String relation) {
        return TYPED.matcher(relation).matches() && !relation.equals(HEAD);
    }

    /** 出生別, with ordinary numerals and the noun of the sex: 長男, 三女. */
    static boolean isBirthOrder(String typed, Sex sex) {
        return BIRTH_ORDER.matcher(typed).matches() && typed.endsWith(sex == Sex.MALE ? "男" : "女");
    }

    /** Place in the order of 施行細則 §4. */
    static int rank(String relation) {
        if (relation.equals(HEAD)) {
            return 0;
        } else if (relation.equals(SPOUSE) || relation.equals("妻") || relation.equals("夫")) {
            return 1;
        } else if (ASCENDANT.matcher(relation).matches()) {
            return 2;
        } else if (COLLATERAL.matcher(relation).matches()) {
            return 4;
        } else if (DESCENDANT.matcher(relation).matches()) {
            return 3;
        } else {
            return relation.equals(LODGER) ? 6 : 5;
        }
    }

    /** Who somebody is, for deriving: id and facts. */
    record One(PersonId id, PersonFacts facts) {}

    /** How to find the facts of others of the register. */
    interface Kin {
        Optional<One> find(PersonFacts.Relative relative);
    }

    /** What {@code member} is to {@code head}; empty when the register's links do not tell. */
    static Optional<String> of(One head, One member, Kin kin) {
        if (head.id().equals(member.id())) {
            return Optional.of(HEAD);
        }
        PersonFacts h = head.facts();
        PersonFacts m = member.facts();
        boolean male = m.sex() == Sex.MALE;
        if (h.spouse().is(member.id())) {
            return Optional.of(SPOUSE);
        } else if (m.adopted().by(head.id()) && !isChild(m, head.id())) {
            return Optional.of(male ? "養子" : "養女");
        } else if (isChild(m, head.id())) {
            return Optional.of(child(m));
        } else if (h.adopted().by(member.id())) {
            return Optional.of(male ? "養父" : "養母");
        } else if (h.father().is(member.id())) {
            return Optional.of("父");
        } else if (h.mother().is(member.id())) {
            return Optional.of("母");
        } else if (shareParent(h, m)) {
            return Optional.of(sibling(m, h.birthDate()));
        }
        Optional<One> theirSpouse = kin.find(m.spouse());
        if (theirSpouse.isPresent() && isChild(theirSpouse.get().facts(), head.id())) {
            return Optional.of(male ? "女婿" : "媳");
        }
        Optional<One> headsSpouse = kin.find(h.spouse());
        if (headsSpouse.isPresent()) {
            PersonFacts s = headsSpouse.get().facts();
            if (s.father().is(member.id())) {
                return Optional.of(h.sex() == Sex.MALE ? "岳父" : "翁");
            } else if (s.mother().is(member.id())) {
                return Optional.of(h.sex() == Sex.MALE ? "岳母" : "姑");
            } else if (isChild(m, headsSpouse.get().id())) {
                return Optional.of(male ? "繼子" : "繼女");
            }
        }
        return grand(head, member, kin);
    }

    private static Optional<String> grand(One head, One member, Kin kin) {
        boolean male = member.facts().sex() == Sex.MALE;
        Optional<One> father = kin.find(member.facts().father());
        if (father.isPresent() && isChild(father.get().facts(), head.id())) {
            return Optional.of(male ? "孫" : "孫女");
        }
        Optional<One> mother = kin.find(member.facts().mother());
        if (mother.isPresent() && isChild(mother.get().facts(), head.id())) {
            return Optional.of(male ? "外孫" : "外孫女");
        }
        Optional<One> headsFather = kin.find(head.facts().father());
        if (headsFather.isPresent() && isChild(headsFather.get().facts(), member.id())) {
            return Optional.of(male ? "祖父" : "祖母");
        }
        Optional<One> headsMother = kin.find(head.facts().mother());
        if (headsMother.isPresent() && isChild(headsMother.get().facts(), member.id())) {
            return Optional.of(male ? "外祖父" : "外祖母");
        }
        return Optional.empty();
    }

    /** 長子、次子、參女 from the birth order; 子、女 where it is not known. */
    private static String child(PersonFacts child) {
        String noun = child.sex() == Sex.MALE ? "子" : "女";
        Matcher order = BIRTH_ORDER.matcher(child.birthOrder());
        if (!order.matches()) {
            return noun;
        }
        StringBuilder formal = new StringBuilder();
        for (char c : order.group(1).toCharArray()) {
            String digit = String.valueOf(c);
            boolean second = digit.equals("二") && order.group(1).length() > 1;
            formal.append(second ? "貳" : FORMAL.getOrDefault(digit, digit));
        }
        return formal.append(noun).toString();
    }

    private static String sibling(PersonFacts sibling, LocalDate headBirth) {
        boolean older = sibling.birthDate().isBefore(headBirth);
        return sibling.sex() == Sex.MALE ? (older ? "兄" : "弟") : (older ? "姊" : "妹");
    }

    private static boolean isChild(PersonFacts child, PersonId parent) {
        return child.father().is(parent) || child.mother().is(parent);
    }

    private static boolean shareParent(PersonFacts a, PersonFacts b) {
        return (a.father().id() != null && a.father().id().equals(b.father().id()))
                || (a.mother().id() != null && a.mother().id().equals(b.mother().id()));
    }
}
