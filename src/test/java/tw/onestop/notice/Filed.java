package tw.onestop.notice;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationKind;

/** Applications as tests make them. */
public class Filed {

    static final Actor CLERK = Actor.staff("clerk-notice", new OfficeCode(FakeRegistry.NANGAN));
    static final NationalId APPLICANT = NationalId.of('Z', 2, 4_999_999);
    static final AgencyCode TAIPOWER = new AgencyCode("TAIPOWER");
    static final AgencyCode LAND = new AgencyCode("LAND");

    private final NoticeDesk desk;
    private final FakeRegistry registry;
    private final TransactionTemplate transaction;

    Filed(NoticeDesk desk, FakeRegistry registry, TransactionTemplate transaction) {
        this.desk = desk;
        this.registry = registry;
        this.transaction = transaction;
    }

    Registration aMove() {
        return registry.recorded(
                RegistrationKind.MOVE_IN,
                FakeRegistry.affected(
                        Sex.FEMALE,
                        1980,
                        FakeRegistry.NANGAN,
                        FakeRegistry.BEIGAN,
                        Map.of("ADDRESS", FakeRegistry.moved(), "NAME", FakeRegistry.renamed())));
    }

    static NoticeForm.Choice choice(AgencyCode agency, Registration registration, Map<String, String> keys) {
        return new NoticeForm.Choice(
                agency, ChangeType.ADDRESS, registration.affected().getFirst().person(), keys);
    }

    static NoticeForm form(Registration registration, NoticeForm.Choice... choices) {
        return new NoticeForm(
                List.of(registration.id()),
                APPLICANT,
                "王大明",
                null,
                "0912-345-678",
                "",
                true,
                ConsentNotices.VERSION,
                signature(true),
                List.of(choices));
    }

    Filing file(NoticeForm form) {
        return Objects.requireNonNull(transaction.execute(status -> desk.file(form, CLERK)));
    }

    /** Filed for Taipower and the land offices. */
    public Filing.Filed anApplication() {
        return (Filing.Filed) anApplication("0912-345-678", "", Set.of());
    }

    /** The same by somebody who wants to be told of results. */
    Filing anApplication(String phone, String email, Set<NoticeForm.Message> messages) {
        Registration move = aMove();
        NoticeForm form = form(
                move, choice(TAIPOWER, move, Map.of("electricityNo", "01234567890")), choice(LAND, move, Map.of()));
        return file(new NoticeForm(
                form.registrations(),
                form.applicant(),
                form.applicantName(),
                form.mandateAgent(),
                phone,
                email,
                form.consent(),
                form.consentVersion(),
                form.signaturePng(),
                form.choices(),
                form.wishes(),
                messages));
    }

    UUID item(Filing.Filed filed, AgencyCode agency) {
        return state(filed, agency).id();
    }

    Receipt.Item state(Filing.Filed filed, AgencyCode agency) {
        return desk.receipt(filed.receiptNo(), CLERK).orElseThrow().items().stream()
                .filter(item -> item.agency().code().equals(agency))
                .findFirst()
                .orElseThrow();
    }

    public static byte[] signature(boolean drawn) {
        return picture(300, 100, pen -> {
            if (drawn) {
                pen.setStroke(new BasicStroke(3));
                pen.drawLine(20, 20, 250, 80);
            }
        });
    }

    /** A white PNG with what is drawn on it in black. */
    public static byte[] picture(int width, int height, Consumer<Graphics2D> drawing) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.BLACK);
        drawing.accept(pen);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
