package tw.onestop.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.PersonalDataNotice;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;

/** 通報: the desk, which sends each call to whoever knows it. */
@Component
class Notices implements NoticeDesk {

    private final Offers offers;
    private final Errands errands;
    private final Filings filings;
    private final Following following;
    private final CounterReading reading;

    Notices(Offers offers, Errands errands, Filings filings, Following following, CounterReading reading) {
        this.offers = offers;
        this.errands = errands;
        this.filings = filings;
        this.following = following;
        this.reading = reading;
    }

    @Override
    public List<Offer> offers(List<RegistrationKind> kinds, Set<ChangeType> changes) {
        return offers.of(kinds, changes);
    }

    @Override
    public List<Errand> errands(LocalDate on) {
        return errands.inForce(on);
    }

    @Override
    public boolean isErrand(String programme) {
        return errands.knows(programme);
    }

    @Override
    public Optional<Errand> errand(String programme, String change) {
        return errands.last(programme, change);
    }

    @Override
    public PersonalDataNotice consentNotice() {
        return ConsentNotices.inForce();
    }

    @Override
    public List<Refusal> check(NoticeForm form) {
        return filings.check(form);
    }

    @Override
    public Filing file(NoticeForm form, Actor clerk) {
        return filings.file(form, clerk);
    }

    @Override
    public Optional<Receipt> receipt(String receiptNo, Actor reader) {
        return reading.receipt(receiptNo, reader);
    }

    @Override
    public Optional<Receipt> progress(String receiptNo, String queryCode) {
        return following.progress(receiptNo, queryCode);
    }

    @Override
    public ProgressAnswer progress(String receiptNo, String queryCode, String askedFrom) {
        return following.progress(receiptNo, queryCode, askedFrom);
    }

    @Override
    public OpenPage openPage(AgencyCode agency, OpenQuery query, Actor officer) {
        return reading.openPage(agency, query, officer);
    }

    @Override
    public Optional<AgencyAnswer> agencyItem(AgencyCode agency, UUID item, Actor officer) {
        return reading.agencyItem(agency, item, officer);
    }

    @Override
    public Optional<byte[]> signature(String receiptNo, Actor reader) {
        return reading.signature(receiptNo, reader);
    }

    @Override
    public boolean withdraw(String receiptNo, String queryCode, UUID item) {
        return following.withdraw(receiptNo, queryCode, item);
    }

    @Override
    public boolean takeBack(String receiptNo, UUID item, Actor clerk) {
        return reading.takeBack(receiptNo, item, clerk);
    }

    @Override
    public List<Receipt> recent(Actor clerk, int limit) {
        return reading.recent(clerk, limit);
    }

    /** 申請: checks and files. */
    @Component
    static class Filings {

        private static final String CONSENT = "notice.consent";

        private final RegistryDesk registry;
        private final Examination examination;
        private final Acceptance acceptance;
        private final Acceptance.Trail trail;

        Filings(RegistryDesk registry, Examination examination, Acceptance acceptance, Acceptance.Trail trail) {
            this.registry = registry;
            this.examination = examination;
            this.acceptance = acceptance;
            this.trail = trail;
        }

        List<Refusal> check(NoticeForm form) {
            return examination.beforehand(form, Actor.rule(CONSENT).serving(List.of(form.applicant())));
        }

        /** The caller rolls back what else it did when this is refused. */
        @Transactional(propagation = Propagation.MANDATORY)
        Filing file(NoticeForm form, Actor clerk) {
            OfficeCode office = clerk.office();
            if (office == null) {
                return refused(List.of(Refusal.of("", "notice.clerk.noOffice")), clerk);
            }
            // What is told is what the applicant may pass on: not the protected address of somebody else.
            Actor consent = Actor.rule(CONSENT).serving(clerk.readers()).serving(List.of(form.applicant()));
            List<Registration> registrations = form.registrations().stream()
                    .distinct()
                    .flatMap(id -> registry.registration(id, consent).stream())
                    .toList();
            Examination.Result result = examination.of(form, registrations, consent);
            if (!result.refusals().isEmpty()) {
                return refused(result.refusals(), clerk);
            }
            Filing.Filed filed = acceptance.accept(form, result, office, clerk);
            trail.filed(filed, form, clerk);
            return filed;
        }

        private Filing refused(List<Refusal> refusals, Actor clerk) {
            trail.refused(refusals.stream().map(Refusal::code).distinct().toList(), clerk);
            return new Filing.Refused(refusals);
        }
    }
}
