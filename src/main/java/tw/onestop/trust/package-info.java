/** 憑證與金鑰: the keys of the house, what they sign, seal and index. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package tw.onestop.trust;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
