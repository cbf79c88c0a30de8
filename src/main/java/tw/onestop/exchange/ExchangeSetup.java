package tw.onestop.exchange;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 交換設定 as the room reads them, and a thread of its own for every gateway. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ExchangeSettings.class, MessageSettings.class, SftpSettings.class})
class ExchangeSetup {

    @Bean
    @NotInTraining
    MessageRounds textMessages(
            SmsGateway gateway, Messages messages, MessageSettings settings, MessageRounds.Outward outward) {
        return new MessageRounds(gateway, messages, settings, outward);
    }

    @Bean
    @NotInTraining
    MessageRounds mails(
            SmtpGateway gateway, Messages messages, MessageSettings settings, MessageRounds.Outward outward) {
        return new MessageRounds(gateway, messages, settings, outward);
    }
}
