/** 介接演練: before an agency's system goes live it shows that it can do what it will have to, with people who do not exist. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "http", "audit", "trust", "paper", "agency", "access", "link"})
package tw.onestop.rehearsal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
