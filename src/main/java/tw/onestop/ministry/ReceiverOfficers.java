package tw.onestop.ministry;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffDesk;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 受通報機關承辦人: the accounts of those who answer for an agency, opened with a first password that they change. */
@Component
class ReceiverOfficers {

    private static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9.-]{3,39}");
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int PASSWORD_LENGTH = 16;
    private static final int LONGEST_NAME = 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AccessDesk access;
    private final StaffDesk staff;

    ReceiverOfficers(AccessDesk access, StaffDesk staff) {
        this.access = access;
        this.staff = staff;
    }

    /**
     * 開立結果.
     *
     * @param password to be handed on; {@code ""} where something is refused
     */
    record Opened(String username, String password, List<Refusal> refusals) {}

    List<StaffMember> of(AgencyCode agency) {
        return staff.all().stream()
                .filter(member ->
                        agency.equals(member.agency()) && !member.roles().isEmpty())
                .toList();
    }

    Opened open(AgencyCode agency, String username, String name) {
        List<Refusal> wrong = new ArrayList<>();
        if (!USERNAME.matcher(username.strip()).matches()) {
            wrong.add(Refusal.of("username", "receiver.username.format"));
        } else if (staff.find(username.strip()).isPresent()) {
            wrong.add(Refusal.of("username", "receiver.username.taken"));
        }
        if (name.isBlank()) {
            wrong.add(Refusal.of("officer", "receiver.missing.officer"));
        } else if (Text.length(name.strip()) > LONGEST_NAME) {
            wrong.add(Refusal.of("officer", "receiver.tooLong", String.valueOf(LONGEST_NAME)));
        }
        if (!wrong.isEmpty()) {
            return new Opened(username, "", wrong);
        }
        String password = password();
        access.open(new StaffMember(username.strip(), name.strip(), Set.of(Role.OFFICER), null, agency), password);
        return new Opened(username.strip(), password, List.of());
    }

    private static String password() {
        StringBuilder drawn = new StringBuilder();
        RANDOM.ints(PASSWORD_LENGTH, 0, LETTERS.length()).forEach(at -> drawn.append(LETTERS.charAt(at)));
        return drawn.toString();
    }
}
