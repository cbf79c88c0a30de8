package tw.onestop.registry;

import tw.onestop.kernel.Text;

/**
 * 戶籍地址, a registered address.
 *
 * @param villageCode eleven digits: township 8, village 3
 * @param county 縣市
 * @param township 鄉鎮市區
 * @param village 村里 — official names
 * @param neighbourhood 鄰, 1 to 999
 * @param street 路街段巷弄號樓, from the road to the floor: {@code 介壽路12巷3號之1二樓}
 */
public record Address(
        String villageCode, String county, String township, String village, int neighbourhood, String street) {

    /** Of somebody whose address is not given to who asks. */
    static Address withheld() {
        return new Address("", "", "", "", 0, "");
    }

    /** {@code 連江縣南竿鄉介壽村005鄰介壽路12號}; {@code ""} where it is not given. */
    public String full() {
        return villageCode.isEmpty() ? "" : "%s%s%s%03d鄰%s".formatted(county, township, village, neighbourhood, street);
    }

    /** Whether both mean the same door, however the street is written. */
    boolean isSamePlaceAs(Address other) {
        return villageCode.equals(other.villageCode)
                && neighbourhood == other.neighbourhood
                && AddressText.foldStreet(Text.halfWidth(street))
                        .equals(AddressText.foldStreet(Text.halfWidth(other.street)));
    }

    /** Eight digits. */
    public String townshipCode() {
        return villageCode.substring(0, 8);
    }
}
