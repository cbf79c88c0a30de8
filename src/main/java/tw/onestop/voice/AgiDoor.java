package tw.onestop.voice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.fastagi.StaticMappingStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** FastAGI 介面: an exchange (Asterisk) brings calls by {@code AGI(agi://host:port/progress)}. */
@Component
class AgiDoor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AgiDoor.class);

    private final VoiceSettings settings;
    private final Switchboard switchboard;
    private final Prompts prompts;
    private volatile @Nullable DefaultAgiServer server;

    AgiDoor(VoiceSettings settings, Switchboard switchboard, Prompts prompts) {
        this.settings = settings;
        this.switchboard = switchboard;
        this.prompts = prompts;
    }

    /** The port that is listened at; -1: none. */
    int port() {
        DefaultAgiServer running = server;
        return running == null ? -1 : running.getPort();
    }

    @Override
    public void start() {
        if (!settings.agi().on()) {
            return;
        }
        try {
            DefaultAgiServer fresh = new DefaultAgiServer(new StaticMappingStrategy(this::service));
            InetAddress bind = InetAddress.getByName(settings.agi().bind());
            fresh.setAddress(bind);
            fresh.setPort(
                    settings.agi().port() == 0 ? free(bind) : settings.agi().port());
            // One more than there are places: who comes then is told that all are taken.
            fresh.setMaximumPoolSize(Math.max(settings.calls(), 10) + 1);
            server = fresh;
            Thread.ofVirtual().name("voice-agi").start(() -> listen(fresh));
            LOG.info("the telephone line answers an exchange by FastAGI at port {}", fresh.getPort());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the telephone line cannot be opened at " + settings.agi().bind(), e);
        }
    }

    private static int free(InetAddress bind) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, bind)) {
            return socket.getLocalPort();
        }
    }

    private static void listen(DefaultAgiServer server) {
        try {
            server.startup();
        } catch (IOException closed) {
            LOG.error("the telephone line is not open to the exchange: {}", closed.getMessage());
        }
    }

    private void service(AgiRequest request, AgiChannel channel) throws AgiException {
        if (!switchboard.take()) {
            channel.exec("Busy", "5");
            return;
        }
        try {
            channel.answer();
        } catch (AgiException gone) {
            // Who calls hung up before we answered.
            switchboard.release();
            return;
        }
        String caller = request.getCallerIdNumber();
        switchboard.serve(new AgiLine(channel, prompts), caller == null ? "" : caller);
    }

    @Override
    public void stop() {
        DefaultAgiServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
