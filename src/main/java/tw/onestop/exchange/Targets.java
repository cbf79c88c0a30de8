package tw.onestop.exchange;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * 傳送目標檢查: where the product may post to. Judged when an endpoint is registered and again at every attempt, since
 * what a name resolves to can change. A name that passed is judged once more when {@link PublicNames} guards it: from then
 * on no connection under this name can end at an address that is not public.
 */
@Component
class Targets {

    private final boolean privateAllowed;

    Targets(ExchangeSettings settings) {
        this.privateAllowed = settings.privateTargets();
    }

    /** Why nothing may be sent there: {@code urlInvalid}, {@code urlNotHttps}, {@code urlUnknownHost}, {@code privateTarget}. */
    Optional<String> refusal(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("urlInvalid");
        }
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null || url.length() > 2000) {
            return Optional.of("urlInvalid");
        }
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        if (!https && !(privateAllowed && "http".equalsIgnoreCase(uri.getScheme()))) {
            return Optional.of("urlNotHttps");
        }
        return privateAllowed ? Optional.empty() : refusalOfHost(host).or(() -> guarded(host));
    }

    private static Optional<String> guarded(String host) {
        PublicNames.guard(host);
        return refusalOfHost(host);
    }

    private static Optional<String> refusalOfHost(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!isPublic(address)) {
                    return Optional.of("privateTarget");
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("urlUnknownHost");
        }
    }

    /** Globally reachable by the IANA special-purpose registries (RFC 6890), and no transition mechanism. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] a = address.getAddress();
        int first = a[0] & 0xFF;
        int second = a[1] & 0xFF;
        int third = a[2] & 0xFF;
        if (address instanceof Inet4Address) {
            return !(first == 0
                    || first >= 240
                    || (first == 100 && (second & 0xC0) == 64)
                    || (first == 192 && second == 0 && (third == 0 || third == 2))
                    || (first == 198 && (second == 18 || second == 19 || (second == 51 && third == 100)))
                    || (first == 203 && second == 0 && third == 113));
        }
        // 2000::/3 is what is routed; 2002::/16 (6to4) and 2001::/23 (Teredo and kin) carry other addresses inside.
        boolean routed = (first & 0xE0) == 0x20;
        boolean carrier = first == 0x20 && (second == 0x02 || (second == 0x01 && third < 2));
        boolean documentation = first == 0x20 && second == 0x01 && third == 0x0D && (a[3] & 0xFF) == 0xB8;
        return routed && !carrier && !documentation;
    }
}
