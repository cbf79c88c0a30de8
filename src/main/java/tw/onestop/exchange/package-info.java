/** 交換: the only room that talks to agencies' machines. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "http", "audit", "trust", "agency"})
package tw.onestop.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
