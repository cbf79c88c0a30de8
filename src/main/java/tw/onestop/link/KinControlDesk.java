package tw.onestop.link;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;

/** 親等關聯查詢之管控 (辦法 §10): the control auditor of an agency registers who may ask about whose kin, and until when. */
public interface KinControlDesk {

    /** 法定事由 in force. */
    List<KinGround> grounds();

    /** 登錄查詢授權: the code is shown once, and kept by nobody. */
    Registered register(Registering typed, Actor controller);

    /** 登錄 as typed; whether anybody bears the number is not said. */
    record Registering(String purposeId, String querier, String number, String from, String until) {}

    /**
     * 登錄結果.
     *
     * @param code in groups of four, {@code ""} when it was refused
     */
    record Registered(String code, List<Refusal> refusals) {

        public Registered {
            refusals = List.copyOf(refusals);
        }
    }

    /** The latest of the purposes this auditor controls, the newest first. */
    List<Authorisation> authorisations(Actor controller);

    /**
     * 查詢授權.
     *
     * @param target masks itself
     */
    record Authorisation(
            UUID id,
            String purposeId,
            String querier,
            NationalId target,
            LocalDate from,
            LocalDate until,
            State state) {}

    /** 授權狀態. */
    enum State {
        STANDS,
        OVER,
        WITHDRAWN,
        /** 試錯過多. */
        VOID
    }

    List<Refusal> withdraw(UUID id, Actor controller);
}
