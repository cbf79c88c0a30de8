package tw.onestop.voice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.text.ParseException;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.UUID;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.message.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIP 通訊埠: the port while it is open, and what is said there. The stack's own log is off. */
record SipPort(SipStack stack, SipProvider provider, SipWords words, int port) {

    private static final Logger LOG = LoggerFactory.getLogger(SipPort.class);
    private static final String LARGEST_MESSAGE = "8000";

    static SipPort open(VoiceSettings.Sip settings, SipListener listener) {
        try {
            int port = settings.port() == 0 ? free(settings.bind()) : settings.port();
            SipFactory factory = SipFactory.getInstance();
            factory.setPathName("gov.nist");
            SipStack stack = factory.createSipStack(properties());
            SipProvider provider =
                    stack.createSipProvider(stack.createListeningPoint(settings.bind(), port, ListeningPoint.UDP));
            provider.addSipListener(listener);
            return new SipPort(stack, provider, SipWords.of(factory, settings.bind(), port), port);
        } catch (SipException | InvalidArgumentException | TooManyListenersException | IOException | ParseException e) {
            throw new IllegalStateException("the telephone line cannot be opened at " + settings.port(), e);
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "onestop-" + UUID.randomUUID());
        properties.setProperty("gov.nist.javax.sip.TRACE_LEVEL", "OFF");
        properties.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", LARGEST_MESSAGE);
        properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "4");
        properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        return properties;
    }

    private static int free(String bind) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.getByName(bind), 0));
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        }
    }

    ServerTransaction transaction(RequestEvent event) throws SipException {
        ServerTransaction known = event.getServerTransaction();
        return known == null ? provider.getNewServerTransaction(event.getRequest()) : known;
    }

    /** Answers with a status alone. */
    void answer(RequestEvent event, int status) throws SipException, ParseException, InvalidArgumentException {
        answer(transaction(event), status);
    }

    void answer(ServerTransaction transaction, int status)
            throws SipException, ParseException, InvalidArgumentException {
        words.answer(transaction, status);
    }

    void bye(Dialog dialog) {
        try {
            dialog.sendRequest(provider.getNewClientTransaction(dialog.createRequest(Request.BYE)));
        } catch (SipException over) {
            LOG.debug("a call was over already: {}", over.getClass().getSimpleName());
        }
    }

    void close() {
        stack.stop();
    }
}
