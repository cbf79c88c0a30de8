package tw.onestop.agency;

import java.util.List;

/**
 * 新增受通報機關, as typed.
 *
 * @param code its code in the directory
 * @param body name of an {@link Agency.Body}
 * @param days 承諾辦理日數, working days
 * @param areas 通報範圍: names of counties and townships, {@code ""} for the nation
 * @param changes names of {@link ChangeType}
 * @param keys 附加欄位; blank ones are none
 * @param note what the citizen should know before ticking
 * @param source 依據
 */
public record ReceiverForm(
        String code,
        String body,
        String name,
        String nameEn,
        String unit,
        String phone,
        String hours,
        String days,
        String door,
        String areas,
        List<String> changes,
        List<Key> keys,
        String note,
        String noteEn,
        String source,
        String reason) {

    public static final ReceiverForm EMPTY =
            new ReceiverForm("", "", "", "", "", "", "", "", "INBOX", "", List.of(), List.of(), "", "", "", "");

    public ReceiverForm {
        changes = List.copyOf(changes);
        keys = List.copyOf(keys);
    }

    /** 附加欄位 as typed: 電號, 水號, 車號, 用戶號碼 …. */
    public record Key(String name, String label, String labelEn, String pattern, String example) {

        public static final Key EMPTY = new Key("", "", "", "", "");

        public boolean isBlank() {
            return (name + label + labelEn + pattern + example).isBlank();
        }

        Capability.ExtraKey tidy() {
            return new Capability.ExtraKey(
                    name.strip(), label.strip(), labelEn.strip(), pattern.strip(), example.strip());
        }
    }

    /** What of it can be changed once it is enacted. */
    ReceiverChange terms() {
        return new ReceiverChange(code, unit, phone, hours, days, door, areas, source, reason);
    }

    /** Those that were filled in. */
    public List<Key> filled() {
        return keys.stream().filter(key -> !key.isBlank()).toList();
    }
}
