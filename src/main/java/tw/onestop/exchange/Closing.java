package tw.onestop.exchange;

import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 停用端點, for whichever reason: an act, and told to the rooms above, in the transaction that closes it. */
@Component("endpointClosing")
class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
    private static final Actor RULE = Actor.rule("exchange.dispatcher");

    private final Endpoints endpoints;
    private final AuditDesk audit;
    private final ApplicationEventPublisher events;

    Closing(Endpoints endpoints, AuditDesk audit, ApplicationEventPublisher events) {
        this.endpoints = endpoints;
        this.audit = audit;
        this.events = events;
    }

    /** Those of these agencies that have failed since before an instant. */
    void failing(Set<String> agencies, Instant before, Instant now) {
        endpoints.close(agencies, before, now).forEach(agency -> {
            LOG.error("the endpoint of {} is closed: it has failed since before {}", agency, before);
            tell(new EndpointClosed(agency, now, EndpointClosed.Reason.FAILED));
        });
    }

    /** One that answered 410, unless its address was changed meanwhile; answers that come after the first close nothing more. */
    void gone(AgencyCode agency, int version, Instant now) {
        if (endpoints.close(agency, version, now)) {
            LOG.error("the endpoint of {} is closed: it answered 410", agency);
            tell(new EndpointClosed(agency, now, EndpointClosed.Reason.GONE));
        }
    }

    private void tell(EndpointClosed closed) {
        audit.record(Act.done(RULE, "exchange.endpoint.close", closed.agency().value(), null));
        events.publishEvent(closed);
    }
}
