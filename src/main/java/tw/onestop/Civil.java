package tw.onestop;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 時間: the clock of the house, in the civil time of Taiwan. */
@Configuration(proxyBeanMethods = false)
class Civil {

    @Bean
    Clock clock() {
        return Clock.system(ZoneId.of("Asia/Taipei"));
    }
}
