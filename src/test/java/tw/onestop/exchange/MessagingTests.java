package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.exchange.MessageDesk.Channel;
import tw.onestop.exchange.MessageDesk.Message;
import tw.onestop.registry.People;
import tw.onestop.trust.TrustDesk;

@ProductTest
class MessagingTests {

    private static final String CHEN = "chen@example.tw";

    @Autowired
    Messages messages;

    @Autowired
    MessageRounds.Outward outward;

    @Autowired
    TrustDesk trust;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    private final MessageSettings settings = settings(1, "");

    @AfterEach
    void nothingIsLeft() {
        clock.reset();
        TestDatabase.asOwner()
                .sql("update exchange.message set state = 'WITHDRAWN' where state = 'PENDING'")
                .update();
    }

    @Test
    void aMailGoesOutByRealSmtpUnderOneIdentification() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            SmtpGateway smtp = new SmtpGateway(settings(server.getSmtp().getPort(), ""), clock);
            String about = promise(smtp, CHEN);
            MessageRounds rounds = rounds(smtp);

            assertThat(rounds.round()).isTrue();
            assertThat(rounds.round()).as("nothing is left").isFalse();

            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(CHEN);
            assertThat(mail.getSubject()).isEqualTo("新的辦理結果");
            assertThat(String.valueOf(mail.getContent())).contains("案號 " + about);
            assertThat(mail.getMessageID()).isEqualTo("<" + id(about) + "@onestop.ris>");
            assertThat(GreenMailUtil.getHeaders(mail)).contains("Auto-Submitted: auto-generated");
            assertThat(state(about)).isEqualTo("SENT");
            assertThat(acts(id(about))).containsExactly("DONE EMAIL " + about + " sent");
        } finally {
            server.stop();
        }
    }

    @Test
    void aDeadServerIsTriedAgainByTheScheduleAndGivenUpInTheEnd() {
        SmtpGateway dead = new SmtpGateway(settings(1, ""), clock);
        String about = promise(dead, CHEN);
        MessageRounds rounds = rounds(dead);
        assertThat(rounds.round()).isFalse();
        assertThat(attempts(about)).containsExactly("AWAY");
        rounds.round();
        assertThat(attempts(about)).as("not before its time").hasSize(1);
        clock.advance(Duration.ofSeconds(61));
        rounds.round();
        assertThat(attempts(about)).hasSize(2);
        assertThat(state(about)).isEqualTo("PENDING");

        clock.advance(Duration.ofDays(6));
        rounds.round();

        assertThat(state(about)).isEqualTo("DEAD");
        assertThat(acts(id(about))).containsExactly("REFUSED EMAIL " + about + " givenUp");
    }

    @Test
    void aTextMessageIsOnePostWithItsIdentification() throws Exception {
        Map<String, String> got = new ConcurrentHashMap<>();
        List<Integer> says = new CopyOnWriteArrayList<>(List.of(503, 200));
        HttpServer operator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        operator.createContext("/sms", exchange -> {
            got.put(
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(says.removeFirst(), -1);
            exchange.close();
        });
        operator.start();
        try (SmsGateway sms = new SmsGateway(
                settings(1, "http://127.0.0.1:" + operator.getAddress().getPort() + "/sms"))) {
            String about = promise(sms, "0912345678");
            MessageRounds rounds = rounds(sms);
            assertThat(rounds.round()).as("the operator is away").isFalse();
            clock.advance(Duration.ofSeconds(61));
            assertThat(rounds.round()).isTrue();

            assertThat(got).hasSize(1).containsKey(id(about).toString());
            assertThat(got.get(id(about).toString())).contains("\"to\":\"0912345678\"", "案號 " + about);
            assertThat(state(about)).isEqualTo("SENT");
        } finally {
            operator.stop(0);
        }
    }

    @Test
    void aGatewayThatBeginsItsAnswerAndNeverEndsItIsAwayUntilItTakesSomething() throws Exception {
        AtomicBoolean thawed = new AtomicBoolean();
        HttpServer operator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        operator.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        operator.createContext("/sms", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, thawed.get() ? -1 : 100);
            if (thawed.get()) {
                exchange.close();
            } else {
                exchange.getResponseBody().flush();
            }
        });
        operator.start();
        try (SmsGateway sms = new SmsGateway(
                settings(1, "http://127.0.0.1:" + operator.getAddress().getPort() + "/sms"))) {
            String about = promise(sms, "0912345678");
            MessageRounds rounds = rounds(sms);
            assertThat(CompletableFuture.supplyAsync(rounds::round).get(40, TimeUnit.SECONDS))
                    .isFalse();
            assertThat(awaySince("SMS")).hasSize(1);
            thawed.set(true);
            clock.advance(Duration.ofSeconds(61));
            assertThat(rounds.round()).isTrue();
            assertThat(state(about)).isEqualTo("SENT");
            assertThat(awaySince("SMS")).isEmpty();
        } finally {
            operator.stop(0);
        }
    }

    private static List<Timestamp> awaySince(String channel) {
        return TestDatabase.asOwner()
                .sql("select since from exchange.gateway_away where channel = ?")
                .param(channel)
                .query(Timestamp.class)
                .list();
    }

    @Test
    void anAddressThatIsNeverTakenIsNotTriedAgain() {
        Recording gateway = new Recording(Gateway.Sent.REFUSED);
        String about = promise(gateway, "0912345678");
        assertThat(rounds(gateway).round()).isTrue();
        assertThat(state(about)).isEqualTo("DEAD");
        assertThat(acts(id(about))).containsExactly("REFUSED SMS " + about + " addressRefused");
    }

    @Test
    void whatWaitsAndSaysTheSameIsSaidOnceAndLaterAgain() {
        Recording gateway = new Recording(Gateway.Sent.TAKEN);
        String about = promise(gateway, "0912345678");
        promise(gateway, about, "0912345678");
        MessageRounds rounds = rounds(gateway);
        while (rounds.round()) {}
        assertThat(gateway.sent).hasSize(1);
        promise(gateway, about, "0912345678");
        while (rounds.round()) {}
        assertThat(gateway.sent).hasSize(2);
    }

    /** A gateway that has it already gives the later one no sound, and nobody would be told of the second result. */
    @Test
    void whatMayHaveLeftTakesNoLaterOneIn() {
        String about = UUID.randomUUID().toString();
        Recording away = new Recording(Gateway.Sent.AWAY);
        Recording gateway = new Recording(Gateway.Sent.AWAY, () -> promise(away, about, "0912345678"));
        promise(gateway, about, "0912345678");
        rounds(gateway).round();
        promise(away, about, "0912345678");
        assertThat(ids(about))
                .as("in hand when the second came, which the third joins")
                .hasSize(2);

        clock.advance(Duration.ofSeconds(61));
        rounds(away).round();
        promise(away, about, "0912345678");
        rounds(away).round();
        promise(away, about, "0912345678");
        Recording there = new Recording(Gateway.Sent.TAKEN);
        MessageRounds rounds = rounds(there);
        clock.advance(Duration.ofMinutes(6));
        while (rounds.round()) {}
        assertThat(there.ids).as("each under its own").containsExactlyInAnyOrderElementsOf(ids(about));
        assertThat(there.ids).hasSize(3);
    }

    @Test
    void nobodyAtHomeIsWokenAndOfficersAreToldAtAnyHour() {
        LocalDate day = LocalDate.of(2061, 3, 4);
        Recording gateway = new Recording(Gateway.Sent.AWAY);
        MessageRounds rounds = rounds(gateway);
        clock.goTo(day);
        clock.advance(Duration.ofHours(7).plusMinutes(59));
        String late = promiseByDay(gateway);
        assertThat(rounds.round()).as("19:59, and the gateway is away").isFalse();
        assertThat(attempts(late)).containsExactly("AWAY");
        Recording there = new Recording(Gateway.Sent.TAKEN);
        rounds = rounds(there);
        clock.advance(Duration.ofMinutes(2));
        String night = promiseByDay(there);
        String officer = promise(there, "0922222222");
        while (rounds.round()) {}
        assertThat(there.sent).as("20:01").containsExactly(officer);
        clock.advance(Duration.ofHours(11).plusMinutes(58));
        while (rounds.round()) {}
        assertThat(there.sent).as("07:59").hasSize(1);
        clock.advance(Duration.ofMinutes(2));
        while (rounds.round()) {}
        assertThat(there.sent).as("08:01").containsExactlyInAnyOrder(officer, late, night);
    }

    @Test
    void theHoursAreTheRulesOfTheDay() {
        LocalDate day = LocalDate.of(2061, 4, 4);
        rule("update registry.rule_value set effective = '(,2061-04-04)' where name like 'message.%'");
        rule(
                "insert into registry.rule_value select name, value + 2, '[2061-04-04,)', '測試' from registry.rule_value where name like 'message.%'");
        try {
            people.forgetRules();
            Recording gateway = new Recording(Gateway.Sent.TAKEN);
            MessageRounds rounds = rounds(gateway);
            clock.goTo(day);
            clock.advance(Duration.ofHours(-3));
            String about = promiseByDay(gateway);
            while (rounds.round()) {}
            assertThat(gateway.sent)
                    .as("9:00, from the day on when it is 10 that counts")
                    .isEmpty();
            clock.advance(Duration.ofHours(12));
            while (rounds.round()) {}
            assertThat(gateway.sent).as("21:00").containsExactly(about);
        } finally {
            rule("delete from registry.rule_value where name like 'message.%' and legal_basis = '測試'");
            rule("update registry.rule_value set effective = '(,)' where name like 'message.%'");
            people.forgetRules();
        }
    }

    private static void rule(String statement) {
        TestDatabase.asOwner().sql(statement).update();
    }

    private String promiseByDay(Gateway gateway) {
        String about = UUID.randomUUID().toString();
        Messaging desk = new Messaging(messages, List.of(gateway), trust, settings, clock);
        transaction.executeWithoutResult(
                _ -> desk.promiseByDay(List.of(message(gateway.channel(), about, "0912345678"))));
        return about;
    }

    @Test
    void anotherAddressIsToldTooWhileOneWaits() {
        Recording gateway = new Recording(Gateway.Sent.TAKEN);
        String about = promise(gateway, "0912345678");
        promise(gateway, about, "0933333333");
        MessageRounds rounds = rounds(gateway);
        while (rounds.round()) {}
        assertThat(gateway.addresses).containsExactlyInAnyOrder("0912345678", "0933333333");
    }

    /** A gateway that hangs keeps no clerk waiting. */
    @Test
    void whatIsUnderWayCanBeTakenBackWithoutWaitingForTheGateway() throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        Recording gateway = new Recording(Gateway.Sent.AWAY, () -> {
            taken.countDown();
            hold(hangs);
        });
        String about = promise(gateway, "0912345678");
        MessageRounds rounds = rounds(gateway);
        Thread sending = Thread.ofPlatform().start(rounds::round);
        try {
            assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
            Messaging desk = new Messaging(messages, List.of(gateway), trust, settings, clock);
            int back = assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> Objects.requireNonNull(transaction.<Integer>execute(_ -> desk.withdraw(about))));
            assertThat(back).as("it may arrive all the same").isZero();
        } finally {
            hangs.countDown();
            sending.join();
        }
        clock.advance(Duration.ofHours(1));
        rounds.round();
        assertThat(gateway.sent).as("not tried again").hasSize(1);
        assertThat(state(about)).isEqualTo("WITHDRAWN");
    }

    @Test
    void oneThatCannotBeSentHoldsUpNoOtherAndIsGivenUpInTheEnd() {
        Recording gateway = new Recording(Gateway.Sent.TAKEN);
        String broken = promise(gateway, "0912345678");
        TestDatabase.asOwner()
                .sql(
                        "update exchange.message set address_sealed = 'no seal', next_attempt_at = next_attempt_at - interval '1 hour' where about = ?")
                .param(broken)
                .update();
        String well = promise(gateway, "0933333333");
        MessageRounds rounds = rounds(gateway);
        assertThat(rounds.round()).isFalse();
        assertThat(rounds.round()).isTrue();
        assertThat(gateway.sent).containsExactly(well);

        clock.advance(Duration.ofDays(6));
        rounds.round();
        assertThat(state(broken)).isEqualTo("DEAD");
        assertThat(acts(id(broken))).containsExactly("REFUSED SMS " + broken + " givenUp");
    }

    @Test
    void afterACrashItIsSentOnceMoreAndNotAThirdTime() {
        Recording gateway = new Recording(Gateway.Sent.TAKEN, () -> {
            throw new OutOfMemoryError("a crash");
        });
        String about = promise(gateway, "0912345678");
        MessageRounds rounds = rounds(gateway);
        assertThatThrownBy(rounds::round).isInstanceOf(OutOfMemoryError.class);
        assertThat(rounds.round()).as("in hand").isFalse();
        clock.advance(Duration.ofMinutes(31));
        assertThatThrownBy(rounds::round).isInstanceOf(OutOfMemoryError.class);
        clock.advance(Duration.ofMinutes(31));
        assertThat(rounds.round()).isTrue();
        assertThat(gateway.sent).hasSize(2);
        assertThat(state(about)).isEqualTo("DEAD");
        assertThat(acts(id(about))).containsExactly("REFUSED SMS " + about + " neverNoted");
    }

    private static void hold(CountDownLatch latch) {
        try {
            boolean _ = latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void twoNodesSendEachMessageOnce() throws InterruptedException {
        Recording gateway = new Recording(Gateway.Sent.TAKEN);
        List<String> abouts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            abouts.add(promise(gateway, "09123456" + (10 + i)));
        }
        List<Thread> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(Thread.ofPlatform().start(() -> {
                MessageRounds rounds = rounds(gateway);
                while (rounds.round()) {}
            }));
        }
        for (Thread node : nodes) {
            node.join();
        }
        assertThat(gateway.sent).containsExactlyInAnyOrderElementsOf(abouts);
    }

    @Test
    void severalResultsWaitForEachOtherAndWhatIsTakenBackIsNotSent() {
        Recording gateway = new Recording(Gateway.Sent.TAKEN);
        Messaging gathering = new Messaging(
                messages,
                List.of(gateway),
                trust,
                new MessageSettings(
                        Duration.ofMinutes(10),
                        settings.retrySchedule(),
                        settings.giveUpAfter(),
                        settings.timeout(),
                        settings.from(),
                        settings.smtp(),
                        settings.sms()),
                clock);
        String about = UUID.randomUUID().toString();
        transaction.executeWithoutResult(_ -> gathering.promise(List.of(message(Channel.SMS, about, "0912345678"))));
        MessageRounds rounds = rounds(gateway);
        assertThat(rounds.round()).isFalse();
        assertThat(transaction.<Integer>execute(_ -> gathering.withdraw(about))).isEqualTo(1);
        clock.advance(Duration.ofMinutes(11));
        assertThat(rounds.round()).isFalse();
        assertThat(gateway.sent).isEmpty();
        assertThat(gathering.channels()).containsExactly(Channel.SMS);
    }

    @Test
    void whatHasNoGatewayIsNotPromised() {
        SmtpGateway none = new SmtpGateway(
                new MessageSettings(
                        Duration.ZERO,
                        settings.retrySchedule(),
                        settings.giveUpAfter(),
                        settings.timeout(),
                        settings.from(),
                        new MessageSettings.Smtp("", 25, "", "", false),
                        settings.sms()),
                clock);
        String about = promise(none, CHEN);
        assertThat(TestDatabase.asOwner()
                        .sql("select count(*) from exchange.message where about = ?")
                        .param(about)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Somewhere messages go, which says always the same. */
    private static final class Recording implements Gateway {

        final List<String> sent = new CopyOnWriteArrayList<>();
        final List<String> addresses = new CopyOnWriteArrayList<>();
        final List<UUID> ids = new CopyOnWriteArrayList<>();
        private final Sent says;
        private final Runnable meanwhile;

        Recording(Sent says) {
            this(says, () -> {});
        }

        Recording(Sent says, Runnable meanwhile) {
            this.says = says;
            this.meanwhile = meanwhile;
        }

        @Override
        public Channel channel() {
            return Channel.SMS;
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public Sent send(UUID id, Message message) {
            sent.add(message.about());
            addresses.add(message.address());
            ids.add(id);
            meanwhile.run();
            return says;
        }
    }

    private MessageRounds rounds(Gateway gateway) {
        return new MessageRounds(gateway, messages, settings, outward);
    }

    private String promise(Gateway gateway, String address) {
        String about = UUID.randomUUID().toString();
        promise(gateway, about, address);
        return about;
    }

    private void promise(Gateway gateway, String about, String address) {
        Messaging desk = new Messaging(messages, List.of(gateway), trust, settings, clock);
        transaction.executeWithoutResult(_ -> desk.promise(List.of(message(gateway.channel(), about, address))));
    }

    private static Message message(Channel channel, String about, String address) {
        return new Message(channel, about, address, "新的辦理結果", "案號 " + about + " 有新的辦理結果");
    }

    private static MessageSettings settings(int smtpPort, String smsUrl) {
        return new MessageSettings(
                Duration.ZERO,
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(5)),
                Duration.ofDays(5),
                Duration.ofSeconds(5),
                "no-reply@ris.example",
                new MessageSettings.Smtp("127.0.0.1", smtpPort, "", "", false),
                new MessageSettings.Sms(smsUrl, ""));
    }

    private static UUID id(String about) {
        List<UUID> ids = ids(about);
        assertThat(ids).hasSize(1);
        return ids.getFirst();
    }

    private static List<UUID> ids(String about) {
        return TestDatabase.asOwner()
                .sql("select id from exchange.message where about = ?")
                .param(about)
                .query(UUID.class)
                .list();
    }

    private static String state(String about) {
        return TestDatabase.asOwner()
                .sql("select state from exchange.message where about = ?")
                .param(about)
                .query(String.class)
                .single();
    }

    private static List<String> attempts(String about) {
        return TestDatabase.asOwner().sql("""
                        select outcome from exchange.message_attempt a join exchange.message m on m.id = a.message
                        where m.about = ? order by at
                        """).param(about).query(String.class).list();
    }

    private static List<String> acts(UUID id) {
        return TestDatabase.asOwner()
                .sql(
                        "select outcome || ' ' || detail from audit.trail where action = 'exchange.message.send' and object = ?")
                .param(id.toString())
                .query(String.class)
                .list();
    }
}
