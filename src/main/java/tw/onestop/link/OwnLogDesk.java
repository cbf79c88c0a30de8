package tw.onestop.link;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;

/**
 * 本人查詢紀錄 (個資法 §3, §10): which agencies asked about a citizen, when, for which purpose and by which law, each provable. Who the
 * officer was is between the agency and the ministry.
 */
public interface OwnLogDesk {

    /** What is kept discreet is not there before its time, nor does it take the place of anything that is. */
    Looks looks(NationalId citizen, int atMost, Actor by);

    /**
     * 查詢紀錄.
     *
     * @param lines the latest first
     * @param more whether there are earlier ones that may be told
     */
    record Looks(List<Look> lines, boolean more) {

        public Looks {
            lines = List.copyOf(lines);
        }
    }

    /**
     * 一次查詢.
     *
     * @param purpose {@code ""} where the grant is gone from the directory; likewise the law
     * @param fields what was asked; none for yes/no questions
     * @param kinship whether relatives were asked for, and the person is who was asked about or one of them
     * @param confirmation whether it was asked if the person was confirmed for a first passport
     * @param index of the act in the log of the trail, empty as long as it has no place there
     */
    record Look(
            Instant at,
            AgencyCode agency,
            String purpose,
            String purposeEn,
            String legalBasis,
            List<Field> fields,
            boolean kinship,
            boolean confirmation,
            UUID transactionId,
            OptionalLong index) {

        public Look {
            fields = List.copyOf(fields);
        }
    }
}
