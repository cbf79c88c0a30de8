package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.Grant;
import tw.onestop.agency.QuotaDesk.Quota;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 線上查詢: an agency's machine asks about persons, within its grant. What is refused is an act, too. */
public interface QueryDesk {

    /**
     * 查詢.
     *
     * @param numbers as typed
     * @param asOf null for today; {@code knownAt} null for now
     * @param unread what of the request could not be read: then it is refused for that
     * @param households numbers of households, as typed, of everybody who is registered in them; then {@code numbers} is empty
     */
    record Query(
            Occasion occasion,
            List<String> numbers,
            List<String> fields,
            List<Predicate> predicates,
            @Nullable LocalDate asOf,
            @Nullable Instant knownAt,
            List<InvalidParam> unread,
            List<String> households) {

        /** By the numbers of persons. */
        public Query(
                Occasion occasion,
                List<String> numbers,
                List<String> fields,
                List<Predicate> predicates,
                @Nullable LocalDate asOf,
                @Nullable Instant knownAt,
                List<InvalidParam> unread) {
            this(occasion, numbers, fields, predicates, asOf, knownAt, unread, List.of());
        }

        public Query {
            households = List.copyOf(households);
            numbers = List.copyOf(numbers);
            fields = List.copyOf(fields);
            predicates = List.copyOf(predicates);
            unread = List.copyOf(unread);
        }
    }

    /**
     * 事由, by which the query is justified.
     *
     * @param purposeId a purpose granted to the agency
     * @param caseNo the officer's case
     * @param userId an officer on the agency's roster
     */
    record Occasion(UUID transactionId, String purposeId, String caseNo, String userId) {}

    /**
     * 是否題, which returns no data.
     *
     * @param name {@code ageAtLeast}, {@code sameHousehold} or {@code kinWithin}
     * @param with the other person's number, {@code ""} for an age
     * @param amount years, or the degree
     */
    record Predicate(String name, String with, int amount) {}

    /** Durable in the trail when it returns. */
    Answer query(Query query, Actor machine);

    /** What an agency may read, of what stands today. */
    List<Grant> grants(AgencyCode agency);

    /** 是否題 that a grant allows, by their names. */
    List<String> questions(Grant grant);

    /** 查詢結果. */
    sealed interface Answer {

        /**
         * @param persons in the order of the numbers, every value by its path
         * @param holds for each number and predicate; null where it cannot be said
         */
        record Answered(List<Map<String, @Nullable Object>> persons, List<Held> holds, Quota quota) implements Answer {}

        /**
         * @param code for programs: {@code unauthorizedPurpose}, {@code unknownUser}, {@code unauthorizedField},
         *     {@code tooManyIds}, {@code paramsValidation}, {@code quotaExceeded}
         * @param names what of the request it is about, each with its reason
         */
        record Refused(
                String code,
                String detail,
                List<InvalidParam> names,
                @Nullable Quota quota) implements Answer {}
    }

    /** 是否答案. */
    record Held(String number, String predicate, @Nullable Boolean holds) {}
}
