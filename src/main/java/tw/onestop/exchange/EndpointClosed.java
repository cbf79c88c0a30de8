package tw.onestop.exchange;

import java.time.Instant;
import tw.onestop.kernel.AgencyCode;

/** 端點已停用, since it failed for days: its owner and the ministry are to be told. */
public record EndpointClosed(AgencyCode agency, Instant at) {}
