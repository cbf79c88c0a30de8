/** 戶政司: the ministry's pages. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "http",
            "access",
            "registry",
            "agency",
            "joining",
            "link",
            "payment",
            "notice",
            "intake",
            "exchange"
        })
package tw.onestop.ministry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
