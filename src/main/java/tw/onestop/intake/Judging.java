package tw.onestop.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tw.onestop.intake.ExerciseDesk.Criterion;
import tw.onestop.intake.ExerciseDesk.Exercise;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.Receipt;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistryDesk;

/** 評分: by what is recorded, never by what was clicked. */
@Component
class Judging {

    private final ExerciseBook book;
    private final RegistryDesk registry;
    private final NoticeDesk notices;

    Judging(ExerciseBook book, RegistryDesk registry, NoticeDesk notices) {
        this.book = book;
        this.registry = registry;
        this.notices = notices;
    }

    /** The places of the criteria that are met. */
    List<Integer> met(Exercise exercise, Instant begun, Actor clerk) {
        Done done = done(begun, clerk);
        return exercise.criteria().stream()
                .filter(criterion -> met(criterion, done))
                .map(Criterion::place)
                .toList();
    }

    /**
     * 所為, what the clerk recorded since.
     *
     * @param minutes to the last conclusion, more than any limit where there is none
     */
    private record Done(Set<String> kinds, Set<AgencyCode> told, Set<String> errands, long minutes, boolean leftOpen) {}

    private Done done(Instant begun, Actor clerk) {
        Set<String> kinds = new HashSet<>();
        Set<AgencyCode> told = new HashSet<>();
        Set<String> errands = new HashSet<>();
        long minutes = Long.MAX_VALUE;
        for (ExerciseBook.Concluded one : book.concluded(clerk.id(), begun)) {
            for (Long id : one.registrations()) {
                registry.registration(new RegistrationId(id), clerk)
                        .ifPresent(registration -> kinds.add(registration.kind().name()));
            }
            if (!one.receiptNo().isEmpty()) {
                notices.receipt(one.receiptNo(), clerk).stream()
                        .flatMap(receipt -> receipt.items().stream())
                        .filter(item -> !item.statutory())
                        .forEach(item -> note(item, told, errands));
            }
            minutes = Duration.between(begun, one.endedAt()).toMinutes();
        }
        return new Done(kinds, told, errands, minutes, book.leftOpen(clerk.id(), begun));
    }

    private static void note(Receipt.Item item, Set<AgencyCode> told, Set<String> errands) {
        if (item.errand() == null) {
            told.add(item.agency().code());
        } else {
            errands.add(item.programme() + "/" + item.change());
        }
    }

    private static boolean met(Criterion criterion, Done done) {
        return switch (criterion.kind()) {
            case REGISTERED ->
                Arrays.stream(criterion.argument().split(" ", -1)).anyMatch(done.kinds()::contains);
            case TOLD -> done.told().size() >= criterion.least();
            case ERRAND -> done.errands().contains(criterion.argument());
            case WITHIN -> done.minutes() < criterion.least();
            // Who did nothing leaves nothing open, and has earned nothing by it.
            case CLEAN -> !done.leftOpen() && !done.kinds().isEmpty();
        };
    }
}
