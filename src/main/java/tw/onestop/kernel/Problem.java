package tw.onestop.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * 問題說明, a refusal to a machine (RFC 9457).
 *
 * @param status HTTP status
 * @param code which programs decide by
 * @param detail one sentence
 * @param params what of the request is wrong
 */
public record Problem(int status, String code, String detail, List<InvalidParam> params) {

    /** Its media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        params = List.copyOf(params);
    }

    public Problem(int status, String code, String detail, InvalidParam... params) {
        this(status, code, detail, List.of(params));
    }

    /** 不合規欄位. */
    public record InvalidParam(String name, String code, String reason) {}

    /** Its members by name. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:onestop:problem:" + code);
        body.put("status", status);
        body.put("detail", detail);
        body.put("code", code);
        body.put("invalidParams", params);
        return body;
    }
}
