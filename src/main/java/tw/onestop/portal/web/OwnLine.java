package tw.onestop.portal.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.GrantUse;
import tw.onestop.link.Field;
import tw.onestop.link.OwnLogDesk;

/**
 * 一次查詢, a line of one's own log as the page shows it.
 *
 * @param provable whether it has its place in the public log by now
 */
record OwnLine(
        Instant at,
        String agency,
        String agencyEn,
        String purpose,
        String purposeEn,
        String legalBasis,
        List<String> fields,
        boolean kinship,
        UUID transactionId,
        boolean provable) {

    static OwnLine of(OwnLogDesk.Look look, AgencyDesk agencies) {
        String code = look.agency().value();
        return new OwnLine(
                look.at(),
                agencies.find(look.agency()).map(Agency::name).orElse(code),
                agencies.find(look.agency()).map(Agency::nameEn).orElse(code),
                look.purpose(),
                look.purposeEn(),
                look.legalBasis(),
                Stream.concat(
                                look.fields().stream().map(Field::wireName),
                                look.confirmation() ? Stream.of(GrantUse.CONFIRMATION) : Stream.empty())
                        .toList(),
                look.kinship(),
                look.transactionId(),
                look.index().isPresent());
    }
}
