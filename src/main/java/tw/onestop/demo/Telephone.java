package tw.onestop.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;

/**
 * 示範之電話語音: where the telephone line of the demo is called.
 *
 * @param sip port by UDP, on loopback
 * @param agi port at which an exchange may bring calls
 */
record Telephone(int sip, int agi) {

    /** Where telephones expect a line. */
    private static final int USUAL = 5_060;

    static Telephone choose() throws IOException {
        return new Telephone(isFree(USUAL) ? USUAL : free(), Ports.free());
    }

    /** What is dialled. */
    String number() {
        return "sip:progress@127.0.0.1:" + sip;
    }

    List<String> settings(Path prompts) {
        return List.of(
                "--onestop.voice.number=" + number(),
                "--onestop.voice.sip.port=" + sip,
                "--onestop.voice.agi.port=" + agi,
                "--onestop.voice.prompts.directory=" + prompts);
    }

    private static boolean isFree(int port) {
        try (DatagramSocket _ = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (SocketException taken) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
