/** 機關連結: what linked agencies read, each within its grant, every answer provable. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"kernel", "http", "audit", "trust", "registry", "agency", "access", "exchange", "paper"})
package tw.onestop.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
