package tw.agencies;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * 通報: one CloudEvents 1.0 envelope. {@code id} is the same however often it arrives, {@code attempt} counts how often it was
 * sent, {@code data} is what the citizen ticked for this agency: an object, or a text which is a JWE.
 */
record Notice(String id, String subject, String sequence, String type, int attempt, String recipient, JsonNode data) {

    /** It is no notice. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String sentence) {
            super(sentence);
        }
    }

    Notice {
        if (id.isBlank() || type.isBlank() || recipient.isBlank() || !sequence.matches("\\d{12}")) {
            throw new IllegalArgumentException("id, type, recipient or sequence is missing");
        }
    }

    static Notice parse(byte[] body) throws Malformed {
        try {
            return parse(Json.MAPPER.readTree(body));
        } catch (JacksonException notJson) {
            throw new Malformed("not JSON");
        }
    }

    static Notice parse(JsonNode envelope) throws Malformed {
        if (!Json.text(envelope, "specversion").equals("1.0")) {
            throw new Malformed("not a CloudEvents 1.0 envelope");
        }
        try {
            return new Notice(
                    Json.text(envelope, "id"),
                    Json.text(envelope, "subject"),
                    Json.text(envelope, "sequence"),
                    Json.text(envelope, "type"),
                    envelope.path("attempt").asInt(1),
                    Json.text(envelope, "recipient"),
                    envelope.path("data"));
        } catch (IllegalArgumentException incomplete) {
            throw new Malformed(String.valueOf(incomplete.getMessage()));
        }
    }

    /** The notice whose fee this one says is paid, {@code ""} where it says nothing of the kind. */
    String pays() {
        return Json.text(data, "pays");
    }

    /** Whether an address was named to which is sent what is made; else it is fetched where it was applied for. */
    boolean posted() {
        return !Json.text(data.path("details"), "delivery").isEmpty();
    }

    boolean isSealed() {
        return data.isString();
    }

    Notice withData(JsonNode opened) {
        return new Notice(id, subject, sequence, type, attempt, recipient, opened);
    }
}
