package tw.onestop.exchange;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * 檔案交換設定.
 *
 * @param port of the SFTP server; -1: there is none, 0: any that is free
 * @param bind address it listens at, {@code ""}: all
 * @param host name by which agencies reach it, as their officers' page says
 * @param directory where the folders lie
 * @param mostBytes of a file that an agency brings
 * @param mostInAll bytes of all that lies in an agency's {@code in}
 * @param connections from one address at one time
 */
@ConfigurationProperties("onestop.exchange.sftp")
record SftpSettings(
        @DefaultValue("-1") int port,
        @DefaultValue("") String bind,
        @DefaultValue("localhost") String host,
        @DefaultValue("var/files") Path directory,
        @DefaultValue("16777216") long mostBytes,
        @DefaultValue("268435456") long mostInAll,
        @DefaultValue("32") int connections) {

    SftpSettings {
        if (mostInAll < mostBytes) {
            throw new IllegalArgumentException("no file of " + mostBytes + " bytes fits into " + mostInAll);
        }
    }

    boolean on() {
        return port >= 0;
    }
}
