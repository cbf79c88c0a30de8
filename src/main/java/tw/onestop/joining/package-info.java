/** 機關申請連結: what agencies need no transcript for any more, and how an authority comes to look it up itself. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "trust", "agency", "link", "access"})
package tw.onestop.joining;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
