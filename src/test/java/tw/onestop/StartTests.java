package tw.onestop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ProductTest
class StartTests {

    @LocalServerPort
    int port;

    @Test
    void theHouseOpensItsDoors() {
        assertThat(port).isPositive();
    }
}
