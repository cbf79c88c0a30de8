package tw.onestop.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.notice.Filing;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.NoticeForm;
import tw.onestop.notice.ReminderDesk;
import tw.onestop.registry.Address;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Household;
import tw.onestop.registry.Person;
import tw.onestop.registry.Recording;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;

/**
 * 示範往日登記: families that moved or lost somebody some weeks ago and left without what they could have had, so that the office has whom
 * to remind. Registered by the register's own desk, on its days.
 */
final class Earlier {

    /** Known for longer than anybody of them is registered for. */
    static final Duration FOUNDED = Duration.ofDays(45);

    static final String MOVED = "上月遷居，可通報新址 moved a month ago, reminder due";
    static final String BEREAVED = "家有喪事，保單等待提醒 bereaved, reminders due";

    private static final Actor DEMO = Actor.rule("demo");
    private static final Logger LOG = LoggerFactory.getLogger(Earlier.class);
    private static final AgencyCode TAX = new AgencyCode("LTAX");

    /** Six days after the moves. */
    private static final Duration LATER = Duration.ofDays(24);

    private final RegistryDesk registry;
    private final NoticeDesk notices;
    private final ReminderDesk reminders;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private int moves;

    Earlier(ApplicationContext product) {
        this.registry = product.getBean(RegistryDesk.class);
        this.notices = product.getBean(NoticeDesk.class);
        this.reminders = product.getBean(ReminderDesk.class);
        this.transaction = new TransactionTemplate(product.getBean(PlatformTransactionManager.class));
        this.clock = product.getBean(Clock.class);
    }

    /** Whoever cannot be registered so is left out: a demonstration does not end by it. */
    void register(List<State.Citizen> citizens) {
        each(citizens, MOVED, 30, 0, this::moved);
        each(citizens, BEREAVED, 24, 3, this::died);
        reminders.lookAgain(LocalDate.now(clock).minusDays(31), DEMO);
    }

    private void each(
            List<State.Citizen> citizens, String about, int daysAgo, int apart, Consumer<Household> registered) {
        List<State.Citizen> those = citizens.stream()
                .filter(citizen -> citizen.about().startsWith(about))
                .toList();
        for (int i = 0; i < those.size(); i++) {
            State.Citizen citizen = those.get(i);
            SetBackClock.ago(Duration.ofDays(daysAgo - (long) i * apart), () -> {
                Optional<Household> household = household(citizen);
                household.ifPresent(registered);
                return household;
            });
        }
    }

    private Optional<Household> household(State.Citizen citizen) {
        AsOf now = AsOf.on(LocalDate.now(clock));
        return registry.person(new NationalId(citizen.nationalId()), now, DEMO)
                .flatMap(person -> registry.household(person.householdNo(), now, DEMO));
    }

    /** A whole household moves to another house of its village; the tax office is told by one of three on the day, by one six days later. */
    private void moved(Household household) {
        Person head = head(household);
        Address address = household.address();
        Optional<RegistrationId> move = record(
                household,
                new RegistrationForm(
                        RegistrationKind.ADDR,
                        head.id(),
                        applicant(head, "SELF"),
                        Map.of(
                                "mode", "WHOLE",
                                "eventDate", day(1),
                                "evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,TITLE_DEED,HEAD_CONSENT",
                                "address.villageCode", address.villageCode(),
                                "address.neighbourhood", String.valueOf(address.neighbourhood()),
                                "address.street", "示範路%d號".formatted(head.id().value() % 900 + 1))));
        move.ifPresent(registration -> {
            moves++;
            if (moves % 3 == 2) {
                tell(registration, head);
            } else if (moves % 3 == 0) {
                SetBackClock.ago(LATER, () -> tell(registration, head));
            }
        });
    }

    private boolean tell(RegistrationId registration, Person head) {
        NoticeForm form = new NoticeForm(
                List.of(registration),
                head.nationalId(),
                head.name(),
                null,
                "0836-22101",
                "",
                true,
                notices.consentNotice().version(),
                SignedOnScreen.png(),
                List.of(new NoticeForm.Choice(TAX, ChangeType.ADDRESS, head.id(), Map.of())));
        Actor clerk = Actor.staff("demo", new OfficeCode(head.address().townshipCode()));
        Filing filing = transaction.execute(_ -> notices.file(form, clerk));
        if (filing instanceof Filing.Refused refused) {
            LOG.warn("no earlier notice in the demonstration: {}", codes(refused.refusals()));
        }
        return filing instanceof Filing.Filed;
    }

    /** The spouse of the head dies. */
    private void died(Household household) {
        household.members().stream()
                .filter(member -> member.relationToHead().equals("配偶"))
                .findFirst()
                .ifPresent(dead -> {
                    Optional<RegistrationId> _ = record(
                            household,
                            new RegistrationForm(
                                    RegistrationKind.DEATH,
                                    dead.id(),
                                    applicant(head(household), "SPOUSE"),
                                    Map.of(
                                            "eventDate", day(4),
                                            "deathPlace", "連江縣立醫院",
                                            "idCardReturned", "RETURNED",
                                            "evidence", "DEATH_CERTIFICATE,ID_CARD,HOUSEHOLD_CERTIFICATE")));
                });
    }

    private Optional<RegistrationId> record(Household household, RegistrationForm form) {
        Actor clerk = Actor.staff("demo", new OfficeCode(household.address().townshipCode()));
        Recording recording = transaction.execute(
                _ -> registry.record(List.of(form), Map.of(household.no(), household.version()), clerk));
        if (recording instanceof Recording.Recorded(List<RegistrationId> registrations)) {
            return Optional.of(registrations.getFirst());
        }
        LOG.warn("no earlier {} in the demonstration: {}", form.kind(), why(recording));
        return Optional.empty();
    }

    private static Object why(@Nullable Recording recording) {
        return recording instanceof Recording.Refused refused
                ? codes(refused.refusals().values().stream()
                        .flatMap(List::stream)
                        .toList())
                : "overtaken";
    }

    private static List<String> codes(List<Refusal> refusals) {
        return refusals.stream().map(Refusal::code).toList();
    }

    private static Person head(Household household) {
        return household.members().stream()
                .filter(member -> member.id().equals(household.head()))
                .findFirst()
                .orElseThrow();
    }

    private static RegistrationForm.Applicant applicant(Person person, String relation) {
        return new RegistrationForm.Applicant(person.nationalId().value(), person.name(), relation, "0836-22101", null);
    }

    /** So many days before the day it is registered. */
    private String day(int before) {
        return RocDate.slashed(LocalDate.now(clock).minusDays(before));
    }
}
