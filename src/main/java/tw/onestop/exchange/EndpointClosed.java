package tw.onestop.exchange;

import java.time.Instant;
import tw.onestop.kernel.AgencyCode;

/** 端點已停用: its owner and the ministry are to be told. */
public record EndpointClosed(AgencyCode agency, Instant at, Reason reason) {

    /** 停用原因. */
    public enum Reason {
        /** It failed for days. */
        FAILED,
        /** It answered 410, whether its owner meant that or not. */
        GONE
    }
}
