/** 機關: the directory of agencies and offices, what each can take, whom to call. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "trust"})
package tw.onestop.agency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
