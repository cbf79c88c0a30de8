/** 規費繳款: slips, what banks say was paid on them, what goes back, and each day's comparison. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "http", "audit", "trust", "paper", "registry", "agency", "access"})
package tw.onestop.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
