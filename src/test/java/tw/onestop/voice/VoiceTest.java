package tw.onestop.voice;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tw.onestop.ProductTest;
import tw.onestop.notice.NoticeWorld;

/** The product with its telephone line open: by SIP and by FastAGI, with tunes instead of speech, which a test can tell apart. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ProductTest
@Import({NoticeWorld.class, CallsNow.class})
@TestPropertySource(
        properties = {
            "onestop.voice.number=02-2500-7000",
            "onestop.voice.sip.port=0",
            "onestop.voice.agi.port=0",
            "onestop.voice.agi.patience=1s",
            "onestop.voice.prompts.speech=",
            "onestop.voice.prompts.directory=target/voice-test"
        })
@interface VoiceTest {}
