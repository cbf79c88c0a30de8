package tw.onestop.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tw.onestop.exchange.MessageHours;
import tw.onestop.registry.RulesDesk;

/** 訊息發送時段 by the rules of the day: nobody is woken by a message. */
@Component
class WakingHours implements MessageHours {

    private final RulesDesk rules;
    private final Clock clock;
    private final boolean byDay;

    /** @param byDay false of a demonstration, which shows what came at whichever hour it is looked at */
    WakingHours(RulesDesk rules, Clock clock, @Value("${onestop.messages.by-day:true}") boolean byDay) {
        this.rules = rules;
        this.clock = clock;
        this.byDay = byDay;
    }

    @Override
    public boolean open(Instant at) {
        ZonedDateTime local = at.atZone(clock.getZone());
        int from = rules.value("message.fromHour", local.toLocalDate());
        int until = rules.value("message.untilHour", local.toLocalDate());
        int hour = local.getHour();
        boolean within = from < until ? hour >= from && hour < until : hour >= from || hour < until;
        return within || !byDay;
    }
}
