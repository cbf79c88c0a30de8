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
                "the file must be a ZIP of replies.jsonl, replies.csv, replies.xml or replies.txt and, if wanted, manifest.json, and of nothing else";
            case "fileTooLarge" ->
                "the file is larger than a file may be, and nothing of it was taken; bring its replies in several files";
            case "fileTooLong" -> "a file may have 50000 lines";
            case "fileManifest" -> "contentSha256 of the manifest is not the digest of the replies";
            case "fileHeader" ->
                "replies.csv begins with the names of its columns, id and status among them; replies.txt with a record H that names the agency and Big5 or x-EUC-TW";
            case "fileXml" -> "replies.xml is no XML of the published schema";
            case "fileRecords" -> "replies.txt must have records of 320 bytes, and a last record T that counts them";
            case "fileReplies" ->
                "replies.txt has not the replies that its last record T counts; send the whole file again";
            case "bodyInvalid" -> "the body is no JSON object";
            case "lineInvalid" -> "the reply does not have the columns or elements that it should";
            case "recordInvalid" -> "a record of this reply cannot be read";
            case "lineTooLong" -> "a line may have 16384 characters";
            case "idInvalid" -> "id must be the id of an envelope";
            case "notTaken" -> "the register could not take this line; send it again";
            default -> code;
        };
        return new WrongLine(line, code, reason, content);
    }

    static WrongLine of(int line, ReplyAnswer answer, String content) {
        return new WrongLine(line, answer.code(), answer.says(), content);
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
