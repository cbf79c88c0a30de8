package tw.onestop.voice;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** 語音設定 as the door reads them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VoiceSettings.class)
class VoiceSetup {}
