/** 機關系統介接之共同格式: JSON that is read and problems that are told, alike at every door for machines; and forms that are too large to be read. */
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package tw.onestop.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
