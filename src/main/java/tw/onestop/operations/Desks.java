package tw.onestop.operations;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;
import tw.onestop.OneStopApplication;

/**
 * 各室櫃檯 of the product without its doors and its clockwork, opened when the first is asked for, so that a wrong command is told
 * so without a database.
 */
final class Desks implements AutoCloseable {

    private final Supplier<ConfigurableApplicationContext> opening;
    private @Nullable ConfigurableApplicationContext product;

    Desks(Supplier<ConfigurableApplicationContext> opening) {
        this.opening = opening;
    }

    /** On the database and with the key file of {@code ./onestop run}; changes no table's shape. */
    static Desks ofThisMachine() {
        return with();
    }

    /** @param settings beside those of the environment */
    static Desks with(String... settings) {
        return new Desks(() -> open(settings));
    }

    <T> T desk(Class<T> type) {
        ConfigurableApplicationContext opened = product;
        if (opened == null) {
            opened = opening.get();
            product = opened;
        }
        return opened.getBean(type);
    }

    @Override
    public void close() {
        if (product != null) {
            product.close();
        }
    }

    private static ConfigurableApplicationContext open(String... more) {
        SpringApplication product = new SpringApplication(OneStopApplication.class);
        product.setWebApplicationType(WebApplicationType.NONE);
        product.setLazyInitialization(true);
        product.setRegisterShutdownHook(false);
        product.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("lifecycleProcessor", LifecycleProcessor.class, Still::new));
        return product.run(Stream.concat(
                        Stream.of(
                                "--spring.flyway.enabled=false",
                                "--spring.main.banner-mode=off",
                                "--spring.main.log-startup-info=false",
                                "--logging.threshold.console=off",
                                "--spring.datasource.hikari.maximum-pool-size=2"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /** Starts nothing: no deliveries, no numbering, no watch over sessions. */
    private static final class Still implements LifecycleProcessor {

        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
