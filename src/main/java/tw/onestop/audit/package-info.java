/** 稽核: the append-only trail of every act, reading and refusal, and the log by which anybody can verify it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "http", "trust"})
package tw.onestop.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
