package tw.onestop.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.TimeOrdered;
import tw.onestop.notice.Confirmation.Against;
import tw.onestop.notice.Confirmation.Decision;
import tw.onestop.notice.Confirmation.Result;
import tw.onestop.notice.Confirmation.Words;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistryDesk;

/** 人別確認: a case begins with a picture and ends with a decision that stays. */
@Component
class Passports implements PassportDesk {

    private final RegistryDesk registry;
    private final Confirmations confirmations;
    private final PassportRules rules;
    private final AuditDesk audit;
    private final Clock clock;

    Passports(RegistryDesk registry, Confirmations confirmations, PassportRules rules, AuditDesk audit, Clock clock) {
        this.registry = registry;
        this.confirmations = confirmations;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<Standing> standing(PersonId person, Actor clerk) {
        Optional<Person> found = registry.person(person, AsOf.on(today()), clerk);
        read(null, found, clerk);
        return found.map(this::standing);
    }

    private Standing standing(Person person) {
        List<Confirmation> earlier = confirmations.decided(person.id());
        return new Standing(
                person,
                rules.needs(person, today()),
                earlier.stream()
                        .limit(1) // a later doubt or refusal ends what was confirmed before
                        .filter(one ->
                                valid(one, today()) && rules.barred(person).isEmpty())
                        .findFirst()
                        .orElse(null),
                earlier);
    }

    private static boolean valid(Confirmation one, LocalDate on) {
        Decision decision = one.decision();
        return decision != null && decision.validOn(on);
    }

    @Override
    @Transactional
    public Begun begin(PersonId id, byte[] file, Actor clerk) {
        OfficeCode office = clerk.office();
        Optional<Person> person = registry.person(id, AsOf.on(today()), clerk);
        Optional<Refusal> refusal = office == null
                ? Optional.of(Refusal.of("", "notice.clerk.noOffice"))
                : person.isEmpty()
                        ? Optional.of(Refusal.of("", "notice.passport.unknown"))
                        : registry.abstention(List.of(id), List.of(), clerk).or(() -> rules.barred(person.get()));
        Picture picture = Picture.of(file);
        refusal = refusal.or(() -> Optional.ofNullable(picture.refusal()));
        byte[] jpeg = picture.jpeg();
        if (refusal.isPresent() || jpeg == null || office == null) {
            audit.record(Act.refused(
                    clerk, "notice.passport.begin", null, refusal.orElseThrow().code()));
            return new Begun.Refused(List.of(refusal.orElseThrow()));
        }
        Confirmation begun =
                new Confirmation(TimeOrdered.id(clock.instant()), id, office, clerk.id(), clock.instant(), null);
        confirmations.add(begun, jpeg);
        audit.record(Act.done(
                clerk,
                "notice.passport.begin",
                begun.id().toString(),
                person.orElseThrow().nationalId()));
        return new Begun.Case(begun.id());
    }

    @Override
    @Transactional
    public Optional<Case> confirmation(UUID id, Actor clerk) {
        Optional<Confirmation> own =
                confirmations.find(id).filter(found -> found.office().equals(clerk.office()));
        Optional<Person> person = own.flatMap(found -> registry.person(found.person(), AsOf.on(today()), clerk));
        read(id, person, clerk);
        return person.map(one ->
                new Case(own.orElseThrow(), standing(one), confirmations.pictured(id), photograph(own.orElseThrow())));
    }

    private void read(@Nullable UUID id, Optional<Person> person, Actor clerk) {
        String object = id == null ? null : id.toString();
        audit.record(
                person.isPresent()
                        ? Act.done(
                                clerk,
                                "notice.passport.read",
                                object,
                                person.get().nationalId())
                        : Act.refused(clerk, "notice.passport.read", object, "unknown"));
    }

    /** The picture by which the person was confirmed last, other than that of this case, as long as it is kept. */
    private @Nullable UUID photograph(Confirmation of) {
        return confirmations.decided(of.person()).stream()
                .filter(one -> !one.id().equals(of.id()))
                .filter(Passports::confirmed)
                .map(Confirmation::id)
                .filter(confirmations::pictured)
                .findFirst()
                .orElse(null);
    }

    private static boolean confirmed(Confirmation one) {
        Decision decision = one.decision();
        return decision != null && decision.result() == Result.CONFIRMED;
    }

    @Override
    @Transactional
    public Optional<byte[]> picture(UUID id, Actor clerk) {
        Optional<Person> person = confirmations
                .find(id)
                .filter(found -> found.office().equals(clerk.office()) || confirmed(found))
                .flatMap(found -> registry.person(found.person(), AsOf.on(today()), clerk));
        audit.record(
                person.isPresent()
                        ? Act.done(
                                clerk,
                                "notice.passport.picture",
                                id.toString(),
                                person.get().nationalId())
                        : Act.refused(clerk, "notice.passport.picture", id.toString(), "unknown"));
        return person.flatMap(_ -> confirmations.picture(id));
    }

    @Override
    @Transactional
    public List<Refusal> decide(UUID id, Finding typed, Actor clerk) {
        Optional<Confirmation> found =
                confirmations.lock(id).filter(one -> one.office().equals(clerk.office()));
        Optional<Person> person = found.flatMap(one -> registry.person(one.person(), AsOf.on(today()), clerk));
        if (found.isEmpty() || person.isEmpty()) {
            return refused(List.of(Refusal.of("", "notice.passport.unknown")), id, clerk);
        }
        if (found.get().decision() != null) {
            return refused(List.of(Refusal.of("", "notice.passport.decided")), id, clerk);
        }
        if (!confirmations.pictured(id)) {
            return refused(List.of(Refusal.of("", "notice.passport.erased")), id, clerk);
        }
        List<NationalId> named = Stream.of(typed.companionNumber(), typed.representative())
                .flatMap(number -> NationalId.parse(number).stream())
                .toList();
        Optional<Refusal> abstains = registry.abstention(List.of(found.get().person()), named, clerk);
        if (abstains.isPresent()) {
            return refused(List.of(abstains.get()), id, clerk);
        }
        PassportRules.Judged judged = rules.judge(typed, person.get(), photograph(found.get()) != null, today(), clerk);
        if (!judged.refusals().isEmpty()) {
            return refused(judged.refusals(), id, clerk);
        }
        Decision decision = decision(typed, person.get(), judged.companion(), clerk);
        confirmations.decide(id, decision);
        audit.record(new Act(
                clerk,
                "notice.passport.decide",
                decision.no(),
                person.get().nationalId(),
                Act.Outcome.DONE,
                decision.result() + " " + decision.against() + " " + decision.companion()));
        return List.of();
    }

    private Decision decision(Finding typed, Person person, Confirmation.Companion companion, Actor clerk) {
        boolean alone = companion == Confirmation.Companion.NONE;
        Result result = Result.valueOf(typed.result());
        boolean consented =
                result == Result.CONFIRMED && rules.needs(person, today()).consent();
        return new Decision(
                confirmations.nextNo(today()),
                result,
                typed.against().isEmpty() ? Against.NOTHING : Against.valueOf(typed.against()),
                typed.alike().equals("YES") && !typed.against().isEmpty(),
                companion,
                new Words(
                        alone ? "" : PassportCompany.number(typed.companionNumber()),
                        alone ? "" : typed.companionName().strip(),
                        alone ? "" : foreign(typed.companionNumber(), typed.companionNationality()),
                        consented ? PassportCompany.number(typed.representative()) : "",
                        consented ? typed.representativeName().strip() : "",
                        consented ? foreign(typed.representative(), typed.representativeNationality()) : "",
                        typed.why().strip()),
                clerk.id(),
                clock.instant(),
                today(),
                result == Result.CONFIRMED ? rules.validUntil(today()) : null);
    }

    /** Who has a number here is not asked where they are from. */
    private static String foreign(String number, String nationality) {
        return NationalId.parse(number).isPresent() ? "" : nationality.strip();
    }

    private List<Refusal> refused(List<Refusal> refusals, UUID id, Actor clerk) {
        audit.record(Act.refused(
                clerk,
                "notice.passport.decide",
                id.toString(),
                refusals.getFirst().code()));
        return refusals;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
