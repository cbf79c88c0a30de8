package tw.onestop.demo;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 稱謂: what a member of a household is to its head, and where that places them on the record (細則 §4). */
final class Kinship {

    private static final String[] FORMAL = {"長", "次", "參", "肆", "伍", "陸", "柒", "捌"};
    private static final String[] PLAIN = {"長", "次", "三", "四", "五", "六", "七", "八"};

    private final Hearth hearth;
    private final Resident head;

    /** Asked for at every comparison of the order. */
    private final IdentityHashMap<Resident, String> relations = new IdentityHashMap<>();

    Kinship(Hearth hearth, Resident head) {
        this.hearth = hearth;
        this.head = head;
    }

    Hearth hearth() {
        return hearth;
    }

    /** 出生別, with ordinary numerals from the third. */
    static String birthOrder(int place, boolean male) {
        return PLAIN[Math.min(place, PLAIN.length) - 1] + (male ? "男" : "女");
    }

    /** The members as the record lists them, the head first. */
    List<Resident> inOrder() {
        return hearth.members.stream()
                .sorted(Comparator.comparingInt(this::rank).thenComparing(r -> r.born))
                .toList();
    }

    /** 稱謂. */
    String of(Resident r) {
        return relations.computeIfAbsent(r, this::told);
    }

    private String told(Resident r) {
        if (r == head) {
            return "戶長";
        }
        if (hearth.business) {
            return "職員";
        }
        if (r == head.spouse) {
            return "配偶";
        }
        if (r.lodger || head.lodger) {
            return "寄居";
        }
        String blood = blood(r);
        if (blood != null) {
            return blood;
        }
        Resident spouse = r.spouse;
        return spouse == null ? "家屬" : affinity(spouse, r);
    }

    private @Nullable String blood(Resident r) {
        if (r == head.father || r == head.mother) {
            return r.male() ? "父" : "母";
        }
        if (childOf(head, r)) {
            return place(r, head.children) + (r.male() ? "子" : "女");
        }
        Resident line = parentAmong(r, head.children);
        if (line != null) {
            return (line.male() ? "" : "外") + (r.male() ? "孫" : "孫女");
        }
        if (r.grandparent != null && (r.grandparent == head || r.grandparent == head.spouse)) {
            return r.male() ? "孫" : "孫女";
        }
        if (r.father != null && parentAmong(r.father, head.children) != null) {
            return r.male() ? "曾孫" : "曾孫女";
        }
        if (isSibling(r)) {
            return r.born.isBefore(head.born) ? (r.male() ? "兄" : "姊") : (r.male() ? "弟" : "妹");
        }
        if (r.father != null && isSibling(r.father)) {
            return r.male() ? "姪" : "姪女";
        }
        if (r.mother != null && isSibling(r.mother)) {
            return r.male() ? "甥" : "甥女";
        }
        return grandparent(r);
    }

    private @Nullable String grandparent(Resident r) {
        if (childOf(r, head.father)) {
            return r.male() ? "祖父" : "祖母";
        }
        return childOf(r, head.mother) ? (r.male() ? "外祖父" : "外祖母") : null;
    }

    private String affinity(Resident kin, Resident r) {
        if (childOf(head, kin)) {
            return place(kin, head.children) + (r.male() ? "婿" : "媳");
        }
        if (parentAmong(kin, head.children) != null) {
            return r.male() ? "孫婿" : "孫媳";
        }
        if (isSibling(kin)) {
            boolean elder = kin.born.isBefore(head.born);
            return r.male() ? (elder ? "姊夫" : "妹婿") : (elder ? "嫂" : "弟媳");
        }
        return "家屬";
    }

    private boolean isSibling(Resident r) {
        if (r == head) {
            return false;
        }
        boolean father = head.father != null && r.father == head.father;
        boolean mother = head.mother != null && r.mother == head.mother;
        return father || mother || head.siblings.contains(r);
    }

    private static boolean childOf(Resident parent, @Nullable Resident r) {
        return r != null && (r.father == parent || r.mother == parent);
    }

    private static @Nullable Resident parentAmong(Resident r, List<Resident> generation) {
        for (Resident parent : generation) {
            if (childOf(parent, r)) {
                return parent;
            }
        }
        return null;
    }

    /** 長, 次, 參: formal numerals from the third. */
    private static String place(Resident r, List<Resident> generation) {
        long elder = generation.stream()
                .filter(other -> other.sex == r.sex && other.born.isBefore(r.born))
                .count();
        return FORMAL[(int) Math.min(elder, FORMAL.length - 1)];
    }

    /** Head, spouse, ascendants, descendants, collaterals, other family, lodgers. */
    private int rank(Resident r) {
        return switch (of(r)) {
            case "戶長" -> 0;
            case "配偶" -> 1;
            case "祖父", "祖母", "外祖父", "外祖母", "父", "母" -> 2;
            case "兄", "姊", "弟", "妹", "嫂", "弟媳", "姊夫", "妹婿", "姪", "姪女", "甥", "甥女" -> 6;
            case "家屬" -> 7;
            case "寄居" -> 8;
            case "孫", "孫女", "外孫", "外孫女", "孫媳", "孫婿" -> 4;
            case "曾孫", "曾孫女" -> 5;
            default -> 3;
        };
    }
}
