package tw.onestop.registry;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.NationalId;

/**
 * 登記申請書, one registration as typed; nothing in it is trusted.
 *
 * @param kind the type
 * @param party the person concerned (當事人); of a whole household, its head
 * @param applicant who files it
 * @param values the type's own fields by name, raw as typed (see {@link RegistrationType#fields()})
 */
public record RegistrationForm(RegistrationKind kind, PersonId party, Applicant applicant, Map<String, String> values) {

    public RegistrationForm {
        values = Map.copyOf(values);
    }

    /** 閱覽人: the numbers of who files it and of the agent, as far as they are numbers. */
    public Set<NationalId> readers() {
        Mandate mandate = applicant.mandate();
        return Stream.of(applicant.nationalId(), mandate == null ? "" : mandate.agentNationalId())
                .flatMap(typed -> NationalId.parse(typed).stream())
                .collect(Collectors.toSet());
    }

    /**
     * 申請人.
     *
     * @param relation what the applicant is to the party: a code of {@link RegistrationType#applicants()}
     * @param mandate 委託書 when an agent files it, else null
     */
    public record Applicant(
            String nationalId,
            String name,
            String relation,
            String phone,
            @Nullable Mandate mandate) {

        /** The relation of the office that registers by itself; no form offers it to choose. */
        public static final String OFFICE = "OFFICE";

        /** 逕為登記: the office in the place of who did not apply (戶籍法 §48-1, §48-2). */
        public static Applicant office(String name) {
            return new Applicant("", name, OFFICE, "", null);
        }

        public boolean byOffice() {
            return relation.equals(OFFICE);
        }
    }

    /** 委託書: who was mandated by the applicant, 戶籍法 §47. */
    public record Mandate(String agentNationalId, String agentName, String date) {}
}
