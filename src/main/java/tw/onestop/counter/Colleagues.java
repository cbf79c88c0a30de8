package tw.onestop.counter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.RegistryDesk;

/** 其他同仁: who may handle what the clerk keeps away from (迴避), as the pages name them. */
@Component("colleagues")
class Colleagues {

    private final AccessDesk access;

    Colleagues(AccessDesk access) {
        this.access = access;
    }

    /** Whether one of these sends the clerk to a colleague. */
    public boolean wanted(@Nullable List<Refusal> refusals) {
        return refusals != null
                && refusals.stream().anyMatch(refusal -> refusal.code().startsWith(RegistryDesk.ABSTAIN));
    }

    /** Separated by 、; {@code ""} where the office has nobody else. */
    public String names() {
        return String.join("、", access.colleagues());
    }
}
