package tw.onestop.link;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import tw.onestop.agency.GrantUse;
import tw.onestop.link.QueryDesk.Occasion;

/** 他室查詢之登錄: what another room answered under a grant stands in the log of the queries. */
@Component
class QueryNoting implements GrantUse.Noting {

    private final QueryLog log;
    private final Clock clock;

    QueryNoting(QueryLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void note(GrantUse use) {
        Occasion occasion = new Occasion(use.transactionId(), use.purposeId(), use.caseNo(), use.userId());
        log.add(
                List.of(new QueryLog.Line(use.agency(), occasion, use.fields(), use.asked(), use.found())),
                clock.instant());
    }
}
