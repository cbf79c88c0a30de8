package tw.onestop.agency;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** 通報欄位: what notices of changes by consent are made of, and an example of one. */
final class FieldPaths {

    private static final List<String> PERSON = List.of(
            "programme",
            "change",
            "effectiveDate",
            "person.nationalId",
            "person.name",
            "contact.phone",
            "contact.email",
            "registration.kind",
            "registration.recordedAt");

    private static final List<String> VALUES = List.of(
            "name",
            "nationalId",
            "birthDate",
            "address.full",
            "address.villageCode",
            "householdHead",
            "householdNo",
            "deathDate",
            "marital",
            "status",
            "origin.status",
            "origin.people");

    private static final Set<String> DATES =
            Set.of("effectiveDate", "registration.recordedAt", "birthDate", "deathDate");

    private static final String EXAMPLE = """
            {"programme":"registration-change","change":"address","effectiveDate":"2026-01-09",
             "person":{"nationalId":"A123456789","name":"王小明"},
             "before":{"address.full":"連江縣南竿鄉介壽村001鄰介壽路1號","address.villageCode":"09007010001","name":"王大明",
                       "nationalId":"A123456780","birthDate":"1990-05-06","householdHead":"王大明","householdNo":"F0000001","marital":"SINGLE","status":"REGISTERED",
                       "origin.status":"NONE","origin.people":""},
             "after":{"address.full":"連江縣南竿鄉復興村002鄰復興路20號","address.villageCode":"09007010002","name":"王小明",
                      "nationalId":"A123456789","birthDate":"1990-05-07","householdHead":"王小明","householdNo":"F0000002","deathDate":"2026-01-08",
                      "marital":"MARRIED","status":"MOVED_OUT","origin.status":"PLAINS","origin.people":"AMIS"},
             "extraKeys":{},"contact":{"phone":"0912-345-678","email":"ming@example.tw"},
             "registration":{"kind":"ADDR","recordedAt":"2026-01-09T06:05:00Z"}}
            """;

    private FieldPaths() {}

    /** All that an agency with these keys can be told. */
    static List<String> of(List<Capability.ExtraKey> keys) {
        List<String> paths = new ArrayList<>(PERSON);
        VALUES.forEach(value -> paths.add("before." + value));
        VALUES.forEach(value -> paths.add("after." + value));
        keys.forEach(key -> paths.add("extraKeys." + key.name()));
        return paths;
    }

    static boolean isDate(String path) {
        return DATES.contains(path.replaceFirst("^(?:before|after)\\.", ""));
    }

    /** A notice with everything that notices of all changes may have, of nobody. */
    static String example(List<Capability.ExtraKey> keys) {
        List<String> values = keys.stream()
                .map(key -> "\"%s\":\"%s\"".formatted(key.name(), key.example()))
                .toList();
        return EXAMPLE.replace("\"extraKeys\":{}", "\"extraKeys\":{%s}".formatted(String.join(",", values)));
    }
}
