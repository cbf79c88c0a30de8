package tw.onestop.intake;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tw.onestop.intake.ReportDesk.LoadedFile;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistryDesk;

/**
 * 避嫌: what is kept here of a person is for nobody's eyes to whom that person is hidden (保護註記), and is not handled by their
 * kin (迴避). The register says who that is.
 */
@Component
class Discretion {

    private final RegistryDesk registry;

    Discretion(RegistryDesk registry) {
        this.registry = registry;
    }

    /** Those of some things kept of people in which nobody is whom the reader may not see. */
    <T> List<T> shown(Collection<T> kept, Function<T, Stream<PersonId>> people, Actor reader) {
        Set<PersonId> all = kept.stream().flatMap(people).collect(Collectors.toSet());
        Set<PersonId> hidden = all.isEmpty() ? Set.of() : registry.unseen(all, reader);
        return kept.stream()
                .filter(one -> people.apply(one).noneMatch(hidden::contains))
                .toList();
    }

    /** Tasks about nobody hidden: neither whom a report fits nor whose number stands in it. */
    List<Task> shown(List<Task> tasks, Actor reader) {
        Set<NationalId> hidden =
                hidden(tasks.stream().map(task -> task.report().facts().party()), reader);
        return shown(tasks, Discretion::party, reader).stream()
                .filter(task -> !hidden.contains(task.report().facts().party()))
                .toList();
    }

    /** Files without the lines that name whom the reader may not see; how many there were is not said either. */
    List<LoadedFile> visible(List<LoadedFile> files, Actor reader) {
        Set<NationalId> hidden = hidden(
                files.stream()
                        .flatMap(file -> file.broken().stream())
                        .flatMap(line -> NationalId.in(line.text()).stream()),
                reader);
        if (hidden.isEmpty()) {
            return files;
        }
        return files.stream()
                .map(file -> file.only(line -> Collections.disjoint(NationalId.in(line.text()), hidden)))
                .toList();
    }

    private Set<NationalId> hidden(Stream<NationalId> named, Actor reader) {
        Set<NationalId> numbers = named.collect(Collectors.toSet());
        return numbers.isEmpty() ? Set.of() : registry.unseenNumbers(numbers, reader);
    }

    boolean shows(Task task, Actor reader) {
        return !shown(List.of(task), reader).isEmpty();
    }

    private static Stream<PersonId> party(Task task) {
        return Stream.ofNullable(task.party());
    }

    static Stream<PersonId> parties(Sitting.Draft draft) {
        return draft.forms().stream().map(RegistrationForm::party);
    }

    /** Why a task is somebody else's to go on with. */
    Optional<Refusal> own(Task task, Actor clerk) {
        return registry.abstention(
                party(task).toList(), List.of(task.report().facts().party()), clerk);
    }

    /** The same of a report that is to be that of somebody else's number. */
    Optional<Refusal> own(Task task, NationalId meant, Actor clerk) {
        return registry.abstention(List.of(), List.of(task.report().facts().party(), meant), clerk);
    }

    /** Why the forms of a sitting are somebody else's to approve of: whoever may not record them may not. */
    Optional<Refusal> own(Sitting.Draft draft, Actor supervisor) {
        return draft.forms().stream()
                .flatMap(form -> registry.assess(form, supervisor).refusals().stream())
                .filter(refusal -> refusal.code().startsWith(RegistryDesk.ABSTAIN))
                .findFirst();
    }
}
