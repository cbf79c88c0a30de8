/** 戶政櫃檯: the registration clerk's pages. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "http",
            "audit",
            "trust",
            "intake",
            "registry",
            "notice",
            "payment",
            "agency",
            "access",
            "paper",
            "joining"
        })
package tw.onestop.counter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
