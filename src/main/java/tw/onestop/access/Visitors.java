package tw.onestop.access;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;

/**
 * 洽辦人: whom the member of the present session serves. Their coming and going is in the trail, so that of every reading
 * in between it is known for whom it was done.
 */
@Component
class Visitors {

    private static final String IN_THE_SESSION = Visitors.class.getName();

    private final AuditDesk audit;

    Visitors(AuditDesk audit) {
        this.audit = audit;
    }

    /** Who stands at the counter, as the session keeps it. */
    private record Standing(Set<NationalId> people) {}

    @Transactional
    void come(Set<NationalId> people, Actor member) {
        audit.record(
                people.isEmpty()
                        ? List.of(Act.done(member, "access.visitor.leave", null, null))
                        : people.stream()
                                .map(one -> Act.done(member, "access.visitor.come", null, one))
                                .toList());
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(IN_THE_SESSION, new Standing(Set.copyOf(people)), RequestAttributes.SCOPE_SESSION);
    }

    Set<NationalId> present() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request != null
                        && request.getAttribute(IN_THE_SESSION, RequestAttributes.SCOPE_SESSION)
                                instanceof Standing(Set<NationalId> people)
                ? people
                : Set.of();
    }
}
