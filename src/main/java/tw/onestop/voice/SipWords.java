package tw.onestop.voice;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import javax.sip.InvalidArgumentException;
import javax.sip.PeerUnavailableException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ToHeader;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;
import tw.onestop.kernel.Sha256;

/** SIP 回應: what is answered to requests. */
record SipWords(MessageFactory messages, HeaderFactory headers, ContactHeader contact) {

    private static final String ALLOWED = "INVITE, ACK, BYE, CANCEL, OPTIONS";

    static SipWords of(SipFactory factory, String host, int port) throws PeerUnavailableException, ParseException {
        HeaderFactory headers = factory.createHeaderFactory();
        var uri = factory.createAddressFactory().createSipURI("progress", host);
        uri.setPort(port);
        return new SipWords(
                factory.createMessageFactory(),
                headers,
                headers.createContactHeader(factory.createAddressFactory().createAddress(uri)));
    }

    /** Answers with a status alone. */
    void answer(ServerTransaction transaction, int status)
            throws ParseException, SipException, InvalidArgumentException {
        transaction.sendResponse(response(status, transaction.getRequest()));
    }

    private Response response(int status, Request request) throws ParseException {
        Response response = messages.createResponse(status, request);
        ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
        if (to.getTag() == null) {
            // The same for the same request, however often it comes.
            to.setTag(Sha256.hex(request.getHeader("Call-ID").toString().getBytes(StandardCharsets.UTF_8))
                    .substring(0, 16));
        }
        response.setHeader(headers.createAllowHeader(ALLOWED));
        return response;
    }

    Response accepted(Request request, byte[] sdp) throws ParseException {
        Response response = response(Response.OK, request);
        response.setHeader(contact);
        ContentTypeHeader type = headers.createContentTypeHeader("application", "sdp");
        response.setContent(sdp, type);
        return response;
    }
}
