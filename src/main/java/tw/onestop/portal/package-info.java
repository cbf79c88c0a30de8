/** 民眾線上服務: the citizen's pages, 24 hours. */
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
            "agency",
            "access",
            "joining",
            "link",
            "statistics"
        })
package tw.onestop.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
