package tw.onestop.exchange;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** 電子郵件閘道: SMTP. The identification of a message is the same at every attempt. */
@Component
class SmtpGateway implements Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpGateway.class);

    private final MessageSettings settings;
    private final Clock clock;
    private final JavaMailSenderImpl server;

    SmtpGateway(MessageSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.server = server(settings);
    }

    private static JavaMailSenderImpl server(MessageSettings settings) {
        JavaMailSenderImpl server = new JavaMailSenderImpl();
        MessageSettings.Smtp smtp = settings.smtp();
        server.setHost(smtp.host());
        server.setPort(smtp.port());
        server.setDefaultEncoding(StandardCharsets.UTF_8.name());
        Properties properties = server.getJavaMailProperties();
        String millis = Long.toString(settings.timeout().toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        if (!smtp.username().isEmpty()) {
            server.setUsername(smtp.username());
            server.setPassword(smtp.password());
            properties.setProperty("mail.smtp.auth", "true");
        }
        if (smtp.startTls()) {
            properties.setProperty("mail.smtp.starttls.enable", "true");
            properties.setProperty("mail.smtp.starttls.required", "true");
            properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        }
        return server;
    }

    @Override
    public MessageDesk.Channel channel() {
        return MessageDesk.Channel.EMAIL;
    }

    @Override
    public boolean ready() {
        return !settings.smtp().host().isEmpty();
    }

    @Override
    public Sent send(UUID id, MessageDesk.Message message) {
        try {
            MimeMessage mail = server.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
            helper.setFrom(settings.from());
            helper.setTo(message.address());
            helper.setSubject(message.subject());
            helper.setText(message.body());
            helper.setSentDate(Date.from(clock.instant()));
            mail.setHeader("Message-ID", "<" + id + "@onestop.ris>");
            mail.setHeader("Auto-Submitted", "auto-generated");
            server.send(mail);
            return Sent.TAKEN;
        } catch (AddressException wrong) {
            return Sent.REFUSED;
        } catch (MessagingException | MailException fault) {
            // Its text may hold the address.
            LOG.warn("the mail {} was not taken: {}", id, fault.getClass().getSimpleName());
            return addressRefused(fault) ? Sent.REFUSED : Sent.AWAY;
        }
    }

    /** The server answered that it will never take this recipient; anything else may pass. */
    private static boolean addressRefused(Exception fault) {
        return fault instanceof MailSendException several
                && several.getFailedMessages().values().stream()
                        .anyMatch(one -> one instanceof SendFailedException failed
                                && failed.getInvalidAddresses() != null
                                && failed.getInvalidAddresses().length > 0);
    }
}
