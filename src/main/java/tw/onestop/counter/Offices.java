package tw.onestop.counter;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Office;
import tw.onestop.kernel.OfficeCode;

/** 戶政事務所名稱 for the counter's templates ({@code @offices}): people know offices by name, not by code. */
@Component("offices")
class Offices {

    private final AgencyDesk agencies;

    Offices(AgencyDesk agencies) {
        this.agencies = agencies;
    }

    /** 全銜, as letters say it in whatever language the clerk reads. */
    public String chinese(String code) {
        return agencies.office(new OfficeCode(code)).map(Office::name).orElse(code);
    }

    /** The name in the reader's language; an office that is no longer in the directory keeps its code. */
    public String name(String code) {
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals("en");
        return agencies.office(new OfficeCode(code))
                .map(office -> english && !office.nameEn().isEmpty() ? office.nameEn() : office.name())
                .orElse(code);
    }
}
