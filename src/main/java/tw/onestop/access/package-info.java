/** 身分與權限: who signs in, as what, and agencies' tokens. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "http", "audit", "trust", "agency", "registry"})
package tw.onestop.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
