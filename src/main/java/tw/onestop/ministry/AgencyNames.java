package tw.onestop.ministry;

import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.AgencyCode;

/** 機關名稱 in the reader's language, for templates ({@code @agencyNames}); a code that the directory does not know stands for itself. */
@Component("agencyNames")
public class AgencyNames {

    private final AgencyDesk agencies;

    AgencyNames(AgencyDesk agencies) {
        this.agencies = agencies;
    }

    public String of(AgencyCode code) {
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
        return agencies.find(code)
                .map(agency -> english ? agency.nameEn() : agency.name())
                .orElse(code.value());
    }

    /** The same where a name may stand that was typed before agencies were chosen from the directory. */
    public String said(String codeOrName) {
        return agencies.all().stream()
                .map(Agency::code)
                .filter(code -> code.value().equals(codeOrName))
                .findFirst()
                .map(this::of)
                .orElse(codeOrName);
    }

    public String named(String code) {
        return of(new AgencyCode(code));
    }
}
