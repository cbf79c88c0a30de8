package tw.onestop.registry;

/** 住址變更登記 (戶籍法 §18, §41): within one township; a whole household keeps its number. */
final class AddressChange extends Relocation {

    AddressChange() {
        super(RegistrationKind.ADDR, true);
    }

    @Override
    String forbids(Case c, Address here, Address there) {
        return !here.townshipCode().equals(there.townshipCode()) ? "registry.address.otherTownship" : "";
    }
}
