/** 維運: what an operator does at the command line with a product of their own: accounts, agencies' machines, and what comes after a restore. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "agency", "exchange", "access", "link", "statistics"})
package tw.onestop.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
