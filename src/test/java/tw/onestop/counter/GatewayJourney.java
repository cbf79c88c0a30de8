package tw.onestop.counter;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tw.onestop.Walk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.trust.StampDoor;

/**
 * What journeys with messages share: a product whose gateways and time-stamps are outside, frozen until they thaw. It is another product
 * upon the same database: who signs in here is signed in nowhere else.
 */
abstract class GatewayJourney extends CounterJourney {

    static final GreenMail MAIL = mail();
    static final Frozen SMS = new Frozen();
    static final Frozen SMTP = Frozen.before(MAIL.getSmtp().getPort());
    private static final StampDoor STAMPING = StampDoor.open(Instant::now);
    static final Frozen STAMPS = Frozen.before(STAMPING.port());

    @DynamicPropertySource
    static void outside(DynamicPropertyRegistry settings) {
        settings.add("onestop.messages.sms.url", () -> SMS.url() + "sms");
        settings.add("onestop.messages.smtp.host", () -> "127.0.0.1");
        settings.add("onestop.messages.smtp.port", SMTP::port);
        settings.add("onestop.messages.gather", () -> "0s");
        settings.add("onestop.messages.timeout", () -> "2s");
        settings.add("onestop.messages.by-day", () -> "false"); // a journey at night is the same
        settings.add("onestop.trust.card.patience", () -> "1s");
        settings.add("onestop.trust.seal.stamp-url", STAMPS::url);
        settings.add("onestop.trust.seal.stamp-anchors", () -> anchors().toString());
    }

    private static GreenMail mail() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    private static Path anchors() {
        try {
            return Files.writeString(Files.createTempFile("tsa", ".pem"), STAMPING.anchorsAsPem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Clerk clerk() {
        StaffMember member =
                new StaffMember("walk-messages", "陳書記", Set.of(Role.CLERK), new OfficeCode(Clerk.NANGAN), null);
        return Clerk.of(Walk.of(member, access, port));
    }
}
