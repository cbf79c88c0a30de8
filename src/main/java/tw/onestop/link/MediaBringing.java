package tw.onestop.link;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.RulesDesk;
import tw.onestop.trust.EnvelopeDesk;
import tw.onestop.trust.EnvelopeDesk.Opened;

/** 媒體匯入之查驗: whether what was brought is one whole set, of the agency whose signature it bears. */
@Component
class MediaBringing {

    /** Volumes in one import. */
    private static final int MOST = MediaLabel.MOST_VOLUMES;

    private final EnvelopeDesk envelopes;
    private final MediaKeyBook book;
    private final GrantDesk grants;
    private final RulesDesk rules;
    private final Clock clock;

    MediaBringing(EnvelopeDesk envelopes, MediaKeyBook book, GrantDesk grants, RulesDesk rules, Clock clock) {
        this.envelopes = envelopes;
        this.book = book;
        this.grants = grants;
        this.rules = rules;
        this.clock = clock;
    }

    /** 查驗結果: the label and all data where nothing is wrong. */
    record Sound(@Nullable MediaLabel label, List<byte[]> data, List<Refusal> refusals) {

        InputStream lines() {
            List<InputStream> streams = new ArrayList<>();
            for (byte[] part : data) {
                streams.add(new ByteArrayInputStream(part));
                boolean ended = part.length == 0 || part[part.length - 1] == '\n';
                streams.add(new ByteArrayInputStream(ended ? new byte[0] : new byte[] {'\n'}));
            }
            return new SequenceInputStream(Collections.enumeration(streams));
        }
    }

    private static Sound no(String code, String... arguments) {
        return new Sound(null, List.of(), List.of(refusal(code, arguments)));
    }

    static Refusal refusal(String code, String... arguments) {
        return Refusal.of("volumes", "link.media." + code, arguments);
    }

    /** In the caller's transaction. */
    Sound examine(List<byte[]> brought) {
        if (brought.isEmpty()) {
            return no("volumes.missing");
        }
        if (brought.size() > MOST) {
            return no("volumes.tooMany", String.valueOf(MOST));
        }
        EnvelopeDesk.Pair own = book.own(envelopes, clock.instant());
        List<MediaKeyBook.Registered> signers =
                book.certificates().stream().filter(one -> !one.forEncryption()).toList();
        List<X509Certificate> certificates =
                signers.stream().map(MediaKeyBook.Registered::certificate).toList();
        SortedMap<Integer, MediaVolume> volumes = new TreeMap<>();
        Set<AgencyCode> signed = new HashSet<>();
        long unpacked = 0;
        for (int i = 0; i < brought.size(); i++) {
            String at = String.valueOf(i + 1);
            switch (envelopes.open(brought.get(i), own, certificates)) {
                case Opened.Failed(EnvelopeDesk.Why why) -> {
                    return no("open." + why, at);
                }
                case Opened.Content(byte[] content, X509Certificate signer) -> {
                    MediaVolume.Read read = MediaVolume.read(content);
                    MediaVolume volume = read.volume();
                    if (volume == null) {
                        return no("volume." + read.wrong(), at);
                    }
                    unpacked += volume.data().length;
                    if (unpacked > MediaDesk.MOST_MEGABYTES * 1024L * 1024) {
                        return no("set.tooLarge", String.valueOf(MediaDesk.MOST_MEGABYTES));
                    }
                    if (signer.getNotAfter().toInstant().isBefore(clock.instant())) {
                        return no("signer.over", at);
                    }
                    signers.stream()
                            .filter(one -> one.certificate().equals(signer))
                            .forEach(one -> signed.add(one.agency()));
                    Optional<Sound> wrong = wrong(volume, volumes, at);
                    if (wrong.isPresent()) {
                        return wrong.get();
                    }
                    volumes.put(volume.label().volume(), volume);
                }
            }
        }
        return whole(volumes, signed);
    }

    private static Optional<Sound> wrong(MediaVolume volume, SortedMap<Integer, MediaVolume> before, String at) {
        MediaLabel label = volume.label();
        if (!before.isEmpty() && !before.sequencedValues().getFirst().label().sameSet(label)) {
            return Optional.of(no("volume.otherSet", at));
        }
        if (before.containsKey(label.volume())) {
            return Optional.of(no("volume.twice", String.valueOf(label.volume())));
        }
        if (!volume.whole()) {
            return Optional.of(no("volume.digest", String.valueOf(label.volume())));
        }
        return lines(volume.data()) == label.lines()
                ? Optional.empty()
                : Optional.of(no("volume.lines", String.valueOf(label.volume()), String.valueOf(label.lines())));
    }

    private static int lines(byte[] data) {
        int lines = 0;
        for (byte b : data) {
            lines += b == '\n' ? 1 : 0;
        }
        return data.length > 0 && data[data.length - 1] != '\n' ? lines + 1 : lines;
    }

    private Sound whole(SortedMap<Integer, MediaVolume> volumes, Set<AgencyCode> signed) {
        MediaLabel label = volumes.sequencedValues().getFirst().label();
        for (int no = 1; no <= label.volumes(); no++) {
            if (!volumes.containsKey(no)) {
                return no("volume.lacking", String.valueOf(no), String.valueOf(label.volumes()));
            }
        }
        int total = volumes.values().stream()
                .mapToInt(volume -> volume.label().lines())
                .sum();
        if (total != label.totalLines()) {
            return no("set.lines", String.valueOf(label.totalLines()), String.valueOf(total));
        }
        if (!label.kind().equals("REQUEST")) {
            return no("set.kind");
        }
        if (!signed.stream().map(AgencyCode::value).toList().equals(List.of(label.agency()))) {
            return no("set.otherAgency", label.agency());
        }
        Optional<Refusal> closed = closed(new AgencyCode(label.agency()), label.purpose());
        if (closed.isPresent()) {
            return new Sound(null, List.of(), List.of(closed.get()));
        }
        return new Sound(label, volumes.values().stream().map(MediaVolume::data).toList(), List.of());
    }

    /** Why a purpose is not served on media; empty where its linkage began early enough and its certificate holds. */
    Optional<Refusal> closed(AgencyCode agency, String purposeId) {
        Optional<Grant> grant = grants.grant(agency, purposeId);
        LocalDate from = grant.map(Grant::from).orElse(null);
        if (from == null || !Objects.requireNonNull(grant.orElse(null)).holdsOn(LocalDate.now(clock))) {
            return Optional.of(refusal("purpose.unknown", purposeId));
        }
        if (rules.value("link.media.open", from) == 0) {
            return Optional.of(refusal("purpose.closed", purposeId));
        }
        return book.certificate(agency, true)
                        .filter(certificate ->
                                certificate.getNotAfter().toInstant().isAfter(clock.instant()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(refusal("certificate.none", agency.value()));
    }
}
