package tw.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tw.onestop.OneStopApplication;
import tw.onestop.demo.LocalPostgres;

/** 受測系統: the product in this process, on a PostgreSQL of the benchmark's own. */
final class OwnProduct {

    private OwnProduct() {}

    /**
     * @param directory of the PostgreSQL; holds the product's key file, which is made when there is none
     */
    static ConfigurableApplicationContext start(LocalPostgres postgres, Path directory) throws IOException {
        Path key = directory.resolve("onestop.key");
        if (!Files.exists(key)) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            Files.writeString(key, Base64.getEncoder().encodeToString(random));
        }
        return SpringApplication.run(
                OneStopApplication.class,
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--onestop.trust.key-file=" + key,
                "--spring.datasource.url=" + postgres.url(),
                "--spring.datasource.username=onestop_app",
                "--spring.datasource.password=" + postgres.password("onestop_app"),
                "--spring.flyway.url=" + postgres.url(),
                "--spring.flyway.user=onestop_owner",
                "--spring.flyway.password=" + postgres.password("onestop_owner"));
    }
}
