package tw.onestop.link;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.FeedDesk.Event;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;

/**
 * 編號: gives what was committed its place in the feeds of those who follow the people concerned. Whether an agency is told is
 * judged here: by its grants, by the roster, and by the marks of each person against the officer who follows; what is not told
 * gets no number.
 */
@Component
class Numbering {

    private static final int BATCH = 200;
    private static final Actor RULE = Actor.rule("link.feed");

    private final Feed feed;
    private final Follows follows;
    private final Subjects subjects;
    private final RegistryDesk registry;
    private final Standing standing;

    Numbering(Feed feed, Follows follows, Subjects subjects, RegistryDesk registry, Standing standing) {
        this.feed = feed;
        this.follows = follows;
        this.subjects = subjects;
        this.registry = registry;
        this.standing = standing;
    }

    /** 現有授權, by which following is judged today, who asks for areas, and what became of grants. */
    @Component
    record Standing(GrantDesk grants, AreaNoting areas, RightsNews news, Clock clock) {

        /** Empty when the purpose or its officer is gone. */
        Optional<Right> of(Follows.Row follow) {
            LocalDate today = LocalDate.now(clock);
            return grants.grant(follow.agency(), follow.purpose())
                    .filter(grant -> grant.holdsOn(today))
                    .flatMap(grant -> grants.onRoster(follow.agency(), follow.purpose(), follow.userId())
                            .map(officer -> new Right(grant, officer)));
        }
    }

    /** What an officer may read. */
    record Right(Grant grant, NationalId officer) {}

    /** In the caller's transaction. Answers whether there is more. */
    boolean round() {
        feed.lock();
        standing.news().take(BATCH).forEach(feed::append);
        List<Feed.Change> changes = feed.waiting(BATCH);
        if (changes.isEmpty()) {
            return false;
        }
        Map<RegistrationId, Set<PersonId>> concerned = registry.concerned(
                changes.stream().map(Feed.Change::registration).toList(), RULE);
        Map<PersonId, List<Follows.Row>> following =
                follows.of(concerned.values().stream().flatMap(Set::stream).collect(Collectors.toSet())).stream()
                        .collect(Collectors.groupingBy(Follows.Row::person));
        Set<String> areas = standing.areas().subscribed();
        if (!areas.isEmpty()) {
            standing.areas().note(changes, concerned, areas, RULE);
        }
        Map<AgencyCode, List<Event>> told = new LinkedHashMap<>();
        for (Feed.Change change : changes) {
            Set<PersonId> followed = new HashSet<>(concerned.getOrDefault(change.registration(), Set.of()));
            followed.retainAll(following.keySet());
            if (!followed.isEmpty()) {
                Noted noted = noted(change);
                // Whoever may see them now: by the number they bear a follow is read when somebody may again.
                noted.renumbered().forEach(follows::renumber);
                tell(
                        noted,
                        followed.stream()
                                .map(following::get)
                                .flatMap(List::stream)
                                .toList(),
                        told);
            }
        }
        told.forEach(feed::append);
        feed.done(changes);
        return changes.size() == BATCH;
    }

    private Noted noted(Feed.Change change) {
        return new Noted(
                change,
                change.ofDoors()
                        ? null
                        : registry.registration(change.registration(), RULE).orElse(null));
    }

    /** 異動 of whom somebody follows, read once; what officers may know of it is read for each of them. Null where it is about doors. */
    private record Noted(Feed.Change change, @Nullable Registration registration) {

        Map<PersonId, NationalId> renumbered() {
            return Stream.ofNullable(registration)
                    .flatMap(one -> one.affected().stream())
                    .filter(affected -> affected.changes().containsKey("UIN"))
                    .collect(Collectors.toMap(Registration.Affected::person, Registration.Affected::nationalId));
        }

        @Nullable
        RegistrationId takesBack() {
            if (change.kind() == RegistrationKind.REVOKE && !change.ofDoors()) {
                return registration == null ? null : registration.takenBack();
            }
            return change.takesBack();
        }
    }

    private void tell(Noted noted, List<Follows.Row> rows, Map<AgencyCode, List<Event>> told) {
        Feed.Change change = noted.change();
        Map<NationalId, Seen> seen = new LinkedHashMap<>();
        Map<Told, Draft> drafts = new LinkedHashMap<>();
        for (Follows.Row row : rows) {
            standing.of(row).ifPresent(right -> {
                Set<Field> touched = seen.computeIfAbsent(right.officer(), officer -> seen(change, officer))
                        .touched(change, row.person());
                List<String> fields = touched.stream()
                        .map(Field::wireName)
                        .filter(right.grant().fields()::contains)
                        .toList();
                if (!fields.isEmpty() && reaches(right, row.person())) {
                    drafts.computeIfAbsent(new Told(row.agency(), row.person()), _ -> new Draft())
                            .add(row.purpose(), fields);
                }
            });
        }
        drafts.forEach((to, draft) ->
                told.computeIfAbsent(to.agency(), _ -> new ArrayList<>()).add(event(noted, to, draft, told)));
    }

    /** Whether a grant is about somebody as they are registered today; read where it is not about everybody only. */
    private boolean reaches(Right right, PersonId person) {
        return right.grant().territory().isEmpty()
                || registry
                        .persons(
                                List.of(person),
                                AsOf.on(LocalDate.now(standing.clock())),
                                RULE.serving(Set.of(right.officer())))
                        .stream()
                        .anyMatch(one -> right.grant().reaches(one.address().villageCode()));
    }

    private Event event(Noted noted, Told to, Draft draft, Map<AgencyCode, List<Event>> told) {
        Feed.Change change = noted.change();
        return new Event(
                0,
                subjects.event(to.agency(), change.registration(), to.person()),
                type(change.kind()),
                subjects.of(to.agency(), to.person()),
                change.at(),
                List.copyOf(draft.purposes),
                List.copyOf(draft.fields),
                concerns(noted.takesBack(), to, told),
                null);
    }

    /** The event by which the agency was told of what is taken back now, if it was. */
    private @Nullable UUID concerns(@Nullable RegistrationId earlier, Told to, Map<AgencyCode, List<Event>> told) {
        if (earlier == null) {
            return null;
        }
        UUID id = subjects.event(to.agency(), earlier, to.person());
        boolean inThisRound = told.getOrDefault(to.agency(), List.of()).stream()
                .anyMatch(event -> event.id().equals(id));
        return inThisRound || feed.told(to.agency(), id) ? id : null;
    }

    private static FeedDesk.Type type(RegistrationKind kind) {
        return switch (kind) {
            case REVOKE -> FeedDesk.Type.ANNULLED;
            case CORRECT, BIRTH_DATE -> FeedDesk.Type.CORRECTED;
            case ADDR,
                    MOVE_IN,
                    NAME,
                    ID_NUMBER,
                    DEATH,
                    DEATH_DECL,
                    MARRY,
                    MARRY_748,
                    DIVORCE,
                    END_748,
                    MOVE_OUT,
                    SPLIT,
                    MERGE,
                    BIRTHPLACE,
                    BIRTH,
                    ACK,
                    GUARD,
                    ASSIST,
                    CUSTODY,
                    INDIG,
                    ADOPT,
                    ADOPT_END,
                    INIT,
                    ANNUL,
                    HEAD,
                    RENUMBER,
                    BOUNDARY -> FeedDesk.Type.CHANGED;
        };
    }

    /** What an officer may know of a registration: whoever is hidden from them is not in it. */
    private Seen seen(Feed.Change change, NationalId officer) {
        Actor reader = RULE.serving(Set.of(officer));
        Set<PersonId> visible = registry.concerned(List.of(change.registration()), reader)
                .getOrDefault(change.registration(), Set.of());
        return new Seen(
                visible,
                change.ofDoors()
                        ? null
                        : registry.registration(change.registration(), reader).orElse(null));
    }

    /** 可見之登記; null where it is about doors, or not there for the officer. */
    private record Seen(Set<PersonId> visible, @Nullable Registration registration) {

        Set<Field> touched(Feed.Change change, PersonId person) {
            if (!visible.contains(person) || (registration == null && !change.ofDoors())) {
                return Set.of();
            }
            Collection<String> changes = registration == null
                    ? List.of()
                    : registration.affected().stream()
                            .filter(affected -> affected.person().equals(person))
                            .flatMap(affected -> affected.changes().keySet().stream())
                            .toList();
            return change.touched(changes);
        }
    }

    /** To whom, of whom. */
    private record Told(AgencyCode agency, PersonId person) {}

    private static final class Draft {

        private final Set<String> purposes = new TreeSet<>();
        private final Set<String> fields = new TreeSet<>();

        void add(String purpose, List<String> more) {
            purposes.add(purpose);
            fields.addAll(more);
        }
    }
}
