package tw.onestop.link.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.Grant;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.Field;
import tw.onestop.link.QueryDesk;
import tw.onestop.link.RightsChange;

/** 資料項目介接: what there is to ask, and what of it an agency may. */
@RestController
class FieldsApi {

    private final QueryDesk desk;
    private final AccessDesk access;
    private final RightsChange.Announced announced;

    FieldsApi(QueryDesk desk, AccessDesk access, RightsChange.Announced announced) {
        this.desk = desk;
        this.access = access;
        this.announced = announced;
    }

    /** 資料項目 as told to machines. */
    record Described(String name, String type, String meaning, String meaningEn, String law) {

        static Described of(Field field) {
            return new Described(field.wireName(), field.type(), field.meaning(), field.meaningEn(), field.law());
        }
    }

    /**
     * 目的 as told to its agency.
     *
     * @param territory codes of the counties and townships it is about; empty for the nation
     */
    record Purpose(
            String id,
            String name,
            String legalBasis,
            List<String> fields,
            Quota quota,
            String expires,
            List<String> territory,
            List<Change> changes) {

        static Purpose of(Grant grant, List<RightsChange> announced) {
            return new Purpose(
                    grant.purposeId(),
                    grant.name(),
                    grant.legalBasis(),
                    grant.fields().stream().sorted().toList(),
                    new Quota(grant.perMinute(), grant.mostIds()),
                    grant.until().toString(),
                    grant.territory().stream().sorted().toList(),
                    announced.stream()
                            .filter(change -> change.purposeId().equals(grant.purposeId()))
                            .map(Change::of)
                            .toList());
        }
    }

    /** 預告之異動 as told to machines. */
    record Change(String on, RightsChange.Kind kind, String reason) {

        static Change of(RightsChange change) {
            return new Change(change.on().toString(), change.kind(), change.reason());
        }
    }

    /** 配額. */
    record Quota(int perMinute, int idsPerQuery) {}

    @GetMapping("/v1/fields")
    Map<String, List<Described>> fields() {
        access.currentAgency();
        return Map.of("fields", Arrays.stream(Field.values()).map(Described::of).toList());
    }

    @GetMapping("/v1/me/authorized-fields")
    Map<String, List<Purpose>> purposes() {
        AgencyCode agency = Objects.requireNonNull(access.currentAgency().agency());
        List<RightsChange> changes = announced.of(agency);
        return Map.of(
                "purposes",
                desk.grants(agency).stream()
                        .map(grant -> Purpose.of(grant, changes))
                        .toList());
    }
}
