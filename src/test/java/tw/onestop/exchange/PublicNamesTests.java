package tw.onestop.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that changes its mind between the check and the connection. */
class PublicNamesTests {

    private static final InetAddressResolver.LookupPolicy ANY =
            InetAddressResolver.LookupPolicy.of(InetAddressResolver.LookupPolicy.IPV4);

    private final List<String> says = new ArrayList<>();
    private final InetAddressResolver resolver = PublicNames.guarding(new Fickle());

    @Test
    void aGuardedNameThatTurnsPrivateIsNotFound() throws Exception {
        says.add("8.8.8.8");
        PublicNames.guard("Fickle.example");
        assertThat(resolver.lookupByName("fickle.example", ANY)).hasSize(1);
        says.set(0, "127.0.0.1");
        assertThatThrownBy(() -> resolver.lookupByName("FICKLE.example", ANY)).isInstanceOf(UnknownHostException.class);
        says.set(0, "169.254.169.254");
        assertThatThrownBy(() -> resolver.lookupByName("fickle.example", ANY)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void ofAGuardedNameOnlyPublicAddressesAreLeft() throws Exception {
        says.addAll(List.of("10.0.0.1", "8.8.8.8"));
        PublicNames.guard("mixed.example");
        assertThat(resolver.lookupByName("mixed.example", ANY).map(InetAddress::getHostAddress))
                .containsExactly("8.8.8.8");
    }

    @Test
    void otherNamesResolveAsEver() throws Exception {
        says.add("10.0.0.1");
        assertThat(resolver.lookupByName("database.internal", ANY)).hasSize(1);
    }

    @Test
    void theWholeProgramResolvesThroughTheGuard() {
        assertThat(ServiceLoader.load(InetAddressResolverProvider.class, ClassLoader.getSystemClassLoader()))
                .singleElement()
                .isInstanceOf(PublicNames.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433/n",
                "https://127.1/n",
                "https://0x7f.0.0.1/n",
                "https://0x7f000001/n",
                "https://017700000001/n",
                "https://[::]/n",
                "https://[::ffff:127.0.0.1]/n",
                "https://[::ffff:7f00:1]/n",
                "https://[0:0:0:0:0:ffff:a9fe:a9fe]/n",
                "https://[::127.0.0.1]/n",
                "https://[fec0::1]/n",
                "https://[ff02::1]/n",
                "https://[2001:db8::1]/n",
                "https://[2001::1]/n",
                "https://LOCALHOST/n",
                "https://localhost./n",
                "https://127.0.0.1:8443/n",
                "https://127.0.0.1%2f@8.8.8.8/n",
                "https://8.8.8.8@127.0.0.1/n",
                "https://127.0.0.1\\@8.8.8.8/n",
                "https://１２７.0.0.1/n"
            })
    void noWayOfWritingALoopbackAddressIsPostedTo(String url) {
        ExchangeSettings closed = new ExchangeSettings(
                false,
                List.of(java.time.Duration.ofSeconds(5)),
                java.time.Duration.ofDays(5),
                java.time.Duration.ofSeconds(15),
                1,
                "urn:test",
                "urn:test:");
        assertThat(new Targets(closed).refusal(url)).isPresent();
    }

    private final class Fickle implements InetAddressResolver {

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            List<InetAddress> found = new ArrayList<>();
            for (String one : says) {
                found.add(InetAddress.getByName(one));
            }
            return found.stream();
        }

        @Override
        public String lookupByAddress(byte[] address) {
            return "";
        }
    }
}
