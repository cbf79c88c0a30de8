package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;

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
     * 公告生效: all doors or none, in the caller's transaction; raises {@link DoorsRenumbered}. While the rule of the day wants two
     * persons (兩人辦理) it is prepared only, for another supervisor to decide.
     *
     * @param seen the {@link Preview#mark} of what the supervisor saw; where it is another by now nothing is recorded
     */
    Enactment enact(RenumberingForm typed, String seen, Actor supervisor);

    /** 兩人辦理: whether the rule of today has a second supervisor enact what the first prepared. */
    boolean twoPersons();

    /** 待核定: what the offices of the supervisor's county prepared and nobody enacted: what waits first, then what was sent back. */
    List<Proposal> proposals(Actor supervisor);

    /** One of them, as it would be enacted now. */
    Optional<Proposed> proposal(UUID id, Actor supervisor);

    /** 核定 or 退回 by another supervisor of the county than who prepared it. */
    Enactment decide(UUID id, Decision decision, Actor supervisor);

    /**
     * 整編擬案.
     *
     * @param office whose doors they are
     * @param households that were concerned when it was prepared; likewise {@code persons}
     * @param by username of who prepared it
     * @param sentBackBy username, {@code ""} while it waits; likewise {@code reason}
     */
    record Proposal(
            UUID id,
            OfficeCode office,
            RenumberingForm typed,
            int households,
            int persons,
            Instant at,
            String by,
            String sentBackBy,
            String reason) {

        public LocalDate effective() {
            return RocDate.parse(typed.effective()).orElseThrow();
        }

        public boolean waits() {
            return sentBackBy.isEmpty();
        }
    }

    /** @param changed whether anything is not as it was when it was prepared */
    record Proposed(Proposal proposal, Preview preview, boolean changed) {}

    /**
     * 核定結果, as typed.
     *
     * @param seen the {@link Preview#mark} of what the deciding supervisor saw
     */
    record Decision(String verdict, String reason, String seen) {

        boolean approves() {
            return verdict.equals("APPROVED");
        }

        boolean sendsBack() {
            return verdict.equals("SENT_BACK");
        }

        /**
         * What is wrong with it whatever it is about.
         *
         * @param preparedBy username of whose work is decided about
         */
        List<Refusal> wrong(String preparedBy, Actor supervisor) {
            if (preparedBy.equals(supervisor.id())) {
                return List.of(Refusal.of("", "registry.renumbering.own"));
            }
            List<Refusal> wrong = new ArrayList<>();
            if (!approves() && !sendsBack()) {
                wrong.add(Refusal.of("verdict", "registry.renumbering.verdict"));
            }
            if (sendsBack() && reason.isBlank()) {
                wrong.add(Refusal.of("reason", "registry.renumbering.sentBack.reason"));
            } else if (Text.length(reason.strip()) > LONGEST_REASON) {
                wrong.add(Refusal.of("reason", "registry.text.tooLong", String.valueOf(LONGEST_REASON)));
            }
            return wrong;
        }

        private static final int LONGEST_REASON = 200;
    }

    /** Those of the office, and those of the county of which one asks that they be taken back; the newest first. */
    List<Renumbering> renumberings(Actor supervisor);

    /** One of the county's, with its doors; empty for one of another county. */
    Optional<Renumbering> renumbering(RegistrationId id, Actor supervisor);

    /**
     * 撤銷 of an act of the supervisor's office: from the same day on the old addresses hold again. While the rule of the day wants two
     * persons it is asked for only, for another supervisor of the county to decide. Answers what is refused.
     */
    List<Refusal> revoke(RegistrationId id, String reason, Actor supervisor);

    /** 核定撤銷 or 退回 by another supervisor of the county than who asked; {@link Decision#seen} does not matter here. */
    List<Refusal> decideRevocation(RegistrationId id, Decision decision, Actor supervisor);

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

        /** Where nothing is to be seen but what is refused. */
        static Preview refused(List<Refusal> why) {
            return new Preview(null, List.of(), 0, 0, why, "");
        }

        Preview refusing(Refusal why) {
            return new Preview(kind, doors, households, persons, List.of(why), mark);
        }
    }

    /** 結果: the act, or the proposal it became or stays, or the preview with what is refused. */
    record Enactment(@Nullable RegistrationId id, @Nullable UUID proposal, Preview preview) {}
}
