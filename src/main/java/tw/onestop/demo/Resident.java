package tw.onestop.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Person.Marital;

/** A synthetic person while a family is being made around them. */
final class Resident {

    final Sex sex;
    final int age;
    final LocalDate born;
    final List<Resident> children = new ArrayList<>();

    /** Brothers and sisters whose parents are not in the register, themselves included. */
    List<Resident> siblings = List.of(this);

    Marital marital = Marital.SINGLE;

    @Nullable
    Resident spouse;

    @Nullable
    Resident father;

    @Nullable
    Resident mother;

    /** With whom a child lives whose parents are elsewhere. */
    @Nullable
    Resident grandparent;

    boolean lodger;

    @Nullable
    Hearth home;

    /** Null while alive. */
    @Nullable
    LocalDate died;

    int ref;
    String surname = "";
    String name = "";

    @Nullable
    String fatherName;

    @Nullable
    String motherName;

    Resident(Sex sex, int age, LocalDate born) {
        this.sex = sex;
        this.age = age;
        this.born = born;
    }

    boolean male() {
        return sex == Sex.MALE;
    }

    boolean rooted() {
        return father != null || mother != null || siblings.size() > 1;
    }

    Hearth home() {
        return Objects.requireNonNull(home, "a resident without a home");
    }

    void marry(Resident other) {
        spouse = other;
        other.spouse = this;
        marital = Marital.MARRIED;
        other.marital = Marital.MARRIED;
    }

    /** Becomes the child of this parent and of the parent's spouse. */
    void bornTo(Resident parent) {
        Resident other = parent.spouse;
        mother = parent.male() ? other : parent;
        father = parent.male() ? parent : other;
        parent.children.add(this);
        if (other != null) {
            other.children.add(this);
        }
    }

    /** Children of the same sex of the same parents, the eldest first; the person alone when there are none. */
    List<Resident> ofSameSexAndParents() {
        Resident parent = father != null ? father : mother;
        List<Resident> all = parent != null ? parent.children : siblings;
        return all.stream()
                .filter(r -> r.sex == sex)
                .sorted((a, b) -> a.born.compareTo(b.born))
                .toList();
    }
}
