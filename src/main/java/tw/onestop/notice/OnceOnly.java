package tw.onestop.notice;

import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Registration;
import tw.onestop.trust.TrustDesk;

/** 重複申請: what is under way for somebody is not applied for again, unless it is another heir's or another thing. */
@Component
class OnceOnly {

    private final ErrandItems items;
    private final TrustDesk trust;

    OnceOnly(ErrandItems items, TrustDesk trust) {
        this.items = items;
        this.trust = trust;
    }

    /** What keeps a petition apart from others for the same person: every heir asks for themselves. */
    String apart(Petition petition, AppliedFor programme) {
        return petition.errand().occasion().standing() == Errand.Standing.HEIR
                ? HexFormat.of()
                        .formatHex(trust.index("notice.applicant:"
                                + petition.who().nationalId().value()))
                : programme.apart(petition);
    }

    /** Whoever did not apply themselves has no receipt to look at. */
    Optional<Refusal> refusal(Petition petition) {
        Registration registration = petition.registration();
        return items.standing(
                        petition.errand(),
                        petition.person().id(),
                        registration == null ? null : registration.id(),
                        petition.apart())
                .map(applicant -> Refusal.of(
                        "choices",
                        applicant.equals(petition.who().nationalId().value())
                                ? "notice.errand.standsAlready"
                                : "notice.errand.standsByAnother",
                        petition.errand().name().zh(),
                        petition.errand().name().en()));
    }
}
