/** 戶籍: persons, households, addresses, registrations and their history; the one door through which they are read. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "trust"})
package tw.onestop.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
