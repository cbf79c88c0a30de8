package tw.onestop.agency;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 辦理期限及清查承辦人: what an agency promises, and whom it named to answer for what it did not keep. */
public interface PromiseDesk {

    /**
     * Working days promised for what was told on a day.
     *
     * @param matter programme and change of the notice's type: {@code registration-change.address}
     */
    int days(AgencyCode agency, String matter, LocalDate on);

    /** 清查承辦人, null while the agency named nobody. */
    @Nullable
    Officer officer(AgencyCode agency);

    /** Names whom the agency's lists are for, in the place of whoever was; says what is wrong instead. */
    List<Refusal> name(Officer officer, Actor by);

    /**
     * 清查承辦人.
     *
     * @param phone as the ministry may call
     * @param email where a new list and late items are told; {@code ""} for nowhere
     */
    record Officer(String name, String phone, String email) {}
}
