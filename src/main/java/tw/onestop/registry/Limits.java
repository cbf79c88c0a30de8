package tw.onestop.registry;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.OfficeCode;

/** 法定期限: the rules' desk; the numbers are the {@link Rulebook}'s, which limit a type has is the type's. */
@Component
class Limits implements RulesDesk {

    private final Rulebook rules;
    private final Recorder recorder;

    Limits(Rulebook rules, Recorder recorder) {
        this.rules = rules;
        this.recorder = recorder;
    }

    @Override
    public Optional<LocalDate> filingLimit(RegistrationKind kind, LocalDate from) {
        return recorder.deadline(kind, from);
    }

    @Override
    public LocalDate lastDay(LocalDate from, int days) {
        return rules.lastDay(from, 0, days);
    }

    @Override
    public boolean isDayOff(LocalDate day) {
        return rules.isDayOff(day);
    }

    @Override
    public LocalDate workingDay(LocalDate after, int days) {
        return rules.workingDay(after, days);
    }

    @Override
    public Optional<ExOfficio> exOfficio(RegistrationKind kind, LocalDate on) {
        return rules.exOfficio(kind, on);
    }

    @Override
    public boolean secondPerson(Collection<RegistrationKind> kinds, @Nullable OfficeCode office, LocalDate on) {
        return kinds.stream().anyMatch(kind -> rules.secondPerson(kind, office == null ? "" : office.value(), on));
    }

    @Override
    public int value(String name, LocalDate on) {
        return rules.value(name, on);
    }
}
