/** 示範: a database of its own, synthetic residents, simulators; everything that only a demonstration needs. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "audit",
            "trust",
            "agency",
            "registry",
            "exchange",
            "access",
            "intake",
            "joining",
            "rehearsal",
            "notice",
            "statistics"
        })
package tw.onestop.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
