package tw.onestop.notice;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.exchange.AwayDesk;

/** 服務中斷, with the names by which people know it. */
@Component("outages")
class Outages implements OutageDesk {

    private final AwayDesk away;
    private final AgencyDesk agencies;

    Outages(AwayDesk away, AgencyDesk agencies) {
        this.away = away;
        this.agencies = agencies;
    }

    @Override
    public List<Outage> outages() {
        return away.away().stream().map(this::named).toList();
    }

    private Outage named(AwayDesk.Away one) {
        Optional<Agency> agency = Optional.ofNullable(one.agency()).flatMap(agencies::find);
        return new Outage(
                one.kind(),
                agency.map(Agency::name).orElse(""),
                agency.map(Agency::nameEn).orElse(""),
                one.since());
    }
}
