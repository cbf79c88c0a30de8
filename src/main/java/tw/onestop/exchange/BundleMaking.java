package tw.onestop.exchange;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sha256;
import tw.onestop.trust.EnvelopeDesk;

/** 製作通報檔: packs, signs and encrypts what waits for an agency; in the caller's transaction. */
@Component
class BundleMaking {

    static final int MOST = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(BundleMaking.class);
    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Actor RULE = Actor.rule("exchange.bundles");

    private final Bundles bundles;
    private final BundleKeys keys;
    private final Waiting waiting;
    private final EnvelopeDesk envelopes;
    private final AuditDesk audit;

    BundleMaking(Bundles bundles, BundleKeys keys, Waiting waiting, EnvelopeDesk envelopes, AuditDesk audit) {
        this.bundles = bundles;
        this.keys = keys;
        this.waiting = waiting;
        this.envelopes = envelopes;
        this.audit = audit;
    }

    /** 待送通報, and how they are written. */
    @Component("bundleWaiting")
    record Waiting(Outbox outbox, Endpoints endpoints, BundleWriting writing, Results results, AgencyDesk agencies) {

        boolean isFiling(AgencyCode agency) {
            return agencies.door(agency).equals(Optional.of(Agency.Door.FILE));
        }
    }

    /** Makes the agency's next file if it is due; answers whether another should be made at once. */
    boolean make(AgencyCode agency, Instant now) {
        Optional<X509Certificate> recipient = keys.valid(agency, true, now);
        if (recipient.isEmpty()) {
            return false;
        }
        Bundles.Setting setting = bundles.locked(agency);
        Instant due = setting.nextAt();
        // It may have left for another door while the lock was waited for.
        if ((due != null && due.isAfter(now)) || !waiting.isFiling(agency)) {
            return false;
        }
        Endpoints.Row endpoint = waiting.endpoints().of(agency);
        if (endpoint.moving(now)) {
            return false;
        }
        List<Promise> page = waiting.outbox().take(List.of(new Taking.Next(agency, setting.filedUpTo())), MOST);
        // After a quiet hour the next notice need not wait for another; one file an hour it is all the same.
        boolean quiet = page.isEmpty() && setting.rhythm().every() == BundleDesk.Every.HOURLY;
        if (page.size() < MOST && !quiet) {
            bundles.due(agency, next(setting.rhythm(), now));
        }
        if (page.isEmpty()) {
            return false;
        }
        notices(agency, page, new Form(setting.format(), endpoint.encryptionJwk(), recipient.get()), now);
        bundles.filed(agency, page.getLast().sequence());
        return page.size() == MOST;
    }

    private record Form(BundleFormat format, String jwk, X509Certificate recipient) {}

    private void notices(AgencyCode agency, List<Promise> page, Form form, Instant now) {
        BundleWriting.Written written;
        try {
            written = written(agency, page, form);
        } catch (RuntimeException fault) {
            List<Promise> whole = writable(agency, page, form);
            // When none of several can be written, or all of them can, the fault is not a notice's.
            if (whole.size() == page.size() || (whole.isEmpty() && page.size() > 1)) {
                throw fault;
            }
            waiting.results()
                    .broken(page.stream().filter(one -> !whole.contains(one)).toList(), now);
            if (!whole.isEmpty()) {
                put(agency, whole, written(agency, whole, form), form, now);
            }
            return;
        }
        put(agency, page, written, form, now);
    }

    private BundleWriting.Written written(AgencyCode agency, List<Promise> page, Form form) {
        return waiting.writing().write(form.format(), agency, page, form.jwk());
    }

    /** Those that can be written by themselves. */
    private List<Promise> writable(AgencyCode agency, List<Promise> page, Form form) {
        List<Promise> whole = new ArrayList<>();
        for (Promise one : page) {
            try {
                written(agency, List.of(one), form);
                whole.add(one);
            } catch (RuntimeException e) {
                LOG.error(
                        "notice {} cannot be written: {}",
                        one.id(),
                        e.getClass().getSimpleName());
            }
        }
        return whole;
    }

    private void put(AgencyCode agency, List<Promise> page, BundleWriting.Written written, Form form, Instant now) {
        Map<String, Object> says = new LinkedHashMap<>();
        says.put("format", form.format().name());
        says.put("encoding", form.format().encoding());
        says.put("count", page.size());
        says.put("first", Envelopes.padded(page.getFirst().sequence()));
        says.put("last", Envelopes.padded(page.getLast().sequence()));
        says.put("cnsCodes", written.cnsCodes());
        says.put("codePoints", written.codePoints());
        Entry entry = new Entry("notices", form.format().fileName(), written.bytes(), says);
        put(agency, entry, page, form.recipient(), now);
    }

    /** What was wrong with a file of the agency's; not without a certificate to which it can be encrypted. */
    void results(AgencyCode agency, Map<String, Object> says, String lines, Instant now) {
        bundles.locked(agency);
        keys.valid(agency, true, now)
                .ifPresent(recipient -> put(
                        agency,
                        new Entry(
                                "results",
                                "results.jsonl",
                                lines.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                new LinkedHashMap<>(says)),
                        List.of(),
                        recipient,
                        now));
    }

    /** 檔案內容, and what its manifest says of it. */
    private record Entry(String kind, String name, byte[] content, Map<String, Object> says) {}

    private void put(AgencyCode agency, Entry entry, List<Promise> notices, X509Certificate recipient, Instant now) {
        long no = bundles.nextNo(agency);
        String name = "%s-%012d.p7m".formatted(entry.kind(), no);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("file", name);
        manifest.put("recipient", agency.value());
        manifest.put("madeAt", now.truncatedTo(ChronoUnit.MILLIS).toString());
        manifest.putAll(entry.says());
        manifest.put("content", entry.name());
        manifest.put("contentSha256", Sha256.hex(entry.content()));
        byte[] sealed = envelopes.close(
                BundleZip.of(JSON.writeValueAsString(manifest), entry.name(), entry.content()), recipient);
        manifest.put("fileBytes", sealed.length);
        manifest.put("fileSha256", Sha256.hex(sealed));
        bundles.add(
                agency,
                new Bundles.Bundle(no, name, JSON.writeValueAsString(manifest), notices.size(), now, null),
                sealed,
                notices);
        audit.record(new Act(
                RULE,
                "exchange.bundle.make",
                name,
                null,
                Act.Outcome.DONE,
                "agency=%s notices=%d".formatted(agency, notices.size())));
    }

    /** The next full hour, or the next day's hour. */
    static Instant next(BundleDesk.Rhythm rhythm, Instant now) {
        ZonedDateTime local = now.atZone(TAIPEI);
        ZonedDateTime next = switch (rhythm.every()) {
            case HOURLY -> local.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            case DAILY -> {
                ZonedDateTime today = local.truncatedTo(ChronoUnit.DAYS).withHour(rhythm.hour());
                yield today.isAfter(local) ? today : today.plusDays(1);
            }
        };
        return next.toInstant();
    }
}
