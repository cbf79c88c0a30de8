package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** 練習環境: whatever its settings say, nothing of this room reaches outside of it. */
class TrainingCopyTests {

    @Test
    void nothingSendsFetchesOrListensInTheCopy() {
        List<Class<?>> outward = List.of(
                Dispatcher.class, BundleRounds.class, BundleArrivals.class, SftpDoor.class, MessageRounds.class);
        new ApplicationContextRunner()
                .withUserConfiguration(
                        ExchangeSetup.class, Dispatcher.class, BundleRounds.class, BundleArrivals.class, SftpDoor.class)
                .withPropertyValues(
                        "onestop.training.copy=true",
                        "onestop.exchange.sftp.port=0",
                        "onestop.messages.smtp.host=localhost",
                        "onestop.messages.sms.url=http://localhost")
                .run(copy -> {
                    assertThat(copy).hasNotFailed();
                    outward.forEach(one -> assertThat(copy).doesNotHaveBean(one));
                });
    }
}
