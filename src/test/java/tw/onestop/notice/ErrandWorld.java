package tw.onestop.notice;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The notice room upon the real register, with an exchange and messages of the test's own. */
@TestConfiguration(proxyBeanMethods = false)
class ErrandWorld {

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
}
