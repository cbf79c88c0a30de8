package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** Machines' doors, attacked with what no well-behaved client sends: raw bytes on a socket. */
@ProductTest
class MachineAttackTests {

    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    private String token = "";

    @BeforeEach
    void aLinkedAgency() {
        token = tokens.issue(Actor.system("attack-test", new AgencyCode("NTAX")), null, false);
    }

    @Test
    void tenMegabytesAreRefusedBeforeTheyAreRead() throws IOException {
        for (String path : List.of(
                "/v1/persons/query",
                "/v1/persons/query?whole",
                "/v1/notices/x/replies",
                "/oauth2/token",
                "/%761/progress",
                "/v1;a=b/progress",
                "//v1/progress",
                "/o%61uth2/token")) {
            assertThat(status(head(path) + "Content-Length: " + TEN_MEGABYTES + "\r\n\r\n{"))
                    .as(path)
                    .isEqualTo(413);
        }
    }

    @Test
    void tenMegabytesWhoseLengthIsNotAnnouncedAreRefusedAfterTheFirstOfThem() throws IOException {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        for (String path : List.of("/v1/persons/query", "/v1/persons/query?whole", "/%761/progress")) {
            assertThat(status(head(path) + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(160) + "0\r\n\r\n"))
                    .as(path)
                    .isEqualTo(413);
        }
    }

    @Test
    void aLineWithinAHeaderBecomesNoHeaderOfTheAnswer() throws IOException {
        for (String value : List.of(
                "x\r\n Set-Cookie: a=b",
                "x\nSet-Cookie: a=b",
                "x\rSet-Cookie: a=b",
                "x\u0000Set-Cookie: a=b",
                "x%0d%0aSet-Cookie: a=b")) {
            for (String header : List.of("RIS-Transaction-Id", "RIS-Case-No", "traceparent", "DPoP")) {
                for (String path : List.of("/v1/persons/query", "/v1/persons/query?whole")) {
                    String answer = answer(head(path) + header + ": " + value + "\r\nContent-Length: 2\r\n\r\n{}");
                    assertThat(answer).as(path + header + value).startsWith("HTTP/1.1 4");
                    assertThat(answer.toLowerCase(Locale.ROOT))
                            .as(path + header + value)
                            .doesNotContain("\nset-cookie:");
                }
            }
        }
    }

    @Test
    void aRequestWithTwoLengthsIsRefusedSinceAProxyMightReadTheOther() throws IOException {
        assertThat(status(head("/v1/persons/query") + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}"))
                .isEqualTo(400);
        String both = answer(
                head("/v1/persons/query")
                        + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/notices HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(both.split("HTTP/1\\.1 ", -1)).as("one answer").hasSize(2);
    }

    private String head(String path) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nConnection: close\r\n";
    }

    /** The answer's first line is enough: it comes before the product has done with what it does not read. */
    private int status(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            Thread.ofVirtual().start(() -> send(socket, request));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            return Integer.parseInt(String.valueOf(lines.readLine()).split(" ", 3)[1]);
        }
    }

    /** What comes back until the product hangs up; it may do so before everything is sent. */
    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            Thread sending = Thread.ofVirtual().start(() -> send(socket, request));
            StringBuilder read = new StringBuilder();
            byte[] some = new byte[8192];
            try {
                for (int n = socket.getInputStream().read(some);
                        n >= 0;
                        n = socket.getInputStream().read(some)) {
                    read.append(new String(some, 0, n, StandardCharsets.ISO_8859_1));
                }
            } catch (SocketException hungUp) {
                sending.interrupt();
            }
            return read.toString();
        }
    }

    private static void send(Socket socket, String request) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        } catch (IOException hungUp) {
            // as it may
        }
    }
}
