package tw.onestop.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;

/** 案件: one form on its road: what was typed, what is known, what is wrong, what follows. */
final class Case {

    private final RegistrationForm form;
    private final Actor clerk;
    private final LocalDate today;
    private final Ledger ledger;
    private final Reference reference;
    private final Renumberings.Once renumberings;
    private final Typed typed;
    private final Set<PersonId> hidden;
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Refusal> warnings = new ArrayList<>();
    private final List<Refusal> consequences = new ArrayList<>();
    private final Map<PersonId, Map<String, Registration.Change>> changed = new LinkedHashMap<>();

    /** @param hidden whom those for whom it is done may not see */
    Case(
            RegistrationForm form,
            Actor clerk,
            LocalDate today,
            Ledger ledger,
            Reference reference,
            Set<PersonId> hidden) {
        this.form = form;
        this.clerk = clerk;
        this.today = today;
        this.ledger = ledger;
        this.reference = reference;
        this.renumberings = reference.renumberings().once();
        this.typed = new Typed(this);
        this.hidden = hidden;
    }

    /** 參考: what every case looks things up in. */
    @Component
    record Reference(
            Books books,
            Rulebook rules,
            Villages villages,
            Annotations annotations,
            HouseholdNumbers numbers,
            Newcomers newcomers,
            ProtectiveMarks marks,
            Renumberings renumberings,
            Abstention abstention) {}

    RegistrationForm form() {
        return form;
    }

    PersonId party() {
        return form.party();
    }

    PersonFacts partyFacts() {
        return ledger.person(form.party());
    }

    HouseholdNo partyHousehold() {
        return ledger.stay(form.party()).household();
    }

    Actor clerk() {
        return clerk;
    }

    LocalDate today() {
        return today;
    }

    /** The day of the event; today where the type asks for none. */
    LocalDate eventDate() {
        return typed.date("eventDate").orElse(today);
    }

    Ledger ledger() {
        return ledger;
    }

    Rulebook rules() {
        return reference.rules();
    }

    Villages villages() {
        return reference.villages();
    }

    HouseholdNumbers numbers() {
        return reference.numbers();
    }

    Newcomers newcomers() {
        return reference.newcomers();
    }

    Typed typed() {
        return typed;
    }

    Optional<PersonId> bearer(NationalId id) {
        return reference.books().bearer(id).filter(found -> !hides(found));
    }

    /** How a door is called by the day of the event, where it was called as typed before (門牌整編). */
    Optional<Address> renumbered(Address typed) {
        return renumberings.standing(List.of(typed.villageCode())).stream()
                .filter(act -> !eventDate().isBefore(act.effective()))
                .flatMap(act -> act.rule().apply(typed).stream())
                .filter(now -> !now.isSamePlaceAs(typed))
                .findFirst();
    }

    /** Whoever came to a door by this form stands at it under the name it has from a day on that is known already. */
    void renumber(Collection<HouseholdNo> households) {
        List<String> villages = households.stream()
                .flatMap(no -> ledger.households().get(no).all().stream())
                .map(spell -> spell.fact().address().villageCode())
                .distinct()
                .toList();
        List<Renumberings.Standing> acts = renumberings.standing(villages);
        households.forEach(no -> ledger.households()
                .put(no, Renumberings.apply(acts, ledger.households().get(no))));
    }

    /** The history of a household somebody named. */
    Optional<Spells<HouseholdRecord>> household(HouseholdNo no) {
        return ledger.households().find(no).filter(found -> !hides(no));
    }

    /** Whom those for whom it is done may not see. */
    Set<PersonId> hidden() {
        return hidden;
    }

    /** Whom who files the form may not see: of them the answer says nothing, whatever is registered of them (保護註記). */
    boolean hides(PersonId person) {
        return hidden.contains(person);
    }

    private boolean hides(HouseholdNo no) {
        Set<PersonId> residents = hidden.isEmpty() ? Set.of() : ledger.residents(no);
        return !residents.isEmpty() && hidden.containsAll(residents);
    }

    /** Whether somebody bore the number, which nobody bears now, who bears another one. */
    boolean isFormer(NationalId id) {
        return reference.books().formerBearers(id).stream().anyMatch(former -> !hides(former));
    }

    /**
     * 迴避, also of who applies.
     *
     * @param touched whose record follows, of those whom the clerk may see: nobody else is told of
     */
    void refuseOwn(Collection<PersonId> touched) {
        reference
                .abstention()
                .of(clerk, new Abstention.Concerned(List.of(party()), form.readers(), touched), hidden)
                .ifPresent(
                        why -> refuse(why.field(), why.code(), why.arguments().toArray(String[]::new)));
    }

    /** Whether anybody bears or bore the number, also by what this sitting did so far. */
    boolean isTaken(NationalId id) {
        return reference.books().isTaken(id)
                || ledger.persons().snapshot().values().stream()
                        .anyMatch(history -> history.last().nationalId().equals(id));
    }

    int adultAge(LocalDate on) {
        return rules().value("adult.age", on);
    }

    boolean isAdult(PersonId person, LocalDate on) {
        return ledger.person(person).ageOn(on) >= adultAge(on);
    }

    /** The first thing wrong with a field is said, not what follows from it; papers are all named at once (一次告知). */
    void refuse(String field, String code, String... arguments) {
        Refusal refusal = Refusal.of(field, code, arguments);
        boolean manyFit = field.isEmpty() || field.equals("evidence");
        if (refusals.stream()
                .noneMatch(r -> manyFit ? r.equals(refusal) : r.field().equals(field))) {
            refusals.add(refusal);
        }
    }

    void warn(String field, String code, String... arguments) {
        warnings.add(Refusal.of(field, code, arguments));
    }

    void consequence(String code, String... arguments) {
        consequences.add(Refusal.of("", code, arguments));
    }

    /** What agencies may be told of somebody, though what holds today is the same: it holds from another day. */
    void changed(PersonId person, String name, Registration.Change change) {
        changed.computeIfAbsent(person, none -> new LinkedHashMap<>()).put(name, change);
    }

    /** Whom it concerns though nothing of their own record is another: whose child somebody no longer is. */
    void concerns(PersonId person) {
        changed.computeIfAbsent(person, none -> new LinkedHashMap<>());
    }

    Map<PersonId, Map<String, Registration.Change>> changed() {
        return changed;
    }

    boolean refused() {
        return !refusals.isEmpty();
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    List<Refusal> warnings() {
        return List.copyOf(warnings);
    }

    List<Refusal> consequences() {
        return List.copyOf(consequences);
    }

    /** What was registered of a later day already would be contradicted by an event of that day. */
    void refuseBeforeLastChange(LocalDate lastChange) {
        if (eventDate().isBefore(lastChange)) {
            refuse("eventDate", "registry.eventDate.beforeLastChange", RocDate.format(lastChange));
        }
    }

    /** The same of what is registered of a person themself. */
    void refuseBeforeLastChangeOf(PersonId person) {
        refuseBeforeLastChange(ledger.persons().get(person).lastSpell().from());
    }

    /** A judgment is final by now, and not before the event it speaks of. */
    void refuseUnlessFinal(String field) {
        typed.date(field).ifPresent(day -> {
            if (day.isAfter(today)) {
                refuse(field, "registry.finalOn.inFuture");
            } else if (day.isBefore(eventDate())) {
                refuse(field, "registry.finalOn.beforeEvent", RocDate.format(eventDate()));
            }
        });
    }

    /** 逕為登記: what was reported to the office stands for the papers that nobody brought. */
    boolean exOfficio() {
        return form.applicant().byOffice();
    }

    /** What is in dispute waits until the court has decided, or the parties have settled (戶籍法 §25). */
    void refuseWhileLitigated() {
        if (typed.text("litigation").equals("PENDING")) {
            refuse("litigation", "registry.litigation.pending");
        }
    }

    /** At least one of these papers. */
    void requireOneOf(String code, String... papers) {
        if (exOfficio()) {
            return;
        }
        Set<String> ticked = typed.evidence();
        for (String paper : papers) {
            if (ticked.contains(paper)) {
                return;
            }
        }
        refuse("evidence", code);
    }

    /** By a court: its ruling and that it is final. */
    void requireRuling() {
        requirePaper("COURT_RULING");
        requirePaper("FINALITY_CERTIFICATE");
    }

    void requirePaper(String paper) {
        requireOneOf("registry.evidence.missing." + paper, paper);
    }

    /**
     * The days of the annotations of a template that the person has, those of this sitting too.
     *
     * @param parameters which they have among theirs
     */
    List<LocalDate> annotationsOf(PersonId person, String template, Map<String, String> parameters) {
        List<LocalDate> days = new ArrayList<>(reference.annotations().days(person, template, parameters));
        ledger.annotations().stream()
                .filter(d -> d.person().equals(person) && d.template().equals(template))
                .filter(d -> d.parameters().entrySet().containsAll(parameters.entrySet()))
                .forEach(d -> days.add(d.eventDate()));
        return List.copyOf(days);
    }

    /** Writes an annotation; {@code eventDate} and {@code filedOn} are given to every template. */
    void annotate(PersonId person, String template, Map<String, String> parameters) {
        annotate(person, template, parameters, eventDate());
    }

    /** The same of what happened on another day. */
    void annotate(PersonId person, String template, Map<String, String> parameters, LocalDate on) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("eventDate", RocDate.annotation(on));
        all.put("filedOn", RocDate.annotation(today));
        Rulebook.Template t = rules().template(template, today);
        ledger.annotate(new Annotations.Draft(person, on, today, t.code(), t.version(), all, t.fill(all)));
    }
}
