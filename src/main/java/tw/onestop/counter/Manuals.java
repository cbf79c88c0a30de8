package tw.onestop.counter;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tw.onestop.Roc;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Capability;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.Errand;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.registry.RulesDesk;

/** 作業手冊: written when somebody opens one, from what holds on that day. */
@Component
class Manuals {

    private final NoticeDesk notices;
    private final AgencyDesk agencies;
    private final Ruled ruled;
    private final MessageSource messages;
    private final Clock clock;

    Manuals(NoticeDesk notices, AgencyDesk agencies, Ruled ruled, MessageSource messages, Clock clock) {
        this.notices = notices;
        this.agencies = agencies;
        this.ruled = ruled;
        this.messages = messages;
        this.clock = clock;
    }

    /** 規定: days that are promised and limits that hold. */
    @Component("ruledInManuals")
    record Ruled(PromisedDays promised, RulesDesk rules, Roc roc) {}

    /** Every programme of the day, what is told of changes first. */
    List<Manual> all(Locale locale) {
        List<Manual> all = new ArrayList<>();
        all.add(changes(locale));
        notices.errands(today()).forEach(errand -> of(errand, locale).ifPresent(all::add));
        return all;
    }

    Optional<Manual> find(String key, Locale locale) {
        if (key.equals(ChangeManual.KEY)) {
            return Optional.of(changes(locale));
        }
        return notices.errands(today()).stream()
                .filter(errand -> errand.key().equals(key))
                .findFirst()
                .flatMap(errand -> of(errand, locale));
    }

    private Optional<Manual> of(Errand errand, Locale locale) {
        LocalDate today = today();
        return agencies.find(errand.agency()).map(agency -> {
            int promised = ruled.promised().errand(errand);
            LocalDate expected = ruled.rules().workingDay(today, promised);
            ErrandManual.Days days = new ErrandManual.Days(
                    promised,
                    expected,
                    ruled.rules().value("notice.contact.days", today),
                    ruled.rules().value("errand.batchHour", today));
            return new ErrandManual(errand, agency, days, new ManualWords(messages, locale))
                    .manual(ruled.roc().day(expected));
        });
    }

    private Manual changes(Locale locale) {
        LocalDate today = today();
        return new ChangeManual(
                        agencies.capabilities(today),
                        agencies.all().stream().collect(Collectors.toMap(Agency::code, Function.identity())),
                        new ChangeManual.Terms() {
                            @Override
                            public int days(Capability row) {
                                return ruled.promised().change(row.agency(), row.change());
                            }

                            @Override
                            public int contact() {
                                return ruled.rules().value("notice.contact.days", today);
                            }

                            @Override
                            public String areas(AgencyCode agency) {
                                return agencies.coverage(agency, today).names();
                            }
                        },
                        new ManualWords(messages, locale))
                .manual();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
