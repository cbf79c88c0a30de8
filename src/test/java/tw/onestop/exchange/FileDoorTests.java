package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tw.onestop.exchange.WireWorld.eventually;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.sftp.client.SftpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tw.agencies.MediaAgency;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sha256;

/** 檔案交換 over SFTP, as an agency's own client sees it. */
@ProductTest
class FileDoorTests {

    private static final int LONG = 15_000;

    @Autowired
    FilingWorld filing;

    @Autowired
    WireWorld world;

    @Autowired
    RecordingHandler handler;

    @Autowired
    BundleDesk desk;

    @Autowired
    ExchangeDesk exchange;

    @Autowired
    DeadLetterDesk letters;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    BundleFolder folder;

    private FilingAgency agency;

    @BeforeEach
    void anAgencyThatWorksByFiles() {
        agency = filing.anAgency(Agency.Door.FILE);
    }

    @AfterEach
    void ends() {
        agency.close();
        clock.reset();
    }

    @Test
    void whatWaitsIsOneFileAndIsSentWhenItIsFetched() {
        List<UUID> ids = promised(3);
        eventually(() -> notices().size() == 1);
        String name = notices().getFirst();
        assertThat(handler.deliveredIds()).doesNotContainAnyElementsOf(ids);

        byte[] file = agency.read("/out/" + name);

        assertThat(handler.deliveredIds()).containsSubsequence(ids);
        FilingAgency.Opened opened = agency.opened(file);
        List<JsonNode> envelopes =
                opened.text("notices.jsonl").lines().map(WireWorld::json).toList();
        assertThat(envelopes).extracting(one -> one.path("id").asString()).containsExactlyElementsOf(texts(ids));
        assertThat(envelopes.getFirst().path("sequence").asString()).isEqualTo("000000000001");
        assertThat(envelopes.getFirst().path("data").path("who").asString()).isEqualTo("王𠮷明");
        JsonNode inside = WireWorld.json(opened.text("manifest.json"));
        assertThat(inside.path("contentSha256").asString())
                .isEqualTo(Sha256.hex(opened.text("notices.jsonl").getBytes(StandardCharsets.UTF_8)));
        JsonNode beside = WireWorld.json(
                new String(agency.read("/out/" + name.replace(".p7m", ".json")), StandardCharsets.UTF_8));
        assertThat(beside.path("fileSha256").asString()).isEqualTo(Sha256.hex(file));
        assertThat(beside.path("count").asInt()).isEqualTo(3);
        assertThat(acts("exchange.bundle.fetch")).isEqualTo(1);

        agency.read("/out/" + name);
        assertThat(handler.deliveredIds().stream().filter(ids::contains))
                .as("fetched again")
                .hasSize(3);
        assertThat(acts("exchange.bundle.fetch")).isEqualTo(2);
    }

    @Test
    void theNextFileComesAtItsHour() {
        promised(1);
        eventually(() -> notices().size() == 1);
        desk.choose(agency.code, new BundleDesk.Chosen("DAILY", "6", "JSON"), Actor.officer("o", agency.code));
        promised(2);
        clock.advance(Duration.ofMinutes(1));
        sleep();
        assertThat(notices()).hasSize(1);
        clock.advance(Duration.ofDays(1));
        eventually(() -> notices().size() == 2);
        JsonNode second = WireWorld.json(new String(
                agency.read("/out/" + notices().getLast().replace(".p7m", ".json")), StandardCharsets.UTF_8));
        assertThat(second.path("first").asString()).isEqualTo("000000000002");
        assertThat(second.path("last").asString()).isEqualTo("000000000003");
    }

    @Test
    void aBrokenLineComesBackAndTheRestIsTaken() {
        List<UUID> ids = promised(4);
        eventually(() -> notices().size() == 1);
        agency.fetched("notices");
        ids.forEach(id -> handler.scripted.put(id, ReplyAnswer.TAKEN));
        handler.scripted.put(ids.get(3), ReplyAnswer.NOT_FORWARD);
        String first = completed(ids.get(0));
        String broken = "{\"id\":\"" + ids.get(1) + "\",\"status\":\"DONE\"}";

        agency.reply(
                "replies-1.p7m",
                first,
                broken,
                "no json",
                completed(UUID.randomUUID()),
                completed(ids.get(2)),
                completed(ids.get(3)));

        eventually(() -> results().size() == 1);
        FilingAgency.Opened result = agency.fetched("results");
        JsonNode manifest = WireWorld.json(result.text("manifest.json"));
        assertThat(manifest.path("about").asString()).isEqualTo("replies-1.p7m");
        assertThat(manifest.path("lines").asInt()).isEqualTo(6);
        assertThat(manifest.path("taken").asInt()).isEqualTo(2);
        List<JsonNode> wrong =
                result.text("results.jsonl").lines().map(WireWorld::json).toList();
        assertThat(wrong)
                .extracting(line ->
                        line.path("line").asInt() + " " + line.path("code").asString())
                .containsExactly("2 unknownStatus", "3 bodyInvalid", "4 unknownNotice", "6 statusNotForward");
        assertThat(wrong.getFirst().path("content").asString()).isEqualTo(broken);
        assertThat(handler.replied).contains(ids.get(0), ids.get(2)).doesNotContain(ids.get(1));
    }

    @Test
    void aFileBroughtAgainIsTakenAgainSoThatWhatWasRefusedMayBeRightNow() {
        List<UUID> ids = promised(2);
        eventually(() -> notices().size() == 1);
        agency.fetched("notices");
        handler.scripted.put(ids.get(0), ReplyAnswer.TAKEN);
        handler.scripted.put(ids.get(1), ReplyAnswer.NOT_FORWARD);
        agency.reply("a.p7m", completed(ids.get(0)), completed(ids.get(1)));
        eventually(() -> results().size() == 1);
        assertThat(manifest("results").path("taken").asInt()).isEqualTo(1);
        handler.scripted.put(ids.get(0), ReplyAnswer.SAME_AGAIN);
        handler.scripted.put(ids.get(1), ReplyAnswer.TAKEN);
        agency.reply("a.p7m", completed(ids.get(0)), completed(ids.get(1)));
        eventually(() -> results().size() == 2);
        assertThat(manifest("results").path("taken").asInt()).isEqualTo(2);
        assertThat(manifest("results").path("wrong").asInt()).isZero();
    }

    @Test
    void aFileOfTheSameNameIsNotLostWhileTheFirstIsTakenAndNobodyWaitsForIt() {
        List<UUID> ids = promised(2);
        eventually(() -> notices().size() == 1);
        agency.fetched("notices");
        ids.forEach(id -> handler.scripted.put(id, ReplyAnswer.TAKEN));
        CountDownLatch letGo = held(ids.getFirst());
        agency.reply("same.p7m", completed(ids.getFirst()));
        eventually(() -> handler.reached.contains(ids.getFirst()));
        agency.reply("same.p7m", completed(ids.getLast()));
        // An exclusive opening that fails hides nothing of what lies there.
        refuses(sftp -> sftp.open(
                "/in/same.p7m", SftpClient.OpenMode.Write, SftpClient.OpenMode.Create, SftpClient.OpenMode.Exclusive));
        promised(1);
        desk.makeNow(agency.code, Actor.officer("o", agency.code));
        eventually(() -> notices().size() == 2);
        assertThat(handler.replied).doesNotContain(ids.getFirst());
        letGo.countDown();
        eventually(() -> handler.replied.containsAll(ids));
    }

    @Test
    void whatCannotBeWrittenIsGivenUpAndHoldsUpNothingElse() {
        Actor officer = Actor.officer("o", agency.code);
        desk.choose(agency.code, new BundleDesk.Chosen("HOURLY", "6", "BIG5"), officer);
        Outgoing good = WireWorld.aNotice(agency.code, UUID.randomUUID(), "a");
        Outgoing model = WireWorld.aNotice(agency.code, UUID.randomUUID(), "b");
        Outgoing bad = new Outgoing(
                model.id(), agency.code, model.type() + "x".repeat(120), model.citizenKey(), model.dataJson());
        Outgoing next = WireWorld.aNotice(agency.code, UUID.randomUUID(), "c");
        transaction.executeWithoutResult(_ -> exchange.promise(List.of(good, bad, next)));
        eventually(() -> letters.letters(agency.code, 0, officer).count() == 1);
        assertThat(handler.failed).contains(bad.id());
        assertThat(letters.letters(agency.code, 0, officer).page())
                .extracting(DeadLetterDesk.Letter::id)
                .containsExactly(bad.id());
        eventually(() -> !notices().isEmpty());
        agency.fetched("notices");
        eventually(() -> handler.deliveredIds().containsAll(List.of(good.id(), next.id())));
        assertThat(handler.deliveredIds()).doesNotContain(bad.id());
    }

    @Test
    void aFileStaysUntilItWasFetchedAndFourteenDaysFromThen() {
        promised(1);
        eventually(() -> notices().size() == 1);
        clock.advance(Duration.ofDays(15));
        sleep();
        agency.fetched("notices");
        sleep();
        assertThat(notices()).as("fetched a moment ago").hasSize(1);
        clock.advance(Duration.ofDays(15));
        eventually(() -> notices().isEmpty());
    }

    @Test
    void whatIsBegunTakesItsRoomForADay() {
        byte[] largest = new byte[4 * 1024 * 1024];
        refuses(sftp -> sftp.open(
                "/in/a.part", SftpClient.OpenMode.Write, SftpClient.OpenMode.Create, SftpClient.OpenMode.Append));
        for (String name : List.of("a", "b", "c", "d")) {
            agency.put("/in/" + name + ".part", largest);
        }
        assertThatThrownBy(() -> agency.put("/in/e.part", largest)).isInstanceOf(java.io.UncheckedIOException.class);
        clock.advance(Duration.ofHours(25));
        sleep();
        agency.put("/in/e.part", largest);
    }

    @Test
    void aConnectionThatIsTurnedAwayIsOneRowOfTheTrailAndOnlyWhereThereIsADoor() {
        String user = agency.code.value().toLowerCase(Locale.ROOT);
        assertThatThrownBy(() ->
                        agency.session(user, FilingAgency.sshPair(), FilingAgency.sshPair(), FilingAgency.sshPair()))
                .isInstanceOf(java.io.IOException.class);
        assertThat(acts("exchange.sftp.enter")).isEqualTo(1);
        String none = world.anAgency(Agency.Door.PULL).value();
        assertThatThrownBy(() -> agency.session(none.toLowerCase(Locale.ROOT), FilingAgency.sshPair()))
                .isInstanceOf(java.io.IOException.class);
        assertThat(acts("exchange.sftp.enter", none)).isZero();
    }

    @Test
    void oneAddressDoesNotTakeAllPlaces() throws Exception {
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 33; i++) {
                crowd.add(
                        new Socket(agency.address().getHost(), agency.address().getPort()));
            }
            eventually(() -> !comesIn());
        } finally {
            for (Socket one : crowd) {
                one.close();
            }
        }
        eventually(this::comesIn);
    }

    private boolean comesIn() {
        try {
            return agency.out() != null;
        } catch (java.io.UncheckedIOException e) {
            return false;
        }
    }

    @Test
    void aKeyThatIsRemovedShutsTheSessionItOpened() {
        refuses(sftp -> {
            sftp.close(sftp.openDir("/out"));
            desk.removeSshKey(agency.code, agency.fingerprint(), Actor.officer("o", agency.code));
            sftp.openDir("/out");
        });
        assertThat(acts("exchange.bundle.list")).as("refused, and an act").isEqualTo(1);
    }

    @Test
    void aFolderThatIsNotTheirsIsNotListedAndThatIsAnAct() throws Exception {
        Files.createDirectories(folder.of(agency.code).resolve("in/more"));
        refuses(sftp -> sftp.openDir("/in/more"));
        assertThat(acts("exchange.bundle.list")).isEqualTo(1);
    }

    @Test
    void aKeyThatTwoRegisterAtOnceIsOneAgencys() throws Exception {
        FilingAgency other = filing.anAgency(Agency.Door.FILE);
        KeyPair fresh = FilingAgency.sshPair();
        CompletableFuture<List<Refusal>> second;
        try (Connection first = TestDatabase.connectionOfOwner()) {
            first.setAutoCommit(false);
            JdbcClient.create(new SingleConnectionDataSource(first, true))
                    .sql("""
                    insert into exchange.ssh_key (fingerprint, agency, name, public_key, registered_at, registered_by)
                    values (?, ?, 'first', '', now(), 'o')
                    """)
                    .params(KeyUtils.getFingerPrint(fresh.getPublic()), other.code.value())
                    .update();
            second = CompletableFuture.supplyAsync(() -> desk.addSshKey(
                    agency.code,
                    "second",
                    PublicKeyEntry.toString(fresh.getPublic()),
                    Actor.officer("o", agency.code)));
            sleep();
            first.commit();
        }
        assertThat(second.get()).extracting(Refusal::code).containsExactly("bureau.files.key.taken");
        other.close();
    }

    @Test
    void noFileIsMadeForOneThatLeftWhileItWasAboutToBe() throws Exception {
        try (Connection mover = TestDatabase.connectionOfOwner()) {
            mover.setAutoCommit(false);
            JdbcClient moving = JdbcClient.create(new SingleConnectionDataSource(mover, true));
            desk.choose(agency.code, new BundleDesk.Chosen("HOURLY", "6", "JSON"), Actor.officer("o", agency.code));
            moving.sql("select 1 from exchange.bundle_setting where agency = ? for update")
                    .param(agency.code.value())
                    .query(Integer.class)
                    .single();
            promised(1);
            sleep();
            moving.sql("update agency.agency set door = 'PULL' where code = ?")
                    .param(agency.code.value())
                    .update();
            mover.commit();
        }
        sleep();
        assertThat(notices()).isEmpty();
    }

    @Test
    void whereNothingIsDueNothingIsLocked() {
        desk.choose(agency.code, new BundleDesk.Chosen("HOURLY", "6", "JSON"), Actor.officer("o", agency.code));
        String before = setting();
        sleep();
        assertThat(setting()).isEqualTo(before);
    }

    /** The row's version and who locked it last. */
    private String setting() {
        return TestDatabase.asOwner()
                .sql("select ctid || ' ' || xmin || ' ' || xmax from exchange.bundle_setting where agency = ?")
                .param(agency.code.value())
                .query(String.class)
                .single();
    }

    @Test
    void repliesAboutOneNoticeKeepTheirOrder() {
        UUID id = promised(1).getFirst();
        eventually(() -> notices().size() == 1);
        agency.fetched("notices");
        handler.scripted.put(id, ReplyAnswer.TAKEN);
        agency.reply("a.p7m", "{\"id\":\"" + id + "\",\"status\":\"RECEIVED\"}", completed(id));
        eventually(() -> results().size() == 1);
        assertThat(handler.replied.stream().filter(id::equals)).hasSize(2);
        assertThat(WireWorld.json(agency.fetched("results").text("manifest.json"))
                        .path("taken")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void whatIsNoFileOfTheAgencysIsReturnedWithWhatIsWrong() {
        UUID id = promised(1).getFirst();
        byte[] line = completed(id).getBytes(StandardCharsets.UTF_8);
        MediaAgency stranger = MediaAgency.of("EC", "", filing(agency));
        byte[] good = agency.sealed("replies.jsonl", line);
        byte[] bent = good.clone();
        bent[bent.length - 20] ^= 1;
        byte[] bomb = new byte[17 * 1024 * 1024];
        Arrays.fill(bomb, (byte) '\n');
        assertThat(refusal("malformed.p7m", "hello".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("fileUnreadable");
        assertThat(refusal("cut.p7m", Arrays.copyOf(good, good.length / 2))).isIn("fileUnreadable", "fileAltered");
        assertThat(refusal("bent.p7m", bent)).isEqualTo("fileAltered");
        assertThat(refusal("stranger.p7m", stranger.close(FilingAgency.zip("replies.jsonl", line))))
                .isEqualTo("fileSignedByAnother");
        assertThat(refusal("for-another.p7m", agency.sealedFor(agency.keys.opening(), "replies.jsonl", line)))
                .isEqualTo("fileWrongKey");
        assertThat(refusal("bomb.p7m", agency.sealed("replies.jsonl", bomb))).isEqualTo("fileTooLarge");
        assertThat(refusal("path.p7m", agency.sealed("../../replies.jsonl", line)))
                .isEqualTo("fileContents");
        assertThat(refusal("other.p7m", agency.sealed("notices.jsonl", line))).isEqualTo("fileContents");
        assertThat(handler.replied).doesNotContain(id);
    }

    @Test
    void anAgencyIsShutUpInItsFolder() throws Exception {
        promised(1);
        eventually(() -> notices().size() == 1);
        String name = notices().getFirst();
        try (FilingAgency other = filing.anAgency(Agency.Door.FILE)) {
            assertThat(other.out()).isEmpty();
            for (String path : List.of(
                    "/out/" + name,
                    "/../" + agency.code + "/out/" + name,
                    "../" + agency.code + "/out/" + name,
                    "/etc/passwd")) {
                assertThatThrownBy(() -> other.read(path)).as(path).isInstanceOf(java.io.UncheckedIOException.class);
            }
            String user = agency.code.value().toLowerCase(Locale.ROOT);
            assertThatThrownBy(() -> other.session(user, other.ssh)).isInstanceOf(java.io.IOException.class);
        }
        for (String path :
                List.of("/out/x.p7m", "/x.p7m", "/in/../x.p7m", "/in/a b.p7m", "/in/.hidden", "/in/x/y.p7m")) {
            assertThatThrownBy(() -> agency.put(path, new byte[] {1}))
                    .as(path)
                    .isInstanceOf(java.io.UncheckedIOException.class);
        }
        refuses(sftp -> sftp.remove("/out/" + name));
        refuses(sftp -> sftp.mkdir("/in/more"));
        refuses(sftp -> sftp.rename("/out/" + name, "/in/" + name));
        refuses(sftp -> sftp.symLink("/in/link", "/etc/passwd"));
        assertThat(notices()).containsExactly(name);
        assertThat(acts("exchange.bundle.bring")).as("refused ones are acts").isPositive();
    }

    @Test
    void ofWhatIsTooLargeNothingIsTakenAndItsResultSaysSo() {
        UUID id = promised(1).getFirst();
        List<UUID> many = new ArrayList<>(List.of(id));
        IntStream.range(0, 600).forEach(_ -> many.add(UUID.randomUUID()));
        byte[] large = agency.sealed("replies.jsonl", replies(many));
        assertThat(large.length).isGreaterThan(4 * 1024 * 1024);
        assertThatThrownBy(() -> agency.put("/in/large.p7m", large)).isInstanceOf(java.io.UncheckedIOException.class);
        eventually(() -> results().size() == 1);
        assertThat(WireWorld.json(agency.fetched("results").text("results.jsonl"))
                        .path("code")
                        .asString())
                .isEqualTo("fileTooLarge");
        assertThat(handler.replied).doesNotContain(id);

        // Under the same name, as whoever divides it may do.
        agency.put("/in/large.p7m", agency.sealed("replies.jsonl", replies(many.subList(0, 200))));
        eventually(() -> results().size() == 2);
        assertThat(handler.replied).contains(id);
    }

    /** Several megabytes in both directions: what a national agency has on a day. */
    @Test
    void aDaysFileOfSeveralMegabytesGoesOutAndItsRepliesComeBack() {
        List<UUID> ids = world.promiseLarge(agency.code, 300, LONG);
        eventually(() -> notices().size() == 1);
        byte[] file = agency.read("/out/" + notices().getFirst());
        assertThat(file.length).isGreaterThan(2 * 1024 * 1024);
        assertThat(agency.opened(file).text("notices.jsonl").lines()).hasSize(300);

        byte[] brought = agency.sealed("replies.jsonl", replies(ids));
        assertThat(brought.length).isBetween(2 * 1024 * 1024, 4 * 1024 * 1024);
        agency.put("/in/day.p7m", brought);
        eventually(() -> results().size() == 1);
        assertThat(handler.replied).containsAll(ids);
    }

    /** A reply of each, with much that an agency says besides. */
    private static byte[] replies(List<UUID> ids) {
        StringBuilder lines = new StringBuilder();
        ids.forEach(id -> lines.append(
                "{\"id\":\"%s\",\"status\":\"COMPLETED\",\"remark\":\"%s\"}\n".formatted(id, WireWorld.noise(LONG))));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aKeyThatIsRemovedOpensNothing() {
        assertThat(agency.out()).isEmpty();
        desk.removeSshKey(agency.code, agency.fingerprint(), Actor.officer("o", agency.code));
        assertThatThrownBy(() -> agency.out()).isInstanceOf(java.io.UncheckedIOException.class);
    }

    /** Something over SFTP that must not succeed. */
    private interface Forbidden {
        void with(SftpClient sftp) throws java.io.IOException;
    }

    private void refuses(Forbidden work) {
        assertThatThrownBy(() -> agency.sftp(sftp -> {
                    work.with(sftp);
                    return true;
                }))
                .isInstanceOf(java.io.UncheckedIOException.class);
    }

    private String refusal(String name, byte[] file) {
        int before = results().size();
        agency.put("/in/" + name, file);
        eventually(() -> results().size() == before + 1);
        return WireWorld.json(agency.fetched("results").text("results.jsonl"))
                .path("code")
                .asString();
    }

    private String filing(FilingAgency of) {
        return desk.ownCertificate(Actor.officer("o", of.code));
    }

    private List<UUID> promised(int count) {
        return world.promise(
                agency.code, IntStream.range(0, count).mapToObj(i -> "c" + i).toList());
    }

    private List<String> notices() {
        return named("notices");
    }

    private List<String> results() {
        return named("results");
    }

    private List<String> named(String kind) {
        return agency.out().stream()
                .filter(name -> name.startsWith(kind) && name.endsWith(".p7m"))
                .toList();
    }

    private JsonNode manifest(String kind) {
        return WireWorld.json(agency.fetched(kind).text("manifest.json"));
    }

    private CountDownLatch held(UUID id) {
        CountDownLatch letGo = new CountDownLatch(1);
        handler.held.put(id, letGo);
        return letGo;
    }

    private int acts(String action) {
        return acts(action, agency.code.value());
    }

    private static int acts(String action, String code) {
        return TestDatabase.asOwner()
                .sql("select count(*) from audit.trail where action = ? and agency = ?")
                .params(action, code)
                .query(Integer.class)
                .single();
    }

    private static String completed(UUID id) {
        return "{\"id\":\"" + id + "\",\"status\":\"COMPLETED\"}";
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    private static void sleep() {
        try {
            Thread.sleep(1500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
