package tw.onestop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.PassportDesk;
import tw.onestop.notice.PassportDesk.Begun;
import tw.onestop.notice.PassportDesk.Finding;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;

/** Fixture: people who were confirmed for a first passport. */
@Component
public class PassportWorld {

    private static final String VILLAGE = "09007010001";
    private static final Actor CLERK = People.clerk(VILLAGE);

    private final PassportDesk desk;
    private final People people;

    PassportWorld(PassportDesk desk, People people) {
        this.desk = desk;
        this.people = people;
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
