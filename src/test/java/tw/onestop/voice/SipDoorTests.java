package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.proof.Phone;

/** What is sent to the open port and is no call. */
@VoiceTest
class SipDoorTests {

    @Autowired
    SipDoor door;

    @Autowired
    CallsNow calls;

    @Test
    void whatIsNoCallIsRefusedAndTheDoorStaysOpen() throws Exception {
        assertThat(send("INVITE", "m=audio 9000 RTP/AVP 18", "127.0.0.1")).startsWith("SIP/2.0 488");
        assertThat(send("INVITE", "m=audio 9000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000", "192.0.2.1"))
                .as("a voice to somebody who did not call")
                .startsWith("SIP/2.0 488");
        assertThat(send("OPTIONS", "", "127.0.0.1")).startsWith("SIP/2.0 200");
        assertThat(send("REGISTER", "", "127.0.0.1")).startsWith("SIP/2.0 405");
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Random noise = new Random(1);
            for (int i = 0; i < 200; i++) {
                byte[] junk = new byte[noise.nextInt(1, 9_000)];
                noise.nextBytes(junk);
                socket.send(new DatagramPacket(junk, junk.length, InetAddress.getLoopbackAddress(), door.port()));
            }
        }

        try (Phone phone = Phone.dial("127.0.0.1", door.port(), "0900000008")) {
            assertThat(phone.status()).isEqualTo(200);
        }
        calls.nobodyIsLeft();
    }

    private String send(String method, String media, String host) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(5_000);
            String sdp =
                    "v=0\r\no=- 1 1 IN IP4 %1$s\r\ns=-\r\nc=IN IP4 %1$s\r\nt=0 0\r\n%2$s\r\n".formatted(host, media);
            String branch = Long.toHexString(System.nanoTime());
            byte[] message = """
                    %1$s sip:progress@127.0.0.1:%2$d SIP/2.0
                    Via: SIP/2.0/UDP 127.0.0.1:%3$d;branch=z9hG4bK%4$s
                    Max-Forwards: 70
                    From: <sip:x@127.0.0.1>;tag=%4$s
                    To: <sip:progress@127.0.0.1>
                    Call-ID: %4$s
                    CSeq: 1 %1$s
                    Contact: <sip:x@127.0.0.1:%3$d>
                    Content-Type: application/sdp
                    Content-Length: %5$d

                    """.formatted(method, door.port(), socket.getLocalPort(), branch, sdp.length())
                    .replace("\n", "\r\n")
                    .concat(sdp)
                    .getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), door.port()));
            String answer = "SIP/2.0 100";
            while (answer.startsWith("SIP/2.0 100")) {
                DatagramPacket packet = new DatagramPacket(new byte[8_000], 8_000);
                socket.receive(packet);
                answer = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            }
            return answer;
        }
    }
}
