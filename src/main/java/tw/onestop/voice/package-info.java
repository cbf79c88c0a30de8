/** 電話語音查詢: the telephone line for progress, in four languages, by an exchange or by SIP. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "notice", "agency"})
package tw.onestop.voice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
