/** 紙本: prints well-formed HTML to PDF with the Chinese fonts of this machine; knows nothing of what stands on the paper. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package tw.onestop.paper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
