package tw.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** 收件端行程: the bare receiver, in a process of its own so that its work is not counted as the sender's. */
final class SinkProcess implements AutoCloseable {

    private final Process process;
    private final String url;

    private SinkProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** With the receiver's own options. */
    static SinkProcess start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "tw.agencies.Sink",
                "--port",
                "0"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (line == null || !line.startsWith("listening ")) {
            process.destroy();
            throw new IOException("the receiver did not start");
        }
        return new SinkProcess(process, "http://127.0.0.1:" + line.substring("listening ".length()) + "/notices");
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
