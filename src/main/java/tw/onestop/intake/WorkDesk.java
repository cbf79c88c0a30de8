package tw.onestop.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 工作清單: what is to be done, and the steps by which an office follows a report: matching, demand, ex officio registration. */
public interface WorkDesk {

    /**
     * The work of a clerk or of the clerk's office, the most pressing first.
     *
     * @param words what a name, a number or a report's number has to hold, {@code ""} for all
     */
    WorkList list(WorkList.Scope scope, String words, Actor clerk);

    /** A task of the clerk's office, or one that no office is nearer to. */
    Optional<Task> task(long id, Actor clerk);

    /** Every version of a task's report, the last first. */
    List<Report> versions(Task task, Actor clerk);

    /** 人工比對: an exception is of whoever bears this number. */
    List<Refusal> match(long id, String nationalId, Actor clerk);

    /** 不予登記: closes a task without a registration. */
    List<Refusal> dismiss(long id, String reason, Actor clerk);

    /** What the rules say of a task's registration today. */
    Law law(Task task);

    /** Whether the office may register it by itself now (戶籍法 §48-1, §48-2): why not, or empty. */
    Optional<Refusal> exOfficio(Task task, Actor clerk);

    /** The registration is being typed in this sitting. */
    void begun(long id, UUID sitting, Actor clerk);

    /** 催告: those obliged are demanded in writing to apply; the period runs from the delivery. */
    Demanded demand(long id, DemandForm form, Actor clerk);

    /** 送達: when the last demand arrived, as typed. */
    List<Refusal> delivered(long id, String day, Actor clerk);

    /** 通知: who is concerned was told of the registration that nobody applied for (施行細則 §19). */
    void notified(long id, Actor clerk);

    /**
     * 適用規定.
     *
     * @param days the least a demand gives
     * @param demandFirst whether a demand goes before an ex officio registration; {@code article} says where that stands
     * @param fineFrom NT$ of who is late, up to {@code fineTo}; who is still late after a demand pays {@code fineTo} (戶籍法 §79)
     */
    record Law(int days, boolean demandFirst, String article, int fineFrom, int fineTo) {}

    /**
     * 催告申請, as typed.
     *
     * @param days of the period, at least those of the law
     */
    record DemandForm(String name, String address, String days) {}

    /** 催告結果. */
    sealed interface Demanded {
        record Issued(long demand) implements Demanded {}

        record Refused(List<Refusal> refusals) implements Demanded {}
    }
}
