package tw.onestop.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * 錯誤行, as it goes back to who brought it.
 *
 * @param line from 1; 0 is the file as a whole
 * @param content the line as it was brought, {@code ""} for the file as a whole
 */
record WrongLine(int line, String code, String reason, String content) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static WrongLine of(int line, String code, String content) {
        String reason = switch (code) {
            case "fileUnreadable" -> "the file is no CMS envelope, or is cut off";
            case "fileWrongKey" -> "the file is not encrypted to the certificate of the register";
            case "fileAltered" -> "the file was changed after it was signed or encrypted";
            case "fileUnsigned" -> "the file is not signed";
            case "fileSignedByAnother" -> "the file is not signed with the certificate that the agency registered";
            case "fileContents" ->
                "the file must be a ZIP of replies.jsonl and, if wanted, manifest.json, and of nothing else";
            case "fileTooLarge" -> "the file is larger than a file may be";
            case "fileTooLong" -> "a file may have 50000 lines";
            case "fileManifest" -> "contentSha256 of the manifest is not the digest of replies.jsonl";
            case "lineTooLong" -> "a line may have 16384 characters";
            case "idInvalid" -> "id must be the id of an envelope";
            case "unknownNotice" -> "no such notice was sent to this agency";
            case "resultNotWanted" ->
                "what was found is not to be told: answer RECEIVED or COMPLETED, whatever was found";
            case "statusNotForward" -> "the item is past this status already";
            case "reasonMissing" -> "a rejection needs its reason";
            case "notTaken" -> "the register could not take this line; send it again";
            default -> code;
        };
        return new WrongLine(line, code, reason, content);
    }

    /** With its line feed. */
    String json() {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("line", line);
        said.put("code", code);
        said.put("reason", reason);
        if (!content.isEmpty()) {
            said.put("content", content);
        }
        return JSON.writeValueAsString(said) + "\n";
    }
}
