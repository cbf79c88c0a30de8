package tw.onestop.notice;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;

@Configuration(proxyBeanMethods = false)
class StandIns {

    @Bean
    AuditDesk auditDesk() {
        return (List<Act> acts) -> {};
    }
}
