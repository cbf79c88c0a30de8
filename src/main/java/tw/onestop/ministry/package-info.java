/** 戶政司: the ministry's pages. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "access", "registry", "agency", "joining", "link", "exchange"})
package tw.onestop.ministry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
