package tw.onestop.notice;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sha256;
import tw.onestop.kernel.Text;
import tw.onestop.kernel.TimeOrdered;
import tw.onestop.trust.TrustDesk;

/** 相片補件: a code of eighty bits opens one sending; what comes is looked at like the pictures of passports and told of to the agency. */
@Component
class Photographs implements PhotoDesk {

    /** Without what is taken for something else: I, O, 0 and 1. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int LENGTH = 16;
    private static final int LONGEST_TYPED = 64;

    private final SecureRandom random = new SecureRandom();
    private final Photos photos;
    private final Shown shown;
    private final ErrandFees.Promised promised;
    private final TrustDesk trust;
    private final Means means;

    Photographs(Photos photos, Shown shown, ErrandFees.Promised promised, TrustDesk trust, Means means) {
        this.photos = photos;
        this.shown = shown;
        this.promised = promised;
        this.trust = trust;
        this.means = means;
    }

    /** What a clerk may see. */
    @Component("photographsShown")
    record Shown(CounterReading reading, Receipts receipts, Items items) {}

    /** 稽核及時鐘. */
    @Component("photographMeans")
    record Means(AuditDesk audit, Deadlines deadlines) {}

    @Override
    @Transactional
    public Optional<Standing> standing(String receiptNo, UUID item, Actor clerk) {
        return wanted(receiptNo, item, clerk)
                .map(one -> new Standing(
                        one,
                        photos.link(item)
                                .filter(made -> closed(made) == null && one.waits())
                                .map(made -> new Link(made.code(), made.until()))
                                .orElse(null)));
    }

    @Override
    @Transactional
    public boolean link(String receiptNo, UUID item, Actor clerk) {
        Optional<Receipt.Item> wanted = wanted(receiptNo, item, clerk).filter(Receipt.Item::waits);
        wanted.ifPresent(one -> {
            String code = random.ints(LENGTH, 0, LETTERS.length())
                    .mapToObj(at -> LETTERS.substring(at, at + 1))
                    .collect(Collectors.joining());
            Instant until = means.deadlines()
                    .now()
                    .plus(Duration.ofHours(means.deadlines().value("nhi.photo.linkHours")));
            photos.make(one.id(), code, index(code), until, Items.name(clerk));
        });
        means.audit()
                .record(
                        wanted.isPresent()
                                ? Act.done(clerk, "notice.photo.link", item.toString(), null)
                                : Act.refused(clerk, "notice.photo.link", item.toString(), "notWanted"));
        return wanted.isPresent();
    }

    private Optional<Receipt.Item> wanted(String receiptNo, UUID id, Actor clerk) {
        return shown
                .reading()
                .application("notice.photo.read", receiptNo, clerk)
                .map(row -> shown.receipts().of(row, ""))
                .stream()
                .flatMap(receipt -> receipt.items().stream())
                .filter(item -> item.id().equals(id) && item.photograph() != null)
                .findFirst();
    }

    @Override
    @Transactional
    public Sent send(String typed, byte[] file) {
        String code = tidy(typed);
        Optional<Photos.Made> made = code.isEmpty() ? Optional.empty() : photos.lock(index(code));
        Optional<Item> item = made.flatMap(link -> shown.items().lock(link.item()));
        Refusal refusal = made.isEmpty() || item.isEmpty()
                ? Refusal.of("code", code.isEmpty() ? "notice.photo.code.missing" : "notice.photo.code.unknown")
                : refusal(made.get(), item.get());
        Actor citizen = Actor.citizen(made.map(Photos.Made::receiptNo).orElse(""));
        String object = item.map(one -> one.id().toString()).orElse(null);
        Picture picture = refusal == null ? Picture.of(file) : new Picture(null, refusal);
        byte[] jpeg = picture.jpeg();
        if (jpeg == null) {
            Refusal why = Objects.requireNonNull(picture.refusal());
            means.audit().record(Act.refused(citizen, "notice.photo.send", object, why.code()));
            return new Sent.Refused(why);
        }
        take(item.orElseThrow(), jpeg);
        means.audit().record(Act.done(citizen, "notice.photo.send", object, null));
        return new Sent.Received();
    }

    @Override
    @Transactional
    public Refusal tooLarge() {
        Refusal why = Refusal.of("photo", "notice.passport.photo.tooLarge");
        means.audit().record(Act.refused(Actor.citizen(""), "notice.photo.send", null, why.code()));
        return why;
    }

    private void take(Item item, byte[] jpeg) {
        Instant now = means.deadlines().now();
        UUID id = TimeOrdered.id(now);
        photos.add(id, item, jpeg, now);
        promised.exchange()
                .promise(List.of(
                        promised.envelopes().word(id, item, Photographed.CHANGE, Photographed.of(item, jpeg, now))));
    }

    private @Nullable Refusal refusal(Photos.Made made, Item item) {
        String why = closed(made);
        if (why != null) {
            return Refusal.of("code", why);
        }
        return item.status().waits() ? null : Refusal.of("code", "notice.photo.code.ended");
    }

    /** Why it opens nothing any more, or null. */
    private @Nullable String closed(Photos.Made made) {
        if (made.used()) {
            return "notice.photo.code.used";
        }
        return means.deadlines().now().isAfter(made.until()) ? "notice.photo.code.over" : null;
    }

    @Override
    @Transactional
    public Optional<byte[]> picture(UUID id, Actor reader) {
        Optional<byte[]> found = Optional.ofNullable(reader.agency()).flatMap(agency -> photos.picture(agency, id));
        means.audit()
                .record(
                        found.isPresent()
                                ? Act.done(reader, "notice.photo.picture", id.toString(), null)
                                : Act.refused(reader, "notice.photo.picture", id.toString(), "unknown"));
        return found;
    }

    private byte[] index(String code) {
        return trust.index("notice.photo:" + code);
    }

    /** Small letters, full width, blanks and hyphens are forgiven. */
    private static String tidy(String typed) {
        return typed.length() > LONGEST_TYPED
                ? "?"
                : Text.halfWidth(typed).replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    /** {@code data} of a notice that there is a picture for an earlier one, to be fetched; its digest says whether it is the one. */
    record Photographed(
            String programme, String change, String photographs, String mediaType, String sha256, Instant receivedAt) {

        static final String CHANGE = "photo";

        static Photographed of(Item item, byte[] jpeg, Instant at) {
            return new Photographed(item.programme(), CHANGE, item.id().toString(), "image/jpeg", Sha256.hex(jpeg), at);
        }
    }
}
