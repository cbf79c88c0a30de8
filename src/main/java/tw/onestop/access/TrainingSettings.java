package tw.onestop.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * 練習模式設定, of the register's program and of its training copy.
 *
 * @param copy whether this program is the training copy: nothing leaves it, everything it shows and prints says so
 * @param url address of the training copy; empty: there is none
 * @param home address of the register's program, to which the copy's pages lead back
 * @param handOverKey file with 32 random bytes in base64 that both programs share: what members are handed over under
 */
@ConfigurationProperties("onestop.training")
record TrainingSettings(
        @DefaultValue("false") boolean copy,
        @DefaultValue("") String url,
        @DefaultValue("") String home,
        @DefaultValue("") String handOverKey) {

    boolean offered() {
        return !copy && !url.isEmpty() && !handOverKey.isEmpty();
    }

    /** The other program, to which forms may lead; empty when there is none. */
    String other() {
        return copy ? home : url;
    }
}
