package tw.onestop.counter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.intake.IntakeDesk;
import tw.onestop.intake.Report;
import tw.onestop.intake.Sitting;
import tw.onestop.intake.Task;
import tw.onestop.intake.WorkDesk;
import tw.onestop.intake.WorkDesk.DemandForm;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;
import tw.onestop.registry.Household;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationKind;

/** 帶入: what a report says, as the registration's form and the demand's begin with it. */
@Component
class Prefilling {

    private final IntakeDesk intake;
    private final WorkDesk work;
    private final Sheets sheets;
    private final Offices offices;

    Prefilling(IntakeDesk intake, WorkDesk work, Sheets sheets, Offices offices) {
        this.intake = intake;
        this.work = work;
        this.sheets = sheets;
        this.offices = offices;
    }

    Optional<Person> party(Task task, Actor clerk) {
        return Optional.ofNullable(task.party()).flatMap(id -> sheets.person(id, clerk));
    }

    /** 迴避: why a colleague registers it. */
    Optional<Refusal> own(Task task, Actor clerk) {
        return Optional.ofNullable(task.party()).flatMap(party -> sheets.own(party, clerk));
    }

    /** A sitting with the form filled in; the clerk's own one, where it was begun already and is still open. */
    @Transactional
    UUID begin(Task task, boolean exOfficio, Actor clerk) {
        Optional<UUID> begun = Optional.ofNullable(task.sitting())
                .flatMap(id -> intake.sitting(id, clerk))
                .filter(sitting -> sitting.draft().forms().stream()
                        .anyMatch(form -> form.party().equals(task.party())
                                && form.applicant().byOffice() == exOfficio))
                .map(Sitting::id);
        return begun.orElseGet(() -> {
            Person party = party(task, clerk).orElseThrow();
            Sitting.Draft draft = Sitting.Draft.begun(party.householdNo().value(), Text.maskedName(party.name()))
                    .with(0, form(task.report().facts(), party, exOfficio, clerk));
            Optional<Household> household = sheets.household(party, clerk);
            UUID sitting = intake.open(
                    household
                            .map(h -> draft.seeing(h.no().value(), h.version()))
                            .orElse(draft),
                    clerk);
            work.begun(task.id(), sitting, clerk);
            return sitting;
        });
    }

    private RegistrationForm form(Report.Facts facts, Person party, boolean exOfficio, Actor clerk) {
        RegistrationForm fresh = sheets.fresh(sheets.type(facts.kind()), party, "");
        Map<String, String> values = new LinkedHashMap<>(fresh.values());
        values.put("eventDate", RocDate.compact(facts.onDay()));
        facts.date("finalOn").ifPresent(day -> values.put("finalOn", RocDate.compact(day)));
        if (facts.kind() == RegistrationKind.BIRTH) {
            values.put("sex", facts.value("sex"));
            values.put("birthPlace", facts.value("place"));
        } else if (facts.kind() == RegistrationKind.DEATH) {
            values.put("deathPlace", facts.value("place"));
            values.put("certificateNo", facts.value("certificateNo"));
        }
        if (exOfficio && facts.kind() == RegistrationKind.BIRTH) {
            values.put("surnameBy", "LOT");
        }
        values.values().removeIf(String::isEmpty);
        OfficeCode office = clerk.office();
        return new RegistrationForm(
                fresh.kind(),
                fresh.party(),
                exOfficio && office != null
                        ? RegistrationForm.Applicant.office(offices.chinese(office.value()))
                        : fresh.applicant(),
                values);
    }

    /** To whom a demand would go: the mother of the child, or who remains in the household of the dead. */
    DemandForm addressee(Task task, Optional<Person> party, Actor clerk) {
        boolean birth = task.report().facts().kind() == RegistrationKind.BIRTH;
        Optional<Person> obliged = birth
                ? party
                : party.flatMap(dead -> sheets.household(dead, clerk))
                        .flatMap(home -> home.members().stream()
                                .filter(p ->
                                        p.status() == Person.DomicileStatus.PRESENT && !p.id().equals(task.party()))
                                .findFirst());
        return new DemandForm(
                obliged.map(Person::name).orElse(""),
                obliged.or(() -> party).map(p -> p.address().full()).orElse(""),
                "");
    }
}
