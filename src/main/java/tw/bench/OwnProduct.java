package tw.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tw.onestop.OneStopApplication;
import tw.onestop.demo.LocalPostgres;

/** 受測系統: the product in this process, on a PostgreSQL of the benchmark's own. */
final class OwnProduct {

    private OwnProduct() {}

    /**
     * Whoever starts it closes it before its PostgreSQL; it does not close itself when the program ends.
     *
     * @param more settings beside those every benchmark needs, or instead of one of them
     */
    static ConfigurableApplicationContext start(LocalPostgres postgres, Path keyFile, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--onestop.trust.key-file=" + keyFile));
        settings.addAll(postgres.clientSettings());
        for (String one : more) {
            // A setting that is given twice would be a list of both.
            String name = one.substring(0, one.indexOf('=') + 1);
            settings.removeIf(setting -> setting.startsWith(name));
            settings.add(one);
        }
        SpringApplication product = new SpringApplication(OneStopApplication.class);
        product.setRegisterShutdownHook(false);
        return product.run(settings.toArray(String[]::new));
    }
}
