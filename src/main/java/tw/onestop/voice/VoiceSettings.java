package tw.onestop.voice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * 語音設定.
 *
 * @param calls at one time; who calls then hears the busy tone
 * @param longest a call may last
 * @param bridge so long an answer may take before something is said
 * @param giveUp so long an answer may take at all
 * @param tongues that are offered, in the order of the welcome
 */
@ConfigurationProperties("onestop.voice")
record VoiceSettings(
        @DefaultValue("30") int calls,
        @DefaultValue("10m") Duration longest,
        @DefaultValue("1500ms") Duration bridge,
        @DefaultValue("20s") Duration giveUp,

        @DefaultValue({"MANDARIN", "HOKKIEN", "HAKKA", "ENGLISH"})
        List<Tongue> tongues,

        @DefaultValue Voices prompts,
        @DefaultValue Sip sip,
        @DefaultValue Agi agi) {

    VoiceSettings {
        tongues = List.copyOf(tongues);
        if (tongues.isEmpty()) {
            throw new IllegalArgumentException("the telephone line needs a language");
        }
    }

    boolean on() {
        return sip.on() || agi.on();
    }

    /**
     * 語音檔.
     *
     * @param directory where prompts that were made are kept; an exchange must find them under the same path
     * @param recordings where prompts that people spoke are, {@code ""} for none
     * @param speech the program that speaks what was not recorded, {@code ""} for tones instead
     */
    record Voices(
            @DefaultValue("var/voice") Path directory,
            @DefaultValue("") String recordings,
            @DefaultValue("espeak-ng") String speech) {}

    /**
     * SIP 話機: the line answers calls itself.
     *
     * @param port by UDP; -1: it does not, 0: any that is free
     * @param bind address it listens at
     * @param peers addresses from which calls are taken, and to which voices are sent
     * @param mediaFrom first of the UDP ports for voices, one for each call; 0: any that is free
     */
    record Sip(
            @DefaultValue("-1") int port,
            @DefaultValue("127.0.0.1") String bind,
            @DefaultValue("127.0.0.1") List<String> peers,
            @DefaultValue("0") int mediaFrom) {

        Sip {
            peers = List.copyOf(peers);
        }

        boolean on() {
            return port >= 0;
        }
    }

    /**
     * FastAGI: an exchange (Asterisk) answers calls and asks what to say.
     *
     * @param port by TCP; -1: none
     * @param bind address it listens at
     * @param patience so long an exchange may take for one command, the longest prompt among them; then its call is over
     */
    record Agi(
            @DefaultValue("-1") int port,
            @DefaultValue("127.0.0.1") String bind,
            @DefaultValue("1m") Duration patience) {

        boolean on() {
            return port >= 0;
        }
    }
}
