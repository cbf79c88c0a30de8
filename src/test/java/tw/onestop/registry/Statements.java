package tw.onestop.registry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Fixture: what this thread asks the database, without the values; not what other rooms ask by their timers. */
final class Statements extends AppenderBase<ILoggingEvent> {

    private final Thread asking = Thread.currentThread();
    private final List<String> heard = new ArrayList<>();

    private Statements() {}

    @Override
    protected void append(ILoggingEvent event) {
        if (Thread.currentThread().equals(asking)) {
            heard.add(event.getFormattedMessage());
        }
    }

    static List<String> of(Runnable question) {
        Logger logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        Level before = logger.getLevel();
        Statements statements = new Statements();
        statements.start();
        logger.addAppender(statements);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        try {
            question.run();
        } finally {
            logger.setAdditive(true);
            logger.setLevel(before);
            logger.detachAppender(statements);
        }
        return List.copyOf(statements.heard);
    }
}
