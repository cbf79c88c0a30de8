/** 機關服務台: the agency officer's pages. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "http",
            "audit",
            "trust",
            "agency",
            "notice",
            "exchange",
            "access",
            "link",
            "joining",
            "rehearsal"
        })
package tw.onestop.bureau;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
