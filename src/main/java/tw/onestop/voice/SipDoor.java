package tw.onestop.voice;

import gov.nist.javax.sip.message.SIPRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.Dialog;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.SipURI;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * SIP 話機 (RFC 3261): answers calls by itself, by UDP, from peers that are named; everything else is refused. Nothing that somebody
 * sent is logged.
 */
@Component
class SipDoor implements SmartLifecycle, SipListener {

    private static final Logger LOG = LoggerFactory.getLogger(SipDoor.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final VoiceSettings settings;
    private final Switchboard switchboard;
    private final Prompts prompts;
    private final Set<SipCall> calls = ConcurrentHashMap.newKeySet();
    private volatile @Nullable SipPort opened;

    SipDoor(VoiceSettings settings, Switchboard switchboard, Prompts prompts) {
        this.settings = settings;
        this.switchboard = switchboard;
        this.prompts = prompts;
    }

    /** The port that is listened at; -1: none. */
    int port() {
        SipPort running = opened;
        return running == null ? -1 : running.port();
    }

    @Override
    public void start() {
        if (!settings.sip().on()) {
            return;
        }
        SipPort fresh = SipPort.open(settings.sip(), this);
        opened = fresh;
        LOG.info("the telephone line answers by SIP at port {}", fresh.port());
    }

    @Override
    public void stop() {
        SipPort running = opened;
        opened = null;
        if (running != null) {
            List.copyOf(calls).forEach(SipCall::hangUp);
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return opened != null;
    }

    @Override
    public void processRequest(RequestEvent event) {
        SipPort running = opened;
        if (running == null) {
            return;
        }
        try {
            switch (event.getRequest().getMethod()) {
                case Request.INVITE -> invited(event, running);
                case Request.ACK -> call(event.getDialog()).ifPresent(SipCall::acknowledge);
                case Request.BYE -> {
                    call(event.getDialog()).ifPresent(SipCall::gone);
                    running.answer(event, Response.OK);
                }
                case Request.CANCEL, Request.OPTIONS -> running.answer(event, Response.OK);
                default -> running.answer(event, Response.METHOD_NOT_ALLOWED);
            }
        } catch (TransactionAlreadyExistsException again) {
            LOG.debug("a request came twice");
        } catch (Exception unanswered) {
            // Whatever is sent to it, the door stays open; what was sent is not repeated in the log.
            LOG.debug("a request was not answered: {}", unanswered.getClass().getSimpleName());
        }
    }

    private void invited(RequestEvent event, SipPort running) throws Exception {
        Request request = event.getRequest();
        ServerTransaction transaction = running.transaction(event);
        Optional<Offer> offer = Optional.ofNullable(request.getRawContent())
                .flatMap(Offer::of)
                .filter(one -> settings.sip().peers().contains(one.host()));
        if (!isPeer(request)) {
            running.answer(transaction, Response.FORBIDDEN);
        } else if (((ToHeader) request.getHeader(ToHeader.NAME)).getTag() != null) {
            // Within a call, for example to hold it: nothing of the call changes.
            running.answer(transaction, Response.NOT_ACCEPTABLE_HERE);
        } else if (offer.isEmpty()) {
            running.answer(transaction, Response.NOT_ACCEPTABLE_HERE);
        } else if (!switchboard.take()) {
            running.answer(transaction, Response.BUSY_HERE);
        } else {
            accept(transaction, running, offer.get());
        }
    }

    private void accept(ServerTransaction transaction, SipPort running, Offer offer) throws Exception {
        Media media;
        try {
            media = Media.open(
                    InetAddress.getByName(settings.sip().bind()), settings.sip().mediaFrom(), settings.calls(), offer);
        } catch (IOException none) {
            switchboard.release();
            running.answer(transaction, Response.SERVICE_UNAVAILABLE);
            return;
        }
        Dialog dialog = transaction.getDialog();
        SipCall call = new SipCall(media, prompts, () -> running.bye(dialog));
        String caller = caller(transaction.getRequest());
        calls.add(call);
        // From here on the call's own thread gives back what it took, whatever happens to the answer.
        Thread.ofVirtual().name("voice-call").start(() -> serve(call, caller));
        dialog.setApplicationData(call);
        transaction.sendResponse(running.words()
                .accepted(
                        transaction.getRequest(),
                        offer.answer(settings.sip().bind(), media.port(), RANDOM.nextLong(1L << 31))));
    }

    private void serve(SipCall call, String caller) {
        try {
            if (call.stands()) {
                switchboard.serve(call, caller);
            } else {
                call.hangUp();
                switchboard.release();
            }
        } finally {
            calls.remove(call);
        }
    }

    private boolean isPeer(Request request) {
        InetAddress from = ((SIPRequest) request).getRemoteAddress();
        return from != null && settings.sip().peers().contains(from.getHostAddress());
    }

    /** As the exchange tells it. */
    private static String caller(Request request) {
        FromHeader from = (FromHeader) request.getHeader(FromHeader.NAME);
        return from.getAddress().getURI() instanceof SipURI uri && uri.getUser() != null ? uri.getUser() : "";
    }

    private static Optional<SipCall> call(@Nullable Dialog dialog) {
        return dialog != null && dialog.getApplicationData() instanceof SipCall call
                ? Optional.of(call)
                : Optional.empty();
    }

    @Override
    public void processResponse(ResponseEvent event) {
        // Only BYE is ever sent, and whatever is answered to it, the call is over.
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (event.isServerTransaction()) {
            call(event.getServerTransaction().getDialog()).ifPresent(SipCall::gone);
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        LOG.debug("a peer could not be reached");
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        // A call outlives the request that began it.
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        call(event.getDialog()).ifPresent(SipCall::gone);
    }
}
