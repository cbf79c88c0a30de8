package tw.onestop.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.audit.LogDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.registry.RulesDesk;

/** 本人查詢紀錄: the trail says that somebody was asked about, the record of the query for what. */
@Component
class OwnLog implements OwnLogDesk {

    private static final Set<String> ASKING =
            Set.of("link.query", "link.file", "link.follow", "link.extract", "link.kinship", "link.kinship.told");

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
    public List<Look> looks(NationalId citizen, int atMost, Actor by) {
        basis.audit().record(Act.done(by, "link.ownLog.read", null, citizen));
        List<LogDesk.Said> said = log.about(citizen, ASKING, atMost);
        Map<UUID, QueryLog.Asked> asked = queries.asked(said.stream()
                .flatMap(one -> Stream.ofNullable(one.transactionId()))
                .collect(Collectors.toSet()));
        LocalDate today = LocalDate.now(basis.clock());
        Instant tellable =
                basis.clock().instant().minus(Duration.ofDays(basis.rules().value("link.ownLog.delayDays", today)));
        Set<String> discreet = queries.discreet(today);
        return said.stream()
                .flatMap(one ->
                        look(
                                one,
                                asked,
                                query -> !discreet.contains(query.purpose())
                                        || !one.at().isAfter(tellable))
                                .stream())
                .toList();
    }

    private Optional<Look> look(
            LogDesk.Said said, Map<UUID, QueryLog.Asked> asked, Predicate<QueryLog.Asked> tellable) {
        return Optional.ofNullable(said.transactionId())
                .map(asked::get)
                .filter(tellable)
                .map(query -> {
                    Optional<Grant> grant = grants.grant(query.agency(), query.purpose());
                    return new Look(
                            said.at(),
                            query.agency(),
                            grant.map(Grant::name).orElse(""),
                            grant.map(Grant::nameEn).orElse(""),
                            grant.map(Grant::legalBasis).orElse(""),
                            query.fields().stream()
                                    .flatMap(name -> Field.named(name).stream())
                                    .toList(),
                            query.fields().contains(KinAnswering.KINSHIP),
                            Objects.requireNonNull(said.transactionId()),
                            said.index());
                });
    }

    @Override
    @Transactional
    public void keepDiscreet(String purposeId, LocalDate from, String legalBasis, Actor by) {
        queries.keepDiscreet(purposeId, from, legalBasis);
        basis.audit().record(Act.done(by, "link.purpose.discreet", purposeId, null));
    }
}
