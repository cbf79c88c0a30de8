/** 受理: sittings and drafts, the one transaction over registrations and notices; reports from outside and the work lists. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "http", "audit", "trust", "registry", "notice", "agency", "access"})
package tw.onestop.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
