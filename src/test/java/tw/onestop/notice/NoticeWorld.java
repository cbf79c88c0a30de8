package tw.onestop.notice;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The notice room between a register and an exchange of the test's own. */
@TestConfiguration(proxyBeanMethods = false)
public class NoticeWorld {

    @Bean
    @Primary
    FakeRegistry fakeRegistry(ApplicationEventPublisher events) {
        return new FakeRegistry(events);
    }

    @Bean
    @Primary
    FakeExchange fakeExchange() {
        return new FakeExchange();
    }

    @Bean
    @Primary
    FakeMessages fakeMessages() {
        return new FakeMessages();
    }

    @Bean
    Filed filed(
            NoticeDesk desk,
            FakeRegistry registry,
            org.springframework.transaction.support.TransactionTemplate transaction) {
        return new Filed(desk, registry, transaction);
    }
}
