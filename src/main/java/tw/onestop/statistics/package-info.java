/** 統計: how many services were recorded, what they saved whom, and how long they took; counted behind the backs of those who record. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "registry", "agency"})
package tw.onestop.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
