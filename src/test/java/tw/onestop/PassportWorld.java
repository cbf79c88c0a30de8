package tw.onestop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.PassportDesk;
import tw.onestop.notice.PassportDesk.Begun;
import tw.onestop.notice.PassportDesk.Finding;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Forms;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;
import tw.onestop.registry.Recording;
import tw.onestop.registry.RegistryDesk;

/** Fixture: people who were confirmed for a first passport. */
@Component
public class PassportWorld {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final String VILLAGE = "09007010001";
    private static final Actor CLERK = People.clerk(VILLAGE);

    private final PassportDesk desk;
    private final People people;
    private final RegistryDesk registry;
    private final TransactionTemplate transaction;

    PassportWorld(PassportDesk desk, People people, RegistryDesk registry, TransactionTemplate transaction) {
        this.desk = desk;
        this.people = people;
        this.registry = registry;
        this.transaction = transaction;
    }

    /** Somebody grown up; their number. */
    public String confirmed() {
        Person person = people.household(VILLAGE, "護照路9號")
                .head("陳首次", Sex.MALE, LocalDate.of(1990, 5, 6))
                .found()
                .person(0);
        confirm(person);
        return person.nationalId().value();
    }

    public void confirm(Person person) {
        if (!(desk.begin(person.id(), picture(), CLERK) instanceof Begun.Case(UUID id))) {
            throw new IllegalStateException("no confirmation could be begun");
        }
        assertThat(desk.decide(
                        id,
                        new Finding(
                                "NO",
                                Set.of("ID_CARD"),
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "ID_CARD",
                                "YES",
                                "CONFIRMED",
                                ""),
                        CLERK))
                .isEmpty();
    }

    /** Takes another given name. */
    public void renamed(String number, String name) {
        record(Forms.nameChange(person(number), name));
    }

    /** Dies today. */
    public void dies(String number) {
        Person undertaker = people.household(VILLAGE, "護照路10號")
                .head("殯葬業", Sex.MALE, LocalDate.of(1980, 5, 6))
                .found()
                .person(0);
        record(Forms.death(person(number), RocDate.slashed(LocalDate.now(TAIPEI)), undertaker, "UNDERTAKER"));
    }

    private Person person(String number) {
        return registry.person(new NationalId(number), AsOf.on(LocalDate.now(TAIPEI)), CLERK)
                .orElseThrow();
    }

    private void record(Forms form) {
        assertThat(transaction.<Recording>execute(_ -> registry.record(List.of(form.form()), Map.of(), CLERK)))
                .isInstanceOf(Recording.Recorded.class);
    }

    private static byte[] picture() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(350, 450, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
