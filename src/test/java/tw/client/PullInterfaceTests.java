package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** interfaces.md §4: the envelope and the pull door. */
class PullInterfaceTests extends ClientCase {

    @Test
    void anEnvelopeHasExactlyTheAttributesOfCloudEventsAndTheThreeExtensions() {
        Country.Receipt receipt = country.anApplication();
        JsonNode envelope = country.notice(receipt, "TAIPOWER");
        assertThat(envelope.propertyNames())
                .containsExactlyInAnyOrder(
                        "specversion",
                        "id",
                        "source",
                        "type",
                        "subject",
                        "time",
                        "datacontenttype",
                        "dataschema",
                        "data",
                        "sequence",
                        "recipient",
                        "attempt");
        assertThat(envelope.path("specversion").asString()).isEqualTo("1.0");
        assertThat(envelope.path("id").asString()).doesNotContain(".");
        assertThat(envelope.path("type").asString()).isEqualTo("tw.onestop.notice.registration-change.address.v1");
        assertThat(envelope.path("datacontenttype").asString()).isEqualTo("application/json");
        assertThat(envelope.path("sequence").asString()).matches("\\d{12}");
        assertThat(envelope.path("recipient").asString()).isEqualTo("TAIPOWER");
        assertThat(envelope.path("attempt").isInt()).isTrue();
        assertThat(envelope.path("attempt").asInt()).isEqualTo(1);
        assertThat(java.time.Instant.parse(envelope.path("time").asString()))
                .isBefore(java.time.Instant.now().plusSeconds(60));
    }

    @Test
    void theDataschemaCanBeReadAndNamesEveryMemberOfData() {
        JsonNode envelope = country.notice(country.anApplication(), "TAIPOWER");
        String path =
                java.net.URI.create(envelope.path("dataschema").asString()).getPath();
        Answer answer = wire.get(path).is(200);
        assertThat(answer.header("Cache-Control")).contains("public");
        JsonNode schema = answer.json();
        for (JsonNode required : schema.path("required")) {
            assertThat(envelope.path("data").has(required.asString()))
                    .as(required.asString())
                    .isTrue();
        }
        assertThat(schema.path("properties").propertyNames())
                .containsAll(envelope.path("data").propertyNames());
    }

    @Test
    void dataHoldsOnlyWhatTheCitizenTickedForThisAgency() {
        Country.Receipt receipt = country.anApplication();
        assertThat(country.notice(receipt, "TAIPOWER")
                        .path("data")
                        .path("extraKeys")
                        .propertyNames())
                .containsExactly("electricityNo");
        assertThat(country.notice(receipt, "MVO").path("data").path("extraKeys").propertyNames())
                .containsExactly("plateNo");
        assertThat(country.notice(receipt, "LAND")
                        .path("data")
                        .path("extraKeys")
                        .propertyNames())
                .isEmpty();
    }

    @Test
    void sequencesBeginAtOneAndAreGapFreeAndAscending() {
        country.notice(country.anApplication(), "NTAX");
        country.notice(country.anApplication(), "NTAX");
        List<JsonNode> feed = country.machine("NTAX").feed();
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= feed.size(); i++) {
            expected.add("%012d".formatted(i));
        }
        assertThat(feed.stream().map(one -> one.path("sequence").asString()))
                .hasSizeGreaterThanOrEqualTo(2)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void aPageEndsAtItsLimitAndSaysWhetherThereIsMore() {
        country.notice(country.anApplication(), "NTAX");
        country.notice(country.anApplication(), "NTAX");
        Machine tax = country.machine("NTAX");
        JsonNode first = tax.pull("?after=0&limit=1").is(200).json();
        assertThat(first.propertyNames()).containsExactlyInAnyOrder("notices", "last", "more");
        assertThat(first.path("notices").size()).isEqualTo(1);
        assertThat(first.path("last").asString()).isEqualTo("000000000001");
        assertThat(first.path("more").asBoolean()).isTrue();
        JsonNode second = tax.pull("?after=" + first.path("last").asString() + "&limit=1")
                .is(200)
                .json();
        assertThat(second.path("notices").path(0).path("sequence").asString()).isEqualTo("000000000002");
        int all = tax.feed().size();
        JsonNode end = tax.pull("?limit=1&after=" + (all - 1)).is(200).json();
        assertThat(end.path("notices").size()).isEqualTo(1);
        assertThat(end.path("more").asBoolean()).isFalse();
    }

    @Test
    void anEmptyPageRepeatsAfter() {
        JsonNode page = power.pull("?after=000000900000&limit=1000").is(200).json();
        assertThat(page.path("notices").size()).isZero();
        assertThat(page.path("last").asString()).isEqualTo("000000900000");
        assertThat(page.path("more").isBoolean()).isTrue();
        assertThat(page.path("more").asBoolean()).isFalse();
    }

    @Test
    void whatWasReturnedCountsAsSentAndNothingElseDoes() {
        Country.Receipt receipt = country.anApplication();
        assertThat(country.status(receipt, "LTAX")).isEqualTo("ACCEPTED");
        wire.send(
                        "HEAD",
                        "/v1/notices",
                        null,
                        "Authorization",
                        country.machine("LTAX").bearer())
                .is(405);
        country.machine("LTAX").pull("?after=900000").is(200);
        assertThat(country.status(receipt, "LTAX")).isEqualTo("ACCEPTED");
        country.notice(receipt, "LTAX");
        assertThat(country.status(receipt, "LTAX")).isEqualTo("SENT");
    }

    @Test
    void aWrongAfterOrLimitIsNamed() {
        for (String after : List.of("abc", "-1", "1.5", "%00", "99999999999999999999")) {
            power.pull("?after=" + after).invalid("after");
        }
        for (String limit : List.of("0", "1001", "-1", "many", "99999999999")) {
            power.pull("?limit=" + limit).invalid("limit");
        }
        power.pull("?limit=1000").is(200);
        power.pull("?limit=1").is(200);
    }

    @Test
    void anAgencySeesItsOwnNoticesOnly() {
        country.notice(country.anApplication(), "LAND");
        for (String agency : List.of("TAIPOWER", "LAND")) {
            assertThat(country.machine(agency).feed())
                    .isNotEmpty()
                    .allMatch(one -> one.path("recipient").asString().equals(agency));
        }
    }
}
