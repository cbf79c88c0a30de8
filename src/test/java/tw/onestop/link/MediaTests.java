package tw.onestop.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.agencies.MediaAgency;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.kernel.Sha256;
import tw.onestop.link.MediaDesk.Imported;
import tw.onestop.link.MediaDesk.Kind;
import tw.onestop.link.MediaDesk.State;
import tw.onestop.registry.People;
import tw.onestop.trust.SealDesk;

/** 磁性媒體交換: what an agency without a line brings and gets, opened by a program of its own. */
@ProductTest
class MediaTests {

    private static final AgencyCode CIP = new AgencyCode("CIP");
    private static final Actor MINISTRY = new Actor(Actor.Kind.STAFF, "test-ministry", null, null);
    private static final Actor RULE = Actor.rule("test");
    private static final List<String> FIELDS = List.of("name", "address.full");

    @Autowired
    MediaDesk media;

    @Autowired
    MediaCertificateDesk certificates;

    @Autowired
    FileDesk files;

    @Autowired
    MediaFolder folder;

    @Autowired
    MediaExpiry expiry;

    @Autowired
    UseDesk uses;

    @Autowired
    SealDesk seals;

    @Autowired
    GrantDesk grants;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    private final String purpose = "MEDIA-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);
    private final UUID set = UUID.randomUUID();
    private MediaAgency agency;
    private NationalId someone;

    @BeforeEach
    void anAgencyWithoutALine() {
        linked(purpose, LocalDate.of(2022, 12, 25));
        grants.name(CIP, "officer-media", People.nextId(Sex.FEMALE), RULE);
        agency = known(agency("EC"));
        someone = people.household("09007010001", "媒體路1號")
                .head("王大同", Sex.MALE, LocalDate.of(1960, 1, 9))
                .found()
                .numbers()
                .getFirst();
        volumesOf(161);
    }

    @AfterEach
    void asBefore() {
        volumesOf(16000);
        clock.reset();
        grants.end(CIP, purpose, "test", RULE);
    }

    private void volumesOf(int kilobytes) {
        TestDatabase.asOwner()
                .sql("update registry.rule_value set value = ? where name = 'link.media.volumeKilobytes'")
                .param(kilobytes)
                .update();
        people.forgetRules();
    }

    private void linked(String as, LocalDate since) {
        grants.give(
                new Grant(
                        as,
                        CIP,
                        "原住民身分查核",
                        "Indigenous status",
                        "測試",
                        Set.copyOf(FIELDS),
                        5,
                        600,
                        since,
                        LocalDate.now(clock).plusYears(1),
                        null),
                RULE);
    }

    private MediaAgency agency(String algorithm) {
        return MediaAgency.of(algorithm, seals.anchorsAsPem(), certificates.ownCertificate(MINISTRY));
    }

    private MediaAgency known(MediaAgency one) {
        assertThat(certificates.register(CIP, false, encoded(one.signing()), MINISTRY))
                .isEmpty();
        assertThat(certificates.register(CIP, true, encoded(one.opening()), MINISTRY))
                .isEmpty();
        return one;
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<byte[]> request(int numbers, int linesEach) {
        List<String> asked = new ArrayList<>(List.of(someone.value()));
        IntStream.range(1, numbers)
                .forEach(i -> asked.add(People.nextId(Sex.MALE).value()));
        return agency.request(set, "CIP", purpose, "officer-media", FIELDS, asked, linesEach);
    }

    private void brought(List<byte[]> volumes) {
        assertThat(media.bring(volumes, "張送件", MINISTRY)).isInstanceOf(Imported.Taken.class);
        for (int i = 0; i < 200 && state() == State.ANSWERING; i++) {
            pause();
        }
        assertThat(state()).isEqualTo(State.READY);
    }

    @Test
    void whatComesOnMediaIsAUseOfItsGrant() {
        Instant since = clock.instant().minusSeconds(60);
        assertThat(uses.lastUsed(List.of(CIP), since)).doesNotContainKey(purpose);
        brought(request(3, 10));
        assertThat(uses.lastUsed(List.of(CIP), since)).containsEntry(purpose, LocalDate.now(clock));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private State state() {
        return shown().state();
    }

    private MediaDesk.Set shown() {
        return media.set(set, MINISTRY).orElseThrow();
    }

    private List<byte[]> written() {
        assertThat(media.write(set, MINISTRY)).isEmpty();
        return shown().volumes().stream()
                .map(volume -> media.volume(set, volume.no(), MINISTRY).orElseThrow())
                .toList();
    }

    private static String code(Imported imported) {
        assertThat(imported).isInstanceOf(Imported.Refused.class);
        return ((Imported.Refused) imported).refusals().getFirst().code().substring("link.media.".length());
    }

    private String bringing(List<byte[]> volumes) {
        return code(media.bring(volumes, "張送件", MINISTRY));
    }

    private static List<String> codes(List<Refusal> refusals) {
        return refusals.stream().map(Refusal::code).toList();
    }

    @Test
    void whatIsBroughtInVolumesIsAnsweredInVolumesThatOnlyTheAgencyOpens() {
        List<byte[]> request = new ArrayList<>(request(60, 25));
        assertThat(request).hasSize(3);
        Collections.reverse(request);
        brought(request);
        List<byte[]> answer = written();
        assertThat(answer).hasSizeGreaterThan(1).allMatch(volume -> volume.length < 161_000);
        List<String> lines = agency.read(answer);
        assertThat(lines).hasSize(60);
        assertThat(lines.getFirst())
                .startsWith("1,\"%s\",1,\"王大同\",\"".formatted(someone.value()))
                .contains("媒體路1號");
        assertThat(lines.get(59)).startsWith("60,").endsWith(",0,\"\",\"\"");

        assertThat(agency.read(answer.subList(1, answer.size())))
                .containsExactly("volume 1 of %d is missing".formatted(answer.size()));
        MediaAgency other = agency("EC");
        assertThat(other.read(answer)).containsExactly("this volume is encrypted to somebody else");
        byte[] altered = answer.getFirst().clone();
        altered[altered.length / 2] ^= 1;
        assertThat(agency.read(List.of(altered))).containsExactly("this volume was damaged or altered");
    }

    @Test
    void anRsaCertificateServesAsWell() {
        agency = known(agency("RSA"));
        brought(request(2, 10));
        assertThat(agency.read(written())).hasSize(2);
    }

    @Test
    void whatAProgramWouldTakeForAFormulaIsText() {
        someone = people.household("09007010001", "媒體路2號")
                .head("＝王", Sex.MALE, LocalDate.of(1960, 1, 9))
                .found()
                .numbers()
                .getFirst();
        brought(request(1, 1));
        assertThat(agency.read(written()).getFirst()).contains(",\"'＝王\",");
        assertThat(Cells.cell("=1+1")).isEqualTo("\"'=1+1\"");
        assertThat(Cells.cell("a\"b")).isEqualTo("\"a\"\"b\"");
    }

    @Test
    void custodyIsKeptFromTheBringerToTheEnd() {
        brought(request(3, 3));
        written();
        assertThat(codes(media.handOver(set, " ", MINISTRY))).containsExactly("link.media.who.missing");
        assertThat(media.handOver(set, "李領取", MINISTRY)).isEmpty();
        assertThat(Files.exists(folder.of(set))).isFalse();
        assertThat(media.volume(set, 1, MINISTRY)).isEmpty();
        assertThat(codes(media.handOver(set, "李領取", MINISTRY))).containsExactly("link.media.state");
        assertThat(shown().overdue()).isFalse();
        clock.goTo(LocalDate.now(clock).plusDays(31));
        assertThat(shown().overdue()).isTrue();
        assertThat(media.sets(MINISTRY).getFirst().overdue()).isTrue();
        assertThat(media.close(set, Kind.RETURNED, "李領取", MINISTRY)).isEmpty();
        assertThat(shown().overdue()).isFalse();
        assertThat(shown().custody())
                .extracting(MediaDesk.Custody::kind, MediaDesk.Custody::who)
                .startsWith(org.assertj.core.api.Assertions.tuple(Kind.BROUGHT, "張送件"))
                .endsWith(
                        org.assertj.core.api.Assertions.tuple(Kind.HANDED_OVER, "李領取"),
                        org.assertj.core.api.Assertions.tuple(Kind.RETURNED, "李領取"));
    }

    @Test
    void aVolumeThatWasTouchedInTheFolderIsNotHandedOver() throws IOException {
        brought(request(3, 3));
        written();
        MediaDesk.Volume first = shown().volumes().getFirst();
        Files.write(folder.of(set).resolve(first.file()), new byte[] {1});
        assertThat(codes(media.handOver(set, "李領取", MINISTRY))).containsExactly("link.media.folder");
        assertThat(media.volume(set, 1, MINISTRY)).isEmpty();
        assertThat(agency.read(written())).hasSize(3);
        assertThat(media.handOver(set, "李領取", MINISTRY)).isEmpty();
    }

    @Test
    void whatNobodyCollectsWithinFiveDaysIsDestroyed() {
        brought(request(3, 3));
        written();
        expiry.round();
        assertThat(state()).isEqualTo(State.WRITTEN);
        clock.goTo(LocalDate.now(clock).plusDays(6));
        expiry.round();
        assertThat(state()).isEqualTo(State.CLOSED);
        assertThat(Files.exists(folder.of(set))).isFalse();
        assertThat(shown().custody().getLast().kind()).isEqualTo(Kind.DESTROYED);
        assertThat(shown().custody().getLast().by()).isEqualTo("link.media");
    }

    @Test
    void whatLiesInTheFolderOfAnotherNodeIsNotSaidToBeDestroyed() throws IOException {
        brought(request(3, 3));
        written();
        Path elsewhere = folder.of(set).resolveSibling("elsewhere-" + set);
        Files.move(folder.of(set), elsewhere);
        clock.goTo(LocalDate.now(clock).plusDays(6));
        expiry.round();
        assertThat(state()).isEqualTo(State.WRITTEN);
        assertThat(codes(media.close(set, Kind.DESTROYED, "王銷毀", MINISTRY))).containsExactly("link.media.elsewhere");
        Files.move(elsewhere, folder.of(set));
        expiry.round();
        assertThat(state()).isEqualTo(State.CLOSED);
        assertThat(Files.exists(folder.of(set))).isFalse();
    }

    @Test
    void theMachineOfTheAgencyHasNoPartInASet() {
        brought(request(1, 1));
        Actor machine = Actor.system("client-cip", CIP);
        assertThat(files.file(set, machine)).isEmpty();
        assertThat(files.files(machine)).noneMatch(file -> file.id().equals(set));
        assertThat(files.erase(set, machine)).isEqualTo(FileDesk.Collected.UNKNOWN);
        assertThat(agency.read(written())).hasSize(1);
    }

    @Test
    void afterItsLinkageEndedNoVolumeIsHandedOut() {
        brought(request(1, 1));
        written();
        grants.end(CIP, purpose, "test", RULE);
        assertThat(media.volume(set, 1, MINISTRY)).isEmpty();
    }

    @Test
    void aLinkageThatBeganWhenMediaWereNoLongerListedGetsNone() {
        linked(purpose, LocalDate.of(2022, 12, 26));
        assertThat(bringing(request(1, 1))).isEqualTo("purpose.closed");
        assertThat(bringing(
                        agency.request(set, "CIP", "MEDIA-NONE", "officer-media", FIELDS, List.of(someone.value()), 1)))
                .isEqualTo("purpose.unknown");
    }

    @Test
    void whatIsNotOneWholeSetIsRefusedWithItsSentence() {
        List<byte[]> sound = request(6, 2);
        assertThat(bringing(List.of())).isEqualTo("volumes.missing");
        assertThat(bringing(sound.subList(0, 2))).isEqualTo("volume.lacking");
        assertThat(bringing(List.of(sound.get(0), sound.get(1), sound.get(1)))).isEqualTo("volume.twice");
        assertThat(bringing(List.of("x".getBytes(StandardCharsets.UTF_8)))).isEqualTo("open.UNREADABLE");
        byte[] altered = sound.getFirst().clone();
        altered[altered.length - 20] ^= 1;
        assertThat(bringing(List.of(altered))).isEqualTo("open.ALTERED");
        assertThat(bringing(List.of(agency.closeFor(agency.opening(), new byte[9]))))
                .isEqualTo("open.WRONG_KEY");
        assertThat(bringing(agency("EC")
                        .request(set, "CIP", purpose, "officer-media", FIELDS, List.of(someone.value()), 1)))
                .isEqualTo("open.FOREIGN");
        assertThat(bringing(agency.request(set, "VAC", purpose, "officer-media", FIELDS, List.of(someone.value()), 1)))
                .isEqualTo("set.otherAgency");
        List<byte[]> others =
                agency.request(UUID.randomUUID(), "CIP", purpose, "officer-media", FIELDS, List.of("A123456789"), 1);
        assertThat(bringing(List.of(sound.getFirst(), others.getFirst()))).isEqualTo("volume.otherSet");
        assertThat(bringing(agency.request(set, "CIP", purpose, "nobody", FIELDS, List.of(someone.value()), 1)))
                .isEqualTo("set.officer");
        assertThat(bringing(agency.request(
                        set, "CIP", purpose, "officer-media", List.of("spouse"), List.of(someone.value()), 1)))
                .isEqualTo("set.fields");
        assertThat(bringing(agency.request(set, "CIP", purpose, "officer-media", FIELDS, List.of("x"), 1)))
                .isEqualTo("set.empty");
        assertThat(code(media.bring(sound, " ", MINISTRY))).isEqualTo("who.missing");
        brought(sound);
        assertThat(bringing(sound)).isEqualTo("set.again");
    }

    @Test
    void aLabelThatLiesIsFoundOut() {
        byte[] data = (someone.value() + "\r\n").getBytes(StandardCharsets.UTF_8);
        assertThat(bringing(List.of(labelled(data, 1, 1, Sha256.hex(new byte[1])))))
                .isEqualTo("volume.digest");
        assertThat(bringing(List.of(labelled(data, 2, 2, Sha256.hex(data))))).isEqualTo("volume.lines");
        assertThat(bringing(List.of(labelled(data, 1, 5, Sha256.hex(data))))).isEqualTo("set.lines");
        assertThat(bringing(List.of(labelled(data, 1, 0, Sha256.hex(data))))).isEqualTo("volume.label");
        MediaLabel answer = label(1, 1, Sha256.hex(data), "ANSWER");
        assertThat(bringing(List.of(agency.close(new MediaVolume(answer, data).zip()))))
                .isEqualTo("set.kind");
    }

    private MediaLabel label(int lines, int total, String digest, String kind) {
        return new MediaLabel(
                set, kind, "CIP", purpose, "officer-media", "C", FIELDS, null, 1, 1, lines, total, List.of(digest));
    }

    private byte[] labelled(byte[] data, int lines, int total, String digest) {
        return agency.close(new MediaVolume(label(lines, total, digest, "REQUEST"), data).zip());
    }

    @Test
    void volumesThatTogetherUnpackToMoreThanAFileAreNotKept() {
        byte[] data = new byte[30 * 1024 * 1024];
        String digest = Sha256.hex(data);
        assertThat(bringing(IntStream.rangeClosed(1, 3)
                        .mapToObj(no -> part(no, null, digest, data))
                        .toList()))
                .isEqualTo("set.tooLarge");
    }

    @Test
    void setsAreTakenOneAfterTheOther() {
        List<byte[]> sound = request(1, 1);
        List<Imported> meanwhile = new ArrayList<>();
        List<byte[]> slow = new AbstractList<>() {
            @Override
            public byte[] get(int index) {
                meanwhile.add(media.bring(sound, "李送件", MINISTRY));
                return sound.get(index);
            }

            @Override
            public int size() {
                return sound.size();
            }
        };
        brought(slow);
        assertThat(meanwhile)
                .singleElement()
                .satisfies(refused -> assertThat(code(refused)).isEqualTo("busy"));
    }

    @Test
    void volumesOfTwoDaysAreNotOneSet() {
        byte[] data = (someone.value() + "\r\n").getBytes(StandardCharsets.UTF_8);
        String digest = Sha256.hex(data);
        assertThat(bringing(List.of(part(1, null, digest, data), part(2, LocalDate.of(2020, 1, 1), digest, data))))
                .isEqualTo("volume.otherSet");
    }

    private byte[] part(int no, @Nullable LocalDate asOf, String digest, byte[] data) {
        List<String> digests = List.of(digest, digest, digest);
        MediaLabel label = new MediaLabel(
                set, "REQUEST", "CIP", purpose, "officer-media", "C", FIELDS, asOf, no, 3, 1, 3, digests);
        return agency.close(new MediaVolume(label, data).zip());
    }

    @Test
    void aZipThatUnpacksToMoreThanAVolumeIsNotUnpacked() throws IOException {
        assertThat(bringing(List.of(agency.close(zip("data.csv", 40))))).isEqualTo("volume.tooLarge");
        assertThat(bringing(List.of(agency.close(zip("../../etc/passwd", 1))))).isEqualTo("volume.contents");
        assertThat(bringing(List.of(agency.close("no zip".getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo("volume.contents");
    }

    private static byte[] zip(String name, int megabytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            for (int i = 0; i < megabytes; i++) {
                zip.write(new byte[1024 * 1024]);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aCertificateIsOneThatCanDoWhatItIsRegisteredFor() {
        assertThat(Stream.of(
                                certificates.register(
                                        new AgencyCode("NOBODY"), false, encoded(agency.signing()), MINISTRY),
                                certificates.register(CIP, false, new byte[] {1}, MINISTRY),
                                certificates.register(CIP, false, encoded(MediaAgency.over()), MINISTRY),
                                certificates.register(CIP, false, encoded(agency.opening()), MINISTRY),
                                certificates.register(CIP, true, encoded(agency.signing()), MINISTRY))
                        .flatMap(refusals -> codes(refusals).stream()))
                .containsExactly(
                        "link.media.agency.unknown",
                        "link.media.certificate.unreadable",
                        "link.media.certificate.over",
                        "link.media.certificate.noSignature",
                        "link.media.certificate.noEncryption");
        assertThat(certificates.certificates(MINISTRY))
                .filteredOn(one -> one.agency().equals(CIP))
                .allMatch(one -> one.fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
    }
}
