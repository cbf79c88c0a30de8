package tw.onestop.registry;

import java.util.List;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/**
 * 保護註記: marks are placed and lifted here, at any office; what they hide is hidden by the door through which everybody
 * reads (家庭暴力防治法 §14 I ⑫, §58-2; 跟蹤騷擾防制法). Who reads nothing else learns nothing of them: only this desk
 * tells that a mark exists.
 */
public interface MarkDesk {

    /**
     * 註記, of somebody whom the clerk may see.
     *
     * @return what is wrong, each beside its field; empty when the mark stands
     */
    List<Refusal> place(MarkForm form, Actor clerk);

    /** All marks of a person, also those that ended, newest first. */
    List<ProtectiveMark> marks(PersonId person, Actor reader);

    /**
     * 註銷, from this instant on.
     *
     * @return what is wrong; empty when the mark is lifted
     */
    List<Refusal> lift(ProtectiveMark.Id mark, String reason, Actor clerk);
}
