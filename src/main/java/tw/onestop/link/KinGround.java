package tw.onestop.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;

/**
 * 親等關聯資料之法定事由: of which relatives one is told on this ground (親等關聯資料申請提供及管理辦法).
 *
 * @param lineal farthest degree of the direct line, 0 for nobody; likewise collateral blood and affinity
 * @param upward of the direct line only those who came before
 * @param spouse whether the spouse is told of
 * @param heirs 民法 §1138: whether those who inherit are told of, whatever their degree
 */
public record KinGround(
        String code,
        String name,
        String nameEn,
        int lineal,
        int collateral,
        int affinity,
        boolean upward,
        boolean spouse,
        boolean heirs,
        String legalBasis) {

    /** Those this ground allows to be told of, up to a degree, heirs first. */
    List<KinshipDesk.Relative> told(Kindred kindred, int degrees) {
        Map<PersonId, KinshipDesk.Relative> told = new LinkedHashMap<>();
        Map<PersonId, Kindred.Relative> related = new LinkedHashMap<>();
        kindred.relatives().forEach(one -> related.putIfAbsent(one.person().id(), one));
        if (heirs) {
            kindred.heirs()
                    .forEach(heir -> told.put(
                            heir.person().id(),
                            relative(heir.person(), related.get(heir.person().id()), heir)));
        }
        kindred.relatives().stream()
                .filter(one -> allows(one, kindred.of(), degrees))
                .forEach(one -> told.putIfAbsent(one.person().id(), relative(one.person(), one, null)));
        return new ArrayList<>(told.values());
    }

    private boolean allows(Kindred.Relative one, Person of, int degrees) {
        return switch (one.sort()) {
            case SPOUSE -> spouse;
            case BLOOD ->
                one.degree() <= Math.min(degrees, one.lineal() ? lineal : collateral)
                        && !(one.lineal() && upward && !one.isElderOf(of));
            case AFFINITY -> one.degree() <= Math.min(degrees, affinity);
        };
    }

    private static KinshipDesk.Relative relative(
            Person person, Kindred.@Nullable Relative related, Kindred.@Nullable Heir heir) {
        return new KinshipDesk.Relative(
                person.nationalId(),
                person.name(),
                person.birthDate(),
                person.deathDate(),
                related == null ? null : related.sort(),
                related != null && related.lineal(),
                related == null ? 0 : related.degree(),
                related == null ? List.of() : related.path(),
                heir == null ? -1 : heir.order(),
                heir != null && heir.instead());
    }
}
