package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Questions;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Text;
import tw.onestop.link.KinshipDesk.Answer;
import tw.onestop.link.KinshipDesk.Asking;
import tw.onestop.link.KinshipDesk.Purpose;
import tw.onestop.link.KinshipDesk.Relative;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Person;
import tw.onestop.registry.Reading;
import tw.onestop.registry.RegistryDesk;

/** 親等關聯查詢之答復, where everything but the parents has been seen to fit: in the caller's transaction. */
@Component
class KinAnswering {

    /** Beside the name by which it was granted: that relatives were told, and no yes or no. */
    static final String KINSHIP = "kinship";

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

    private final RegistryDesk registry;
    private final QueryLog log;
    private final KinQueries queries;
    private final AuditDesk audit;

    KinAnswering(RegistryDesk registry, QueryLog log, KinQueries queries, AuditDesk audit) {
        this.registry = registry;
        this.log = log;
        this.queries = queries;
        this.audit = audit;
    }

    /**
     * 已審之查詢.
     *
     * @param reader the officer, by whose number marks are judged
     */
    record Asked(
            UUID transaction,
            Purpose purpose,
            KinBook.Authorisation authorisation,
            Asking typed,
            Actor reader,
            KinPresence.Shown shown,
            Instant at) {

        LocalDate today() {
            return at.atZone(TAIPEI).toLocalDate();
        }

        /** As a query about one person: kinship was asked for. */
        QueryLog.Line line() {
            return new QueryLog.Line(
                    KinRights.agency(reader),
                    new QueryDesk.Occasion(
                            transaction,
                            purpose.grant().purposeId(),
                            typed.caseNo().strip(),
                            reader.id()),
                    List.of(KINSHIP, Questions.KIN_WITHIN),
                    1,
                    1);
        }
    }

    /**
     * Empty where the parents do not fit, or whoever bears the number is nobody this officer may see, or outside of the territory of the
     * grant. Relatives are told wherever they are registered: a part of them would be a wrong answer.
     */
    Optional<Answer> tell(Asked asked) {
        NationalId target = asked.authorisation().target();
        Reading reading = new Reading(
                List.of(target),
                AsOf.on(asked.today()),
                asked.reader(),
                false,
                "registry.person.read",
                asked.transaction().toString(),
                "purpose=%s user=%s"
                        .formatted(
                                asked.purpose().grant().purposeId(),
                                asked.reader().id()),
                asked.purpose().grant().territory());
        Optional<Person> found = registry.read(List.of(reading)).getFirst().stream()
                .findFirst()
                .filter(person -> fits(asked.typed().father(), person.father(), person.adoptiveFather())
                        && fits(asked.typed().mother(), person.mother(), person.adoptiveMother()));
        return found.map(person -> told(person, asked));
    }

    /** By the folded form; of whom nothing is registered nothing is to be typed. */
    private static boolean fits(String typed, @Nullable String byBirth, @Nullable String byAdoption) {
        String given = Text.fold(typed);
        List<String> registered =
                Stream.of(byBirth, byAdoption).flatMap(Stream::ofNullable).toList();
        return registered.isEmpty()
                ? given.isEmpty()
                : registered.stream().map(Text::fold).anyMatch(given::equals);
    }

    private Answer told(Person person, Asked asked) {
        Purpose purpose = asked.purpose();
        LocalDate died = person.deathDate();
        LocalDate on = purpose.ground().heirs() && died != null ? died : asked.today();
        List<Relative> relatives = registry.kindred(person.id(), purpose.degrees(), on, asked.reader())
                .map(kindred -> told(kindred, purpose))
                .orElse(List.of());
        log.add(List.of(asked.line()), asked.at());
        queries.add(asked, relatives.size());
        List<Act> acts = new ArrayList<>();
        String transaction = asked.transaction().toString();
        acts.add(new Act(
                asked.reader(),
                "link.kinship",
                transaction,
                person.nationalId(),
                Act.Outcome.DONE,
                "purpose=%s user=%s authorisation=%s relatives=%d evidence=%s controller=%s"
                        .formatted(
                                purpose.grant().purposeId(),
                                asked.reader().id(),
                                asked.authorisation().id(),
                                relatives.size(),
                                asked.shown().querier(),
                                asked.shown().controller())));
        relatives.forEach(one -> acts.add(Act.done(asked.reader(), "link.kinship.told", transaction, one.number())));
        audit.record(acts);
        return new Answer.Told(
                asked.transaction(),
                asked.at(),
                on,
                purpose,
                asked.typed().caseNo().strip(),
                person.nationalId(),
                person.name(),
                new KinshipDesk.Parents(
                        asked.typed().father().strip(), asked.typed().mother().strip()),
                relatives);
    }

    private static List<Relative> told(Kindred kindred, Purpose purpose) {
        return purpose.ground().told(kindred, purpose.degrees());
    }
}
