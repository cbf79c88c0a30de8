package tw.onestop.joining;

import java.util.List;
import java.util.Optional;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/**
 * 連結管理: what happens to a linkage after its approval: officers come and go, the agency audits itself, the ministry orders,
 * suspends and ends, and what is not used or not renewed ends by itself (辦法 §8, §9, §14–16).
 */
public interface LinkageDesk {

    /** Of the reader's agency; all of them for the ministry. */
    List<Linkage> linkages(Actor reader);

    /** One of the reader's agency; any for the ministry. */
    Optional<Linkage> linkage(String purposeId, Actor reader);

    List<OwnAudit> audits(Linkage linkage);

    /** 抽查比率: per cent of the queries that an own audit filed today looks at; 0 where any number will do. */
    int sample(Linkage linkage);

    /** An officer comes: the change holds at once; reported later than a week after its day it is marked so (§15). */
    List<Refusal> officerComes(String purposeId, OfficerForm typed, Actor officer);

    /** An officer leaves: from now on this account asks nothing under it (§14, §15). */
    List<Refusal> officerLeaves(String purposeId, OfficerForm typed, Actor officer);

    List<Refusal> fileAudit(String purposeId, AuditForm typed, Actor officer);

    /** 限期改善 in writing: six months at most (§16). */
    List<Refusal> orderImprovement(String purposeId, String what, String until, Actor ministry);

    /** 停止連結 for the time being (§16). */
    List<Refusal> suspend(String purposeId, String reason, Actor ministry);

    List<Refusal> resume(String purposeId, Actor ministry);

    /** 終止連結, by the agency or the ministry: a month after it was said at the earliest (§15, §16). */
    List<Refusal> announceEnd(String purposeId, String reason, String on, Actor by);

    /** 每日巡查: does what is due today; done twice it does nothing more. */
    void round();

    /** 人員異動 as typed; the number is needed of who comes only. */
    record OfficerForm(String username, String number, String on) {}

    /** 自行稽核 as typed. */
    record AuditForm(String from, String to, String queries, String sampled, String findings, String measures) {}
}
