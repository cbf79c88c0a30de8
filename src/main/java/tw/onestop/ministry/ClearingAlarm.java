package tw.onestop.ministry;

import org.springframework.stereotype.Component;
import tw.onestop.notice.ClearingDesk;

/** 清查警示 on every page of the ministry ({@code @clearingAlarm}). */
@Component("clearingAlarm")
public class ClearingAlarm {

    private final ClearingDesk clearing;

    ClearingAlarm(ClearingDesk clearing) {
        this.clearing = clearing;
    }

    public boolean rings() {
        return clearing.alarm();
    }
}
