package tw.onestop.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.GrantUse;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.audit.LogDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.registry.RulesDesk;

/** 本人查詢紀錄: the trail says that somebody was asked about, the record of the query for what. */
@Component
class OwnLog implements OwnLogDesk {

    private static final String OF_FILE = "link.file";

    private static final Set<String> ASKING = Set.of(
            "link.query",
            OF_FILE,
            "link.follow",
            "link.extract",
            "link.kinship",
            "link.kinship.told",
            "notice.passport.query");

    private final LogDesk log;
    private final QueryLog queries;
    private final GrantDesk grants;
    private final Basis basis;

    OwnLog(LogDesk log, QueryLog queries, GrantDesk grants, Basis basis) {
        this.log = log;
        this.queries = queries;
        this.grants = grants;
        this.basis = basis;
    }

    /** 依據: how long something stays discreet, and the trail. */
    @Component("ownLogBasis")
    record Basis(RulesDesk rules, AuditDesk audit, Clock clock) {}

    @Override
    @Transactional
    public Looks looks(NationalId citizen, int atMost, Actor by) {
        basis.audit().record(Act.done(by, "link.ownLog.read", null, citizen));
        LocalDate today = LocalDate.now(basis.clock());
        Instant tellable =
                basis.clock().instant().minus(Duration.ofDays(basis.rules().value("link.ownLog.delayDays", today)));
        Set<String> discreet = queries.discreet(today);
        List<Told> told = told(
                citizen,
                atMost,
                (one, query) -> !discreet.contains(query.purpose()) || !one.at().isAfter(tellable));
        return new Looks(told.stream().limit(atMost).map(this::look).toList(), told.size() > atMost);
    }

    /** 可告知者. */
    private record Told(LogDesk.Said said, UUID transaction, QueryLog.Asked query) {}

    /** Looked for ever farther back, until there is one more than is wanted, or nothing more: what is discreet is not counted. */
    private List<Told> told(NationalId citizen, int atMost, BiPredicate<LogDesk.Said, QueryLog.Asked> tellable) {
        for (int reach = atMost + 1; ; reach *= 2) {
            List<LogDesk.Said> said = log.about(citizen, ASKING, reach);
            Map<Inquiry, QueryLog.Asked> asked =
                    queries.asked(said.stream().flatMap(OwnLog::inquiry).collect(Collectors.toSet()));
            List<Told> told = said.stream()
                    .flatMap(one -> inquiry(one)
                            .flatMap(inquiry -> Stream.ofNullable(asked.get(inquiry))
                                    .map(query -> new Told(one, inquiry.transactionId(), query))))
                    .filter(one -> tellable.test(one.said(), one.query()))
                    .toList();
            if (told.size() > atMost || said.size() < reach) {
                return told;
            }
        }
    }

    /** What an act says of a file stands with the files only, and all else only with the queries: nobody else's id tells of it. */
    private static Stream<Inquiry> inquiry(LogDesk.Said said) {
        return Stream.ofNullable(said.transactionId())
                .map(id -> new Inquiry(id, said.action().equals(OF_FILE)));
    }

    private Look look(Told told) {
        QueryLog.Asked query = told.query();
        Optional<Grant> grant = grants.grant(query.agency(), query.purpose());
        return new Look(
                told.said().at(),
                query.agency(),
                grant.map(Grant::name).orElse(""),
                grant.map(Grant::nameEn).orElse(""),
                grant.map(Grant::legalBasis).orElse(""),
                query.fields().stream()
                        .flatMap(name -> Field.named(name).stream())
                        .toList(),
                query.fields().contains(KinAnswering.KINSHIP),
                query.fields().contains(GrantUse.CONFIRMATION),
                told.transaction(),
                told.said().index());
    }
}
