package tw.onestop.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;

/** 本人及近親: everybody to whom a way leads, judged by the one rule of who is near ({@link NearKin}). */
@Component
class OwnKin implements OwnKinDesk {

    private final Books books;
    private final NearKin kin;
    private final ProtectiveMarks marks;
    private final AuditDesk audit;
    private final Clock clock;

    OwnKin(Books books, NearKin kin, ProtectiveMarks marks, AuditDesk audit, Clock clock) {
        this.books = books;
        this.kin = kin;
        this.marks = marks;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Map<NationalId, Set<NationalId>> near(Collection<NationalId> selves, Actor reader) {
        Set<PersonId> hidden = marks.hiddenFrom(reader);
        Map<NationalId, Set<NationalId>> near = new HashMap<>();
        selves.forEach(self -> near.put(self, near(self, hidden)));
        audit.record(new Act(reader, "registry.kin.near", null, null, Act.Outcome.DONE, "of=" + selves.size()));
        return near;
    }

    private Set<NationalId> near(NationalId self, Set<PersonId> hidden) {
        Set<NationalId> numbers =
                new HashSet<>(Set.of(self)); // whom the register does not know may ask about that number, too
        Optional<PersonId> person =
                books.bearer(self).or(() -> books.formerBearers(self).stream().findFirst());
        if (person.isPresent()) {
            LocalDate today = LocalDate.now(clock);
            Set<PersonId> sides = books.withSpouses(List.of(person.get()));
            Set<PersonId> led =
                    books.bloodline(sides, kin.farthest(today), today, Set.of()).keySet();
            kin.among(books.withSpouses(led), List.of(), self).forEach((id, tie) -> {
                if (!hidden.contains(id)) {
                    numbers.add(tie.number());
                }
            });
        }
        return numbers;
    }
}
