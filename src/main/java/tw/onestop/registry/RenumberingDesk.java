package tw.onestop.registry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;

/**
 * 門牌整編及行政區域調整: an office gives the doors of a street other numbers, another name or another village, in one act, from a
 * day on, and nobody moves (戶籍法施行細則; the counties' rules of door plates).
 */
public interface RenumberingDesk {

    /** The villages whose doors an office may renumber. */
    List<Village> villages(OfficeCode office);

    /** 預覽: what would become of whom, and all that is wrong; records nothing (but that it was asked). */
    Preview preview(RenumberingForm typed, Actor supervisor);

    /**
     * 公告生效: all doors or none, in the caller's transaction; raises {@link DoorsRenumbered}.
     *
     * @param seen the {@link Preview#mark} of what the supervisor saw; where it is another by now nothing is recorded
     */
    Enactment enact(RenumberingForm typed, String seen, Actor supervisor);

    /** Those of the office, the newest first. */
    List<Renumbering> renumberings(Actor supervisor);

    /** One, with its doors; empty for one of another office. */
    Optional<Renumbering> renumbering(RegistrationId id, Actor supervisor);

    /** 撤銷: from the same day on the old addresses hold again; answers what is refused. */
    List<Refusal> revoke(RegistrationId id, String reason, Actor supervisor);

    /**
     * 門牌, an address that changes, with who is registered there.
     *
     * @param before an address without a village where nobody there may be seen; likewise {@code after}
     * @param persons of those the reader may see
     */
    record Door(Address before, Address after, int households, int persons) {

        /** Nobody there may be seen (保護註記). */
        public boolean masked() {
            return before.villageCode().isEmpty();
        }
    }

    /**
     * 預覽結果.
     *
     * @param doors none where something is refused
     * @param households all that are concerned, whoever may see them; likewise {@code persons}
     * @param mark stands for what was seen, to be given back
     */
    record Preview(
            @Nullable RegistrationKind kind,
            List<Door> doors,
            int households,
            int persons,
            List<Refusal> refusals,
            String mark) {

        Preview refusing(Refusal why) {
            return new Preview(kind, doors, households, persons, List.of(why), mark);
        }
    }

    /** 結果: the act, or the preview with what is refused. */
    record Enactment(@Nullable RegistrationId id, Preview preview) {}
}
