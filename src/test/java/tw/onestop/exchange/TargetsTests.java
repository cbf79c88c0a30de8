package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTests {

    @ParameterizedTest
    @CsvSource({
        "https://8.8.8.8/n,",
        "https://[2606:4700::1111]:8443/n,",
        "http://8.8.8.8/n, urlNotHttps",
        "ftp://8.8.8.8/n, urlNotHttps",
        "https://user@8.8.8.8/n, urlInvalid",
        "https://8.8.8.8/n#part, urlInvalid",
        "/n, urlInvalid",
        "https:///n, urlInvalid",
        "https://127.0.0.1/n, privateTarget",
        "https://localhost/n, privateTarget",
        "https://0.0.0.0/n, privateTarget",
        "https://10.1.2.3/n, privateTarget",
        "https://172.31.0.1/n, privateTarget",
        "https://192.168.1.1/n, privateTarget",
        "https://169.254.169.254/latest, privateTarget",
        "https://100.64.0.1/n, privateTarget",
        "https://224.0.0.1/n, privateTarget",
        "https://255.255.255.255/n, privateTarget",
        "https://[::1]/n, privateTarget",
        "https://[fe80::1]/n, privateTarget",
        "https://[fd00::1]/n, privateTarget",
        "https://[::ffff:10.0.0.1]/n, privateTarget",
        "https://[64:ff9b::a00:1]/n, privateTarget",
        "https://[2002:a00:1::1]/n, privateTarget",
        "https://nobody.invalid/n, urlUnknownHost"
    })
    void onlyPublicAddressesOverTlsArePostedTo(String url, String refusal) {
        assertThat(new Targets(settings(false)).refusal(url).orElse(null)).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9101/n,",
        "https://10.0.0.1/n,",
        "ftp://127.0.0.1/n, urlNotHttps",
        "http://u@localhost/, urlInvalid"
    })
    void aDemonstrationMayPostToItself(String url, String refusal) {
        assertThat(new Targets(settings(true)).refusal(url).orElse(null)).isEqualTo(refusal);
    }

    private static ExchangeSettings settings(boolean privateTargets) {
        return new ExchangeSettings(
                privateTargets,
                List.of(Duration.ofSeconds(5)),
                Duration.ofDays(5),
                Duration.ofSeconds(15),
                64,
                "urn:a",
                "urn:b:");
    }
}
