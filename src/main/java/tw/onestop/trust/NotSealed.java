package tw.onestop.trust;

/** 無法簽章: signature or time-stamp cannot be had now; nothing is at fault with the document. */
public class NotSealed extends IllegalStateException {

    NotSealed(Throwable cause) {
        super("the document cannot be signed and stamped now", cause);
    }
}
