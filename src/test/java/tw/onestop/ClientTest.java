package tw.onestop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The product as an agency's developer finds it: a port, a database of its own, and what {@code demo.json} tells. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = OneStopApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "onestop.access.loopback-aliases=true")
@ContextConfiguration(initializers = ClientTest.Database.class)
@Import(ProductTest.Clocks.class)
public @interface ClientTest {

    /** Nobody else's notices stand in these feeds. */
    class Database extends TestDatabase {

        @Override
        protected String name() {
            return "client";
        }
    }
}
