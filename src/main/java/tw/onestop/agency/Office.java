package tw.onestop.agency;

import tw.onestop.kernel.OfficeCode;

/**
 * 戶政事務所, a household registration office: its code is the eight digits of its township.
 *
 * @param phone a number, or the words that say where one is found
 */
public record Office(OfficeCode code, String name, String nameEn, String phone, String address) {

    /** Whether {@code phone} can be dialled. */
    public boolean callable() {
        return phone.chars().anyMatch(Character::isDigit);
    }
}
