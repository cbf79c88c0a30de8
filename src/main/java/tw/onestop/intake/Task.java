package tw.onestop.intake;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;

/**
 * 待辦事項, what an office has to do about a report.
 *
 * @param report its last version
 * @param mismatch why nobody fits, a code of {@code intake.mismatch.*}; {@code ""} unless an exception
 * @param party whom the registration would be of; of a birth, the mother; null while nobody fits
 * @param office of the party's domicile; null of an exception that no office is nearer to than another
 * @param actBy the last of the working days in which the office takes it up
 * @param limit 申登期限, until when those obliged can apply
 * @param clerk who took it up, {@code ""} while nobody did
 * @param sitting in which it is being registered, or null
 * @param exOfficio whether the office registered it itself
 * @param notifiedOn when who is concerned was told of that
 * @param demands the latest last
 * @param reason why it was dismissed, {@code ""} when it was not
 */
public record Task(
        long id,
        Report report,
        State state,
        String mismatch,
        @Nullable PersonId party,
        @Nullable OfficeCode office,
        LocalDate actBy,
        LocalDate limit,
        String clerk,
        @Nullable UUID sitting,
        @Nullable RegistrationId registration,
        boolean exOfficio,
        @Nullable LocalDate notifiedOn,
        @Nullable LocalDate closedOn,
        List<Demand> demands,
        String reason) {

    public Task {
        demands = List.copyOf(demands);
    }

    /** 狀態. */
    public enum State {
        /** 待登記. */
        WAITING,
        /** 比對不符, the exception list. */
        EXCEPTION,
        /** 已登記. */
        REGISTERED,
        /** 不予登記, with a reason. */
        DISMISSED;

        public boolean open() {
            return this == WAITING || this == EXCEPTION;
        }
    }

    /** 處理階段, what is to be done next. */
    public enum Stage {
        EXCEPTION,
        /** Those obliged can still apply. */
        REGISTER,
        /** They did not in time: to be demanded. */
        DEMAND,
        /** A demand was sent; when it arrived is not known yet. */
        DELIVERY,
        /** The demand's period is running. */
        PERIOD,
        /** The demand's period is over. */
        EX_OFFICIO,
        /** Registered by the office; who is concerned is to be told. */
        NOTIFY,
        CLOSED
    }

    public Optional<Demand> lastDemand() {
        return demands.isEmpty() ? Optional.empty() : Optional.of(demands.getLast());
    }

    public Stage stage(LocalDate today) {
        return switch (state) {
            case EXCEPTION -> Stage.EXCEPTION;
            case DISMISSED -> Stage.CLOSED;
            case REGISTERED -> exOfficio && notifiedOn == null ? Stage.NOTIFY : Stage.CLOSED;
            case WAITING ->
                lastDemand()
                        .map(demand -> demand.respondBy() == null
                                ? Stage.DELIVERY
                                : demand.over(today) ? Stage.EX_OFFICIO : Stage.PERIOD)
                        .orElse(limit.isBefore(today) ? Stage.DEMAND : Stage.REGISTER);
        };
    }

    /** By when the next step is due. */
    public LocalDate due(LocalDate today) {
        return switch (stage(today)) {
            case EXCEPTION -> actBy;
            case REGISTER -> clerk.isEmpty() ? actBy : limit;
            case DEMAND -> limit;
            case DELIVERY ->
                lastDemand().map(d -> d.issuedOn().plusDays(d.days())).orElse(limit);
            case PERIOD, EX_OFFICIO ->
                lastDemand().flatMap(d -> Optional.ofNullable(d.respondBy())).orElse(limit);
            case NOTIFY, CLOSED -> closedOn == null ? actBy : closedOn;
        };
    }

    /** Days after the time limit, 0 while it runs. */
    public long daysLate(LocalDate today) {
        return Math.max(0, ChronoUnit.DAYS.between(limit, today));
    }

    /**
     * 催告.
     *
     * @param days of its period, from the delivery on
     * @param deliveredOn null while not known, {@code respondBy} likewise
     */
    public record Demand(
            long id,
            LocalDate issuedOn,
            int days,
            Addressee addressee,
            @Nullable LocalDate deliveredOn,
            @Nullable LocalDate respondBy) {

        /** Whether its period has passed. */
        public boolean over(LocalDate today) {
            return respondBy != null && respondBy.isBefore(today);
        }
    }

    /** 受文者. */
    public record Addressee(String name, String address) {}
}
