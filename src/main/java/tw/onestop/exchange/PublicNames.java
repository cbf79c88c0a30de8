package tw.onestop.exchange;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * 公開名稱解析: names that agencies registered never resolve to an address that is not public, whenever and by whomever in
 * this program they are asked for. So nothing can change between the check of a target and the connection to it. All other
 * names resolve as ever.
 */
public final class PublicNames extends InetAddressResolverProvider {

    private static final Set<String> GUARDED = ConcurrentHashMap.newKeySet();

    /** From now on this name leads only to public addresses. */
    static void guard(String host) {
        GUARDED.add(folded(host));
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return guarding(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "onestop";
    }

    static InetAddressResolver guarding(InetAddressResolver resolver) {
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                Stream<InetAddress> found = resolver.lookupByName(host, policy);
                if (!GUARDED.contains(folded(host))) {
                    return found;
                }
                InetAddress[] open = found.filter(Targets::isPublic).toArray(InetAddress[]::new);
                if (open.length == 0) {
                    throw new UnknownHostException(host + " has no public address");
                }
                return Stream.of(open);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return resolver.lookupByAddress(address);
            }
        };
    }

    private static String folded(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
