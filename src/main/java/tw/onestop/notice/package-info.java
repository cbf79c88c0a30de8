/** 通報: applications, their items, receipts, replies and progress. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "http",
            "audit",
            "trust",
            "registry",
            "agency",
            "exchange",
            "payment",
            "access",
            "paper"
        })
package tw.onestop.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
