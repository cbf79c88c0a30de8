package tw.onestop;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void theHouseStandsAsItsRoomsDeclare() {
        ApplicationModules.of(OneStopApplication.class).verify();
    }
}
