package tw.onestop.notice.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tw.onestop.notice.Errand;
import tw.onestop.notice.NoticeDesk;

/** 申辦通報資料綱要: the JSON Schema of an errand's data, written from the definition that page, check and payload come from. */
@Component
class ErrandSchema {

    private static final Pattern FILE =
            Pattern.compile("notice/tw\\.onestop\\.notice\\.([a-z-]+)\\.([a-z-]+)\\.v1\\.json");

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String WITHDRAWAL = "withdrawal";
    private static final String PAID = "paid";
    private static final String REFUNDED = "refunded";
    private static final String PHOTO = "photo";

    private static final Map<String, String> PERSON = Map.of(
            "nationalId", "統一編號",
            "name", "姓名",
            "birthDate", "出生日期",
            "deathDate", "死亡日期",
            "sex", "性別",
            "address", "戶籍地址");

    private final NoticeDesk notices;
    private final JsonMapper json;

    ErrandSchema(NoticeDesk notices, JsonMapper json) {
        this.notices = notices;
        this.json = json;
    }

    /** @param path below {@code /schemas/} */
    Optional<byte[]> of(String path) {
        Matcher parts = FILE.matcher(path);
        return parts.matches()
                ? schema(parts.group(1), parts.group(2))
                        .map(schema -> json.writerWithDefaultPrettyPrinter().writeValueAsBytes(schema))
                : Optional.empty();
    }

    private Optional<ObjectNode> schema(String programme, String change) {
        return switch (change) {
            case WITHDRAWAL -> Optional.of(programme).filter(notices::isErrand).map(this::withdrawal);
            case PAID ->
                Optional.of(programme)
                        .filter(notices::isErrand)
                        .map(of -> fee("規費已繳", of, PAID, "pays", "paidAt", "繳款時間"));
            case REFUNDED ->
                Optional.of(programme)
                        .filter(notices::isErrand)
                        .map(of -> fee("規費已退還", of, REFUNDED, "refunds", "refundedAt", "退費時間"));
            case PHOTO -> Optional.of(programme).filter(notices::isErrand).map(this::photo);
            default -> notices.errand(programme, change).map(this::schema);
        };
    }

    private ObjectNode withdrawal(String programme) {
        ObjectNode schema = object("撤回先前的通報", List.of("programme", "change", "withdraws"));
        schema.put("$schema", DIALECT);
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.putObject("programme").put("const", programme);
        properties.putObject("change").put("const", WITHDRAWAL);
        text(properties, "withdraws", "撤回的通報").put("format", "uuid");
        return schema;
    }

    private ObjectNode schema(Errand errand) {
        ObjectNode schema =
                object(errand.name().zh(), List.of("programme", "change", "person", "applicant", "details"));
        schema.put("$schema", DIALECT);
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.putObject("programme").put("const", errand.programme());
        properties.putObject("change").put("const", errand.change());
        properties.set("person", person(errand.manner().told()));
        properties.set("applicant", applicant());
        properties.set("details", details(errand));
        strings(properties.putObject("before"), "異動前");
        strings(properties.putObject("after"), "異動後");
        ObjectNode payment = object("應繳規費：繳費前請勿製作", List.of("amount", "currency"));
        ((ObjectNode) payment.get("properties")).putObject("amount").put("type", "integer");
        ((ObjectNode) payment.get("properties")).putObject("currency").put("const", "TWD");
        properties.set("paymentDue", payment);
        ObjectNode registration = object("登記", List.of("kind", "recordedAt"));
        text((ObjectNode) registration.get("properties"), "kind", "登記類別");
        text((ObjectNode) registration.get("properties"), "recordedAt", "登記時間").put("format", "date-time");
        properties.set("registration", registration);
        return schema;
    }

    /** That the fee of an errand was paid, or has gone back. */
    private ObjectNode fee(String title, String programme, String change, String names, String at, String atTitle) {
        ObjectNode schema = object(title, List.of("programme", "change", names, "slipNo", "amount", "currency", at));
        schema.put("$schema", DIALECT);
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.putObject("programme").put("const", programme);
        properties.putObject("change").put("const", change);
        text(properties, names, "原通報編號").put("format", "uuid");
        text(properties, "slipNo", "銷帳編號");
        properties.putObject("amount").put("type", "integer").put("description", "金額");
        properties.putObject("currency").put("const", "TWD");
        text(properties, at, atTitle).put("format", "date-time");
        return schema;
    }

    /** That there is a picture for an errand, to be fetched by {@code GET /v1/notices/{id}/photo}. */
    private ObjectNode photo(String programme) {
        ObjectNode schema =
                object("相片已補件", List.of("programme", "change", "photographs", "mediaType", "sha256", "receivedAt"));
        schema.put("$schema", DIALECT);
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.putObject("programme").put("const", programme);
        properties.putObject("change").put("const", PHOTO);
        text(properties, "photographs", "原通報編號").put("format", "uuid");
        properties.putObject("mediaType").put("const", "image/jpeg");
        text(properties, "sha256", "相片檔之 SHA-256").put("pattern", "^[0-9a-f]{64}$");
        text(properties, "receivedAt", "收到時間").put("format", "date-time");
        return schema;
    }

    private ObjectNode person(List<String> told) {
        ObjectNode person = object("當事人", told);
        told.forEach(name -> text((ObjectNode) person.get("properties"), name, PERSON.getOrDefault(name, name)));
        return person;
    }

    private ObjectNode applicant() {
        ObjectNode applicant = object("申請人：phone 或 email 擇一", List.of("nationalId", "name"));
        ObjectNode properties = (ObjectNode) applicant.get("properties");
        text(properties, "nationalId", "統一編號");
        text(properties, "name", "姓名");
        text(properties, "agent", "受託人");
        text(properties, "phone", "電話");
        text(properties, "email", "電子郵件");
        return applicant;
    }

    /** What was typed, and beside it what the programme derives, as texts. */
    private ObjectNode details(Errand errand) {
        List<Errand.Field> told =
                errand.fields().stream().filter(Errand.Field::told).toList();
        ObjectNode details = object(
                errand.note().zh(),
                told.stream()
                        .filter(field -> field.required() && field.onlyWhen() == null)
                        .map(Errand.Field::name)
                        .toList());
        details.putObject("additionalProperties").put("type", "string");
        DerivedWords.of(errand.key())
                .forEach((name, words) -> text((ObjectNode) details.get("properties"), name, words));
        for (Errand.Field field : told) {
            ObjectNode node = text(
                    (ObjectNode) details.get("properties"),
                    field.name(),
                    field.label().zh());
            if (!field.pattern().isEmpty()) {
                node.put("pattern", "^(?:" + field.pattern() + ")$");
            }
            if (!field.choices().isEmpty()) {
                ArrayNode codes = node.putArray("enum");
                field.choices().forEach(choice -> codes.add(choice.code()));
            }
        }
        return details;
    }

    private ObjectNode object(String title, List<String> required) {
        ObjectNode node = json.createObjectNode();
        node.put("title", title);
        node.put("type", "object");
        ArrayNode names = node.putArray("required");
        required.forEach(names::add);
        node.put("additionalProperties", false);
        node.putObject("properties");
        return node;
    }

    private static ObjectNode text(ObjectNode properties, String name, String description) {
        return properties.putObject(name).put("type", "string").put("description", description);
    }

    private static void strings(ObjectNode node, String description) {
        node.put("type", "object").put("description", description);
        node.putObject("additionalProperties").put("type", "string");
    }
}
