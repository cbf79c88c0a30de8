package tw.onestop.counter;

import java.util.ArrayList;
import java.util.List;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.Actor;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistrationForm;
import tw.onestop.registry.RegistrationKind;

/** 本案登記項目: one line of the list beside a form: which registration, for whom. */
record Parties(int index, RegistrationKind kind, String name) {

    /**
     * @param sheet the form shown, whose party has been read already
     */
    static List<Parties> of(Sitting sitting, Sheet sheet, Sheets sheets, Actor clerk) {
        List<Parties> lines = new ArrayList<>();
        for (RegistrationForm form : sitting.draft().forms()) {
            lines.add(new Parties(
                    lines.size(),
                    form.kind(),
                    form.party().equals(sheet.party().id())
                            ? sheet.party().name()
                            : sheets.person(form.party(), clerk)
                                    .map(Person::name)
                                    .orElse("")));
        }
        return lines;
    }
}
