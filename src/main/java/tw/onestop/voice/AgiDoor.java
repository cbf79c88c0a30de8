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

    /** The library begins with as many. */
    private static final int LEAST_POOL = 10;

    private static final int TURNED_AWAY = 10;

    /** 用戶忙線 (Q.850): the exchange makes the busy tone of it, by SIP 486. */
    private static final String USER_BUSY = "17";

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
            // More than there are places: who comes then is told that all are taken.
            fresh.setMaximumPoolSize(Math.max(settings.calls(), LEAST_POOL) + TURNED_AWAY);
            // An exchange that went without a word would keep its callers' places for hours.
            fresh.setSocketReadTimeout((int) settings.agi().patience().toMillis());
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
            // Not Busy: that one keeps the caller, and us, until they have heard enough of it.
            channel.exec("Hangup", USER_BUSY);
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
