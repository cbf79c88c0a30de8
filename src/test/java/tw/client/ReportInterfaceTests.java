package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** 外部通報: ministries and courts report births, deaths and declarations of death, each what is its own to report. */
class ReportInterfaceTests extends ClientCase {

    private final LocalDate yesterday = LocalDate.now(ZoneId.of("Asia/Taipei")).minusDays(1);

    private Answer report(String agency, String number, Map<String, String> facts) {
        return country.machine(agency).json("PUT", "/v1/reports/" + number, Answer.JSON.writeValueAsString(facts));
    }

    private static String aNumber() {
        return "C-" + UUID.randomUUID().toString().substring(0, 18);
    }

    private Map<String, String> of(String kind) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("kind", kind);
        facts.put("nationalId", world.someone("王大同"));
        facts.put("name", "王大同");
        facts.put("birthDate", "1980-01-09");
        facts.put("eventDate", yesterday.toString());
        facts.put("place", "連江縣立醫院");
        facts.put("certificateNo", "示範字第1號");
        if (kind.equals("DEATH_DECL")) {
            facts.put("finalOn", yesterday.toString());
        }
        if (kind.equals("BIRTH")) {
            facts.put("sex", "FEMALE");
        }
        return facts;
    }

    @Test
    void theHealthMinistryReportsABirthOnceAndCorrectsIt() {
        String number = aNumber();
        Map<String, String> birth = of("BIRTH");
        report("MOHW", number, birth).is(201);
        report("MOHW", number, birth).is(200);
        birth.put("place", "臺北市");
        Answer second = report("MOHW", number, birth).is(201);
        assertThat(second.json().path("version").asInt()).isEqualTo(2);
    }

    @Test
    void prosecutorsReportDeathsAndCourtsDeclareThem() {
        report("MOHW", aNumber(), of("DEATH")).is(201);
        report("MOJ", aNumber(), of("DEATH")).is(201);
        report("JUDICIAL", aNumber(), of("DEATH_DECL")).is(201);
    }

    @Test
    void whatIsAnothersToReportIsNotTaken() {
        report("MOJ", aNumber(), of("BIRTH")).problem(403, "reportNotAllowed");
        report("JUDICIAL", aNumber(), of("DEATH")).problem(403, "reportNotAllowed");
        report("TAIPOWER", aNumber(), of("DEATH")).problem(403, "reportNotAllowed");
        wire.json("PUT", "/v1/reports/" + aNumber(), "{}").problem(401, "unauthorized");
    }
}
