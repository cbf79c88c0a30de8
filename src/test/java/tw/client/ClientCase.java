package tw.client;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ClientTest;
import tw.onestop.ClientWorld;

/** Starts the product and hands over what {@code demo.json} tells. */
@ClientTest
abstract class ClientCase {

    @LocalServerPort
    int port;

    @Autowired
    ClientWorld world;

    Country country;
    Wire wire;
    Machine power;

    @BeforeEach
    void begin() {
        country = new Country(port, world.demoJson());
        wire = country.wire;
        power = country.machine("TAIPOWER");
    }
}
