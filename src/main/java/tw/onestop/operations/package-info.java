/** 維運: what an operator does at the command line with a product of their own: accounts, and agencies' machines. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "agency", "exchange", "access"})
package tw.onestop.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
