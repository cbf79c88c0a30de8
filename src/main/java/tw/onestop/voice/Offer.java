package tw.onestop.voice;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 媒體提議 (SDP, RFC 8866), as much of it as a voice with keys needs.
 *
 * @param host where the caller wants to hear us
 * @param voice payload type: 0 PCMU, 8 PCMA
 * @param keys payload type of the caller's keys (RFC 4733)
 */
record Offer(String host, int port, int voice, int keys) {

    static final int PCMU = 0;
    static final int PCMA = 8;

    private static final int LONGEST = 4_000;
    private static final Pattern HOST = Pattern.compile("(?m)^c=IN IP[46] ([0-9A-Fa-f.:]{2,45})\\s*$");
    private static final Pattern AUDIO = Pattern.compile("(?m)^m=audio (\\d{1,5}) RTP/AVP((?: \\d{1,3}){1,40})\\s*$");
    private static final Pattern KEYS = Pattern.compile("(?mi)^a=rtpmap:(\\d{1,3}) telephone-event/8000\\s*$");

    /** Empty when no call can be made of it: another codec, no keys, no voice. */
    static Optional<Offer> of(byte[] sdp) {
        if (sdp.length > LONGEST) {
            return Optional.empty();
        }
        String text = new String(sdp, StandardCharsets.UTF_8);
        Matcher host = HOST.matcher(text);
        Matcher audio = AUDIO.matcher(text);
        Matcher keys = KEYS.matcher(text);
        if (!host.find() || !audio.find() || !keys.find()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(audio.group(1));
        String formats = audio.group(2) + " ";
        int voice = formats.contains(" 0 ") ? PCMU : formats.contains(" 8 ") ? PCMA : -1;
        return port < 1 || port > 65_535 || voice < 0
                ? Optional.empty()
                : Optional.of(new Offer(host.group(1), port, voice, Integer.parseInt(keys.group(1))));
    }

    /** What is answered: the same, at an address of ours. */
    byte[] answer(String ownHost, int ownPort, long session) {
        String family = ownHost.contains(":") ? "IP6" : "IP4";
        return """
                v=0
                o=onestop %1$d 1 IN %2$s %3$s
                s=-
                c=IN %2$s %3$s
                t=0 0
                m=audio %4$d RTP/AVP %5$d %6$d
                a=rtpmap:%5$d %7$s/8000
                a=rtpmap:%6$d telephone-event/8000
                a=fmtp:%6$d 0-15
                a=ptime:20
                a=sendrecv
                """.formatted(session, family, ownHost, ownPort, voice, keys, voice == PCMU ? "PCMU" : "PCMA")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
