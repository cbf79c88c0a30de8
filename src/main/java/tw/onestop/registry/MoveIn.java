package tw.onestop.registry;

/** 遷入登記 (戶籍法 §16, §17, §41): from another township, filed where one moves in; moving out is implied (§26). */
final class MoveIn extends Relocation {

    MoveIn() {
        super(RegistrationKind.MOVE_IN, false);
    }

    @Override
    String forbids(Address here, Address there) {
        return here.townshipCode().equals(there.townshipCode()) ? "registry.address.sameTownship" : "";
    }
}
