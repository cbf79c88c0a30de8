package tw.onestop.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * 關閉順序: what has been started, to be stopped in the opposite order, once. What arrives while everything is being stopped
 * is stopped at once, so that an early Ctrl-C leaves nothing behind.
 */
public final class Closing implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    /** One that closes when the program ends, by whatever signal, if it was not closed before. */
    public static Closing atExit() {
        Closing closing = new Closing();
        Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "closing"));
        return closing;
    }

    public synchronized <T extends AutoCloseable> T on(T resource) {
        if (closed) {
            stop(resource);
        } else {
            started.push(resource);
        }
        return resource;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!started.isEmpty()) {
            stop(started.pop());
        }
    }

    private static void stop(AutoCloseable resource) {
        try {
            resource.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            System.err.println("While stopping: " + failed.getMessage());
        }
    }
}
