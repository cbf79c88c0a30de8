package tw.onestop.registry;

import java.util.List;

/**
 * 遷入登記 (戶籍法 §16, §17, §41): from another township, filed where one moves in; moving out is implied (§26). Who had moved abroad
 * moves in again by it, each by themself, wherever they lived before.
 */
final class MoveIn extends Relocation {

    MoveIn() {
        super(RegistrationKind.MOVE_IN, false);
    }

    @Override
    String forbids(Case c, Address here, Address there) {
        return !Move.returns(c) && here.townshipCode().equals(there.townshipCode())
                ? "registry.address.sameTownship"
                : "";
    }

    @Override
    List<RegistrationType.Evidence> papers() {
        return List.of(Fields.paper("ENTRY_RECORD", false));
    }

    /** Who comes back shows that they have entered; the household they left may be none any more. */
    @Override
    public boolean requires(RegistrationType.Evidence paper, Case c) {
        return switch (paper.code()) {
            case "ENTRY_RECORD" -> Move.returns(c);
            case "HOUSEHOLD_CERTIFICATE" -> !Move.returns(c);
            default -> paper.required();
        };
    }
}
