package tw.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Sex;

/**
 * Fixtures: households founded for one test, in a register that may hold others, with numbers nobody else uses.
 *
 * <pre>{@code
 * var wang = people.household("09007010001", "介壽路1號")
 *         .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
 *         .spouse("林美", Sex.FEMALE, LocalDate.of(1982, 3, 4))
 *         .child("王一", Sex.MALE, LocalDate.of(2015, 5, 6))
 *         .found();
 * wang.person(0);
 * }</pre>
 */
@Component
public class People {

    private static final AtomicLong HOUSEHOLDS = new AtomicLong();
    private static final AtomicInteger NUMBERS = new AtomicInteger(5_000_000);

    private final Loading loading;
    private final RegistryDesk desk;
    private final Rulebook rulebook;
    private final TransactionTemplate transaction;

    People(Loading loading, RegistryDesk desk, Rulebook rulebook, PlatformTransactionManager transactions) {
        this.rulebook = rulebook;
        this.loading = loading;
        this.desk = desk;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A number with a valid check digit that no other test uses. */
    public static NationalId nextId(Sex sex) {
        return NationalId.of('Y', sex == Sex.MALE ? 1 : 2, NUMBERS.incrementAndGet());
    }

    /** A clerk of the office of a township, by the township's eight digits or a village's eleven. */
    public static Actor clerk(String code) {
        return Actor.staff("clerk", new OfficeCode(code.substring(0, 8)));
    }

    /** What a test wrote into the tables of rules holds for the next question. */
    public void forgetRules() {
        rulebook.forget();
    }

    public Builder household(String villageCode, String street) {
        return new Builder(villageCode, street);
    }

    /** Writes whole households as they are. */
    public void load(List<Founding> households) {
        transaction.executeWithoutResult(tx -> loading.found(households));
    }

    /** A household as founded. */
    public record Home(HouseholdNo no, String villageCode, List<NationalId> numbers, List<Person> members) {

        /** Members in the order they were given, the head first. */
        public Person person(int index) {
            return members.get(index);
        }

        public PersonId id(int index) {
            return person(index).id();
        }
    }

    /** Builds one household; the first member is the head. */
    public final class Builder {

        private final String villageCode;
        private final String street;
        private final List<Founding.Member> members = new ArrayList<>();
        private LocalDate since = LocalDate.of(2010, 1, 1);

        private Builder(String villageCode, String street) {
            this.villageCode = villageCode;
            this.street = street;
        }

        public Builder since(LocalDate day) {
            this.since = day;
            return this;
        }

        public Builder head(String name, Sex sex, LocalDate birth) {
            return member(name, sex, birth, Person.Marital.SINGLE, "戶長", null, null, null);
        }

        /** The head's spouse; both become married. */
        public Builder spouse(String name, Sex sex, LocalDate birth) {
            Founding.Member head = members.getFirst();
            int ref = members.size() + 1;
            members.set(
                    0,
                    new Founding.Member(
                            head.ref(),
                            head.nationalId(),
                            head.name(),
                            head.surnameLength(),
                            head.sex(),
                            head.birthDate(),
                            head.birthPlace(),
                            head.birthOrder(),
                            Person.Marital.MARRIED,
                            head.relationToHead(),
                            ref,
                            head.fatherRef(),
                            head.motherRef(),
                            head.fatherName(),
                            head.motherName()));
            return member(name, sex, birth, Person.Marital.MARRIED, "配偶", 1, null, null);
        }

        /** A child of the head and, where there is one, of the head's spouse. */
        public Builder child(String name, Sex sex, LocalDate birth) {
            Founding.Member head = members.getFirst();
            boolean headIsFather = head.sex() == Sex.MALE;
            Integer other = head.spouseRef();
            long before = members.stream()
                    .filter(m -> m.sex() == sex && m.relationToHead().matches(".*[子女]"))
                    .count();
            String relation = (before == 0 ? "長" : before == 1 ? "次" : "參") + (sex == Sex.MALE ? "子" : "女");
            return member(
                    name,
                    sex,
                    birth,
                    Person.Marital.SINGLE,
                    relation,
                    null,
                    headIsFather ? Integer.valueOf(1) : other,
                    headIsFather ? other : Integer.valueOf(1));
        }

        /** Gives the last of them a number of their own choice. */
        public Builder numbered(NationalId number) {
            Founding.Member m = members.removeLast();
            members.add(new Founding.Member(
                    m.ref(),
                    number,
                    m.name(),
                    m.surnameLength(),
                    m.sex(),
                    m.birthDate(),
                    m.birthPlace(),
                    m.birthOrder(),
                    m.marital(),
                    m.relationToHead(),
                    m.spouseRef(),
                    m.fatherRef(),
                    m.motherRef(),
                    m.fatherName(),
                    m.motherName()));
            return this;
        }

        /** Somebody who lodges there. */
        public Builder lodger(String name, Sex sex, LocalDate birth) {
            return member(name, sex, birth, Person.Marital.SINGLE, "寄居", null, null, null);
        }

        private Builder member(
                String name,
                Sex sex,
                LocalDate birth,
                Person.Marital marital,
                String relation,
                @Nullable Integer spouse,
                @Nullable Integer father,
                @Nullable Integer mother) {
            String order = relation.replace('子', '男').replace('參', '三');
            members.add(new Founding.Member(
                    members.size() + 1,
                    nextId(sex),
                    name,
                    1,
                    sex,
                    birth,
                    "連江縣",
                    order.matches("[長次三][男女]") ? order : (sex == Sex.MALE ? "長男" : "長女"),
                    marital,
                    relation,
                    spouse,
                    father,
                    mother,
                    null,
                    null));
            return this;
        }

        /** Writes it into the register. */
        public Home found() {
            HouseholdNo no = new HouseholdNo("Y%07d".formatted(HOUSEHOLDS.incrementAndGet()));
            Address address = new Address(villageCode, "", "", "", 1, street);
            List<NationalId> numbers =
                    members.stream().map(Founding.Member::nationalId).toList();
            transaction.executeWithoutResult(tx -> loading.found(
                    List.of(new Founding(no, Household.Kind.SHARED_LIVING, address, since, List.copyOf(members)))));
            AsOf today = AsOf.on(LocalDate.of(2999, 1, 1));
            List<Person> persons = numbers.stream()
                    .map(n -> desk.person(n, today, Actor.rule("test")).orElseThrow())
                    .toList();
            return new Home(no, villageCode, numbers, persons);
        }
    }
}
