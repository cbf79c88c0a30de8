package tw.onestop.link;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Grant;
import tw.onestop.agency.Questions;
import tw.onestop.agency.QuotaDesk;
import tw.onestop.agency.QuotaDesk.Quota;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.QueryDesk.Answer.Refused;
import tw.onestop.link.QueryDesk.Predicate;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Reading;

/** 查詢之門: whether a query is whole, and within what was granted; everything else is a refusal. */
@Component
class Gate {

    /** 以戶號查詢, among what was asked for: it reads no field, and needs one. */
    static final String BY_HOUSEHOLD = "byHousehold";

    private static final int EARLIEST_YEAR = 1800;
    private static final Pattern NUMBER = Pattern.compile("[A-Z][A-Z0-9][0-9]{8}");

    private final Rights rights;
    private final QuotaDesk quotas;
    private final Clock clock;

    Gate(Rights rights, QuotaDesk quotas, Clock clock) {
        this.rights = rights;
        this.quotas = quotas;
        this.clock = clock;
    }

    /** 審查結果: exactly one of the two. */
    record Judged(@Nullable Passed passed, @Nullable Refused refused) {}

    /**
     * What may be answered.
     *
     * @param numbers asked for, each once; of those somebody can bear
     * @param reading everybody whose data it needs, for the officer who asks, within the territory of the grant
     */
    record Passed(
            Query query,
            Actor machine,
            List<String> numbers,
            List<Field> fields,
            Reading reading,
            Grant grant,
            Quota quota) {

        AgencyCode agency() {
            return Objects.requireNonNull(machine.agency());
        }

        /** The same about these, who are registered in the households asked about. */
        Passed about(Collection<NationalId> members) {
            return new Passed(
                    query,
                    machine,
                    members.stream().map(NationalId::value).toList(),
                    fields,
                    reading.of(List.copyOf(members)),
                    grant,
                    quota);
        }
    }

    Judged judge(Query query, Actor machine) {
        List<InvalidParam> wrong = query.unread().isEmpty() ? wrong(query) : query.unread();
        if (!wrong.isEmpty()) {
            return no("paramsValidation", wrong.getFirst().reason(), wrong);
        }
        AgencyCode agency = Objects.requireNonNull(machine.agency(), "a system belongs to an agency");
        LocalDate today = LocalDate.now(clock);
        Standing standing = standing(
                agency, query.occasion().purposeId(), query.occasion().userId(), machine.kind() == Actor.Kind.SYSTEM);
        Grant grant = standing.grant();
        NationalId officer = standing.officer();
        if (grant == null || officer == null) {
            return new Judged(null, standing.refused());
        }
        Refused refused = beyond(query, grant);
        if (refused != null) {
            return new Judged(null, refused);
        }
        Quota quota = quotas.take(grant);
        if (quota.exceeded()) {
            return new Judged(
                    null,
                    new Refused(
                            "quotaExceeded",
                            "this purpose has %d queries a minute".formatted(quota.perMinute()),
                            List.of(),
                            quota));
        }
        Actor reader = machine.serving(Set.of(officer));
        // That somebody asked about their own kin is noted where a person asks; for machines it would cost every query
        // its time, and is found the night after (OwnKinRounds).
        boolean inPerson = machine.kind() != Actor.Kind.SYSTEM;
        return new Judged(passed(query, inPerson ? reader.being(officer) : reader, today, grant, quota), null);
    }

    /**
     * What was let in as one query and hands out so many people counts as the queries they would be, each about as many as the purpose
     * may name in one.
     */
    Quota weigh(Passed passed, int persons) {
        int mostIds = passed.grant().mostIds();
        int queries = Math.max(1, Math.ceilDiv(persons, mostIds));
        return queries == 1 ? passed.quota() : quotas.weigh(passed.grant(), queries - 1);
    }

    /**
     * 授權現況: either what holds today, or why nothing does.
     *
     * @param officer the number of who asks
     */
    record Standing(
            @Nullable Grant grant,
            @Nullable NationalId officer,
            @Nullable Refused refused) {}

    /** Without fields: what an officer may ask at all. */
    Standing standing(AgencyCode agency, String purposeId, String userId) {
        return standing(agency, purposeId, userId, false);
    }

    private Standing standing(AgencyCode agency, String purposeId, String userId, boolean byMachine) {
        LocalDate today = LocalDate.now(clock);
        Optional<Grant> grant = rights.grant(agency, purposeId).filter(g -> g.holdsOn(today));
        if (grant.isEmpty()) {
            return new Standing(
                    null,
                    null,
                    new Refused(
                            "unauthorizedPurpose", "no such purpose is granted to this agency today", List.of(), null));
        }
        if (byMachine && !rights.openToMachines(agency, purposeId)) {
            return new Standing(
                    null,
                    null,
                    new Refused(
                            "rehearsalMissing",
                            "machines may use this purpose once the agency has passed its rehearsal: /v1/rehearsals",
                            List.of(),
                            null));
        }
        return rights.onRoster(agency, purposeId, userId)
                .map(officer -> new Standing(grant.get(), officer, null))
                .orElseGet(() -> new Standing(
                        null,
                        null,
                        new Refused("unknownUser", "this user is not on the agency's roster today", List.of(), null)));
    }

    /** The same for a file of these fields, which may not be none, whenever it is answered; files come from machines. */
    Standing standing(AgencyCode agency, String purposeId, String userId, List<String> fields) {
        Standing standing = standing(agency, purposeId, userId, true);
        Grant grant = standing.grant();
        if (grant == null) {
            return standing;
        }
        List<InvalidParam> beyond = beyond(fields.stream(), grant);
        if (fields.isEmpty()) {
            return new Standing(
                    null,
                    null,
                    new Refused(
                            "paramsValidation",
                            "fields must name at least one field",
                            List.of(new InvalidParam("fields", "missing", "fields must name at least one field")),
                            null));
        }
        return beyond.isEmpty() ? standing : new Standing(null, null, notGranted(beyond));
    }

    private static Refused notGranted(List<InvalidParam> beyond) {
        return new Refused("unauthorizedField", beyond.getFirst().reason(), beyond, null);
    }

    private static List<InvalidParam> beyond(Stream<String> fields, Grant grant) {
        return fields.filter(
                        name -> Field.named(name).isEmpty() || !grant.fields().contains(name))
                .distinct()
                .map(Gate::notGranted)
                .toList();
    }

    private static InvalidParam notGranted(String name) {
        return new InvalidParam(name, "unauthorizedField", "not granted for this purpose: " + name);
    }

    private static Judged no(String code, String detail, List<InvalidParam> names) {
        return new Judged(null, new Refused(code, detail, names, null));
    }

    private List<InvalidParam> wrong(Query query) {
        List<InvalidParam> wrong = new ArrayList<>();
        if (!query.households().isEmpty()) {
            wrong.addAll(households(query));
        }
        if (query.numbers().isEmpty() && query.households().isEmpty()) {
            wrong.add(new InvalidParam("nationalIds", "missing", "nationalIds must name at least one person"));
        }
        for (int i = 0; i < query.numbers().size(); i++) {
            if (!NUMBER.matcher(query.numbers().get(i)).matches()) {
                wrong.add(new InvalidParam(
                        "nationalIds[%d]".formatted(i), "malformed", "a number is a letter and nine more characters"));
            }
        }
        if (query.fields().isEmpty() && query.predicates().isEmpty()) {
            wrong.add(new InvalidParam("fields", "missing", "fields must name at least one field"));
        }
        LocalDate asOf = query.asOf();
        wrong(asOf).ifPresent(wrong::add);
        for (int i = 0; i < query.predicates().size(); i++) {
            wrong(query.predicates().get(i), "predicates[%d]".formatted(i)).ifPresent(wrong::add);
        }
        if (query.predicates().size() > 1
                && query.predicates().stream()
                                .filter(one -> one.name().equals(Questions.AGE_AT_LEAST))
                                .count()
                        > 1) {
            wrong.add(new InvalidParam(
                    "predicates", "repeated", "ageAtLeast is asked once in a query: several would tell the age"));
        }
        return wrong;
    }

    private static List<InvalidParam> households(Query query) {
        List<InvalidParam> wrong = new ArrayList<>();
        for (int i = 0; i < query.households().size(); i++) {
            String typed = query.households().get(i);
            if (HouseholdNo.parse(typed).filter(no -> no.value().equals(typed)).isEmpty()) {
                wrong.add(new InvalidParam(
                        "householdNos[%d]".formatted(i),
                        "malformed",
                        "a household's number is a letter, six letters or digits, and a digit"));
            }
        }
        if (!query.numbers().isEmpty()) {
            wrong.add(new InvalidParam("nationalIds", "notBoth", "by household, persons are not named"));
        }
        return wrong;
    }

    /** What is wrong with a day, null being today. */
    Optional<InvalidParam> wrong(@Nullable LocalDate asOf) {
        return asOf != null && (asOf.getYear() < EARLIEST_YEAR || asOf.isAfter(LocalDate.now(clock)))
                ? Optional.of(new InvalidParam("asOf", "outOfRange", "asOf is a day from 1800 to today"))
                : Optional.empty();
    }

    private static Optional<InvalidParam> wrong(Predicate predicate, String name) {
        boolean withSomebody = NUMBER.matcher(predicate.with()).matches();
        return switch (predicate.name()) {
            case Questions.AGE_AT_LEAST ->
                predicate.amount() < 1 || predicate.amount() > 150
                        ? Optional.of(new InvalidParam(name + ".years", "outOfRange", "years are 1 to 150"))
                        : Optional.empty();
            case Questions.SAME_HOUSEHOLD ->
                withSomebody
                        ? Optional.empty()
                        : Optional.of(
                                new InvalidParam(name + ".with", "malformed", "with is the number of another person"));
            case Questions.KIN_WITHIN ->
                !withSomebody
                        ? Optional.of(
                                new InvalidParam(name + ".with", "malformed", "with is the number of another person"))
                        : predicate.amount() < 1 || predicate.amount() > Kindred.FARTHEST
                                ? Optional.of(new InvalidParam(
                                        name + ".degree", "outOfRange", "degree is 1 to " + Kindred.FARTHEST))
                                : Optional.empty();
            default ->
                Optional.of(new InvalidParam(
                        name + ".name", "unknown", "predicates are ageAtLeast, sameHousehold and kinWithin"));
        };
    }

    private static @Nullable Refused beyond(Query query, Grant grant) {
        List<InvalidParam> beyond = Stream.concat(
                        beyond(query.fields().stream(), grant).stream(),
                        query.predicates().stream()
                                .map(Predicate::name)
                                .filter(name -> !allows(grant, name))
                                .distinct()
                                .map(Gate::notGranted))
                .toList();
        if (!beyond.isEmpty()) {
            return notGranted(beyond);
        }
        // Who may not read in which household somebody is may not ask by it either.
        if (!query.households().isEmpty() && !grant.fields().contains(needed(grant, BY_HOUSEHOLD))) {
            return notGranted(List.of(notGranted(Field.HOUSEHOLD_NO.wireName())));
        }
        return tooMany("nationalIds", query.numbers().stream(), grant)
                .or(() -> tooMany("householdNos", query.households().stream(), grant))
                .or(() -> tooMany("predicates", query.predicates().stream().map(Predicate::with), grant))
                .or(() -> tooManyAnswers(query, grant))
                .orElse(null);
    }

    /** Each question is answered about each number: as many answers as if everybody the purpose may name were asked each kind once. */
    private static Optional<Refused> tooManyAnswers(Query query, Grant grant) {
        int most = Questions.ALL.size() * grant.mostIds();
        return query.predicates().isEmpty()
                        || query.predicates().size()
                                        * query.numbers().stream().distinct().count()
                                <= most
                ? Optional.empty()
                : Optional.of(new Refused(
                        "tooManyIds",
                        "this purpose may have %d answers to questions in one query".formatted(most),
                        List.of(new InvalidParam("predicates", "tooMany", "at most %d answers".formatted(most))),
                        null));
    }

    /** Whoever else a question names is read as well, and counts as those do of whom it is asked. */
    private static Optional<Refused> tooMany(String name, Stream<String> named, Grant grant) {
        return named.filter(one -> !one.isEmpty()).distinct().count() <= grant.mostIds()
                ? Optional.empty()
                : Optional.of(new Refused(
                        "tooManyIds",
                        "this purpose may name %d persons in one query".formatted(grant.mostIds()),
                        List.of(new InvalidParam(name, "tooMany", "at most " + grant.mostIds())),
                        null));
    }

    static List<String> questions(Grant grant) {
        return Questions.ALL.stream().filter(name -> allows(grant, name)).toList();
    }

    /** Who may read a date or a household's number may have the question answered that follows from it. */
    private static boolean allows(Grant grant, String predicate) {
        return grant.fields().contains(needed(grant, predicate));
    }

    /** What of the grant it takes to ask for this, be it a field, a question or {@link #BY_HOUSEHOLD}: without it the gate refuses. */
    static String needed(Grant grant, String asked) {
        if (grant.fields().contains(asked)) {
            return asked;
        }
        return switch (asked) {
            case Questions.AGE_AT_LEAST -> Field.BIRTH_DATE.wireName();
            case Questions.SAME_HOUSEHOLD, BY_HOUSEHOLD -> Field.HOUSEHOLD_NO.wireName();
            default -> asked;
        };
    }

    private static Passed passed(Query query, Actor machine, LocalDate today, Grant grant, Quota quota) {
        List<String> numbers = query.numbers().stream().distinct().toList();
        List<Field> fields = query.fields().stream()
                .distinct()
                .flatMap(name -> Field.named(name).stream())
                .toList();
        Set<NationalId> concerned = Stream.concat(
                        numbers.stream(), query.predicates().stream().map(Predicate::with))
                .flatMap(number -> NationalId.parse(number).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        LocalDate on = query.asOf() == null ? today : query.asOf();
        Reading reading = new Reading(
                List.copyOf(concerned),
                new AsOf(on, query.knownAt()),
                machine,
                fields.contains(Field.ANNOTATIONS),
                "link.query",
                query.occasion().transactionId().toString(),
                "purpose=%s user=%s"
                        .formatted(
                                query.occasion().purposeId(), query.occasion().userId()),
                grant.territory());
        return new Passed(query, machine, numbers, fields, reading, grant, quota);
    }
}
