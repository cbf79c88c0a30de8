package tw.agencies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;

/**
 * 車籍: the motor vehicles office's own table, made up from the person's number so that it is the same at every start; one
 * owner in three has something to pay. The office updates the address all the same, so that what is due reaches the owner.
 */
final class VehicleOwners {

    static final String OFFICE = "MVO";
    static final String UNPAID = "尚有罰單或稅費未繳清，資料已更新，並將寄送新址";

    /** What an owner still owes, in New Taiwan dollars. */
    record Owner(int fines, int taxes) {

        boolean owes() {
            return fines + taxes > 0;
        }
    }

    private VehicleOwners() {}

    /** The owner a notice speaks of: by the number in it, or by the notice where it carries none. */
    static Owner of(Notice notice) {
        JsonNode number = notice.data().findValue("nationalId");
        return numbered(number == null ? notice.id() : number.asString(""));
    }

    static Owner numbered(String number) {
        int hash = (int) (hash(number) >>> 1);
        return switch (hash % 6) {
            case 0 -> new Owner(900 + hash % 7 * 300, 0);
            case 1 -> new Owner(0, 4_800 + hash % 5 * 1_200);
            default -> new Owner(0, 0);
        };
    }

    static long hash(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(UTF_8));
        return crc.getValue();
    }
}
