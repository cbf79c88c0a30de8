package tw.onestop.access;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 首位承辦人之帳號: an account is added and never taken over, and there is one only. */
@Component
class FirstOfficers implements OfficerDesk {

    private static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9.-]{3,39}");
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int PASSWORD_LENGTH = 16;
    private static final int LONGEST_NAME = 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Accounts accounts;
    private final AgencyDesk agencies;
    private final PasswordEncoder encoder;
    private final AuditDesk audit;
    private final TransactionTemplate transaction;

    FirstOfficers(
            Accounts accounts,
            AgencyDesk agencies,
            PasswordEncoder encoder,
            AuditDesk audit,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.agencies = agencies;
        this.encoder = encoder;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public List<StaffMember> of(AgencyCode agency) {
        return accounts.of(agency);
    }

    @Override
    public boolean isWanted(AgencyCode agency) {
        return against(agency).isEmpty();
    }

    @Override
    public Opened open(AgencyCode agency, String username, String name, Actor by) {
        StaffMember officer = new StaffMember(username.strip(), name.strip(), Set.of(Role.OFFICER), null, agency);
        List<Refusal> wrong = wrong(officer);
        String password = wrong.isEmpty() ? password() : "";
        // Hashing takes its time: outside the transaction.
        String hash = wrong.isEmpty() ? Objects.requireNonNull(encoder.encode(password)) : "";
        return Objects.requireNonNull(transaction.execute(_ -> {
            List<Refusal> refusals = wrong.isEmpty() ? added(officer, hash) : wrong;
            audit.record(act(officer, refusals, by));
            return new Opened(officer.username(), refusals.isEmpty() ? password : "", refusals);
        }));
    }

    private List<Refusal> added(StaffMember officer, String hash) {
        AgencyCode agency = Objects.requireNonNull(officer.agency());
        accounts.oneAtATime(agency);
        Optional<Refusal> against = against(agency);
        if (against.isPresent()) {
            return List.of(against.get());
        }
        return accounts.add(officer, hash) ? List.of() : List.of(Refusal.of("username", "receiver.username.taken"));
    }

    private Optional<Refusal> against(AgencyCode agency) {
        if (agencies.find(agency)
                .filter(one -> one.kind() == Agency.Kind.RECEIVER)
                .isEmpty()) {
            return Optional.of(Refusal.of("", "receiver.officer.linked"));
        }
        return accounts.of(agency).isEmpty() ? Optional.empty() : Optional.of(Refusal.of("", "receiver.officer.there"));
    }

    private static List<Refusal> wrong(StaffMember officer) {
        List<Refusal> wrong = new ArrayList<>();
        if (!isUsername(officer.username())) {
            wrong.add(Refusal.of("username", "receiver.username.format"));
        }
        if (officer.name().isEmpty()) {
            wrong.add(Refusal.of("officer", "receiver.missing.officer"));
        } else if (Text.length(officer.name()) > LONGEST_NAME) {
            wrong.add(Refusal.of("officer", "receiver.tooLong", String.valueOf(LONGEST_NAME)));
        }
        return wrong;
    }

    private static boolean isUsername(String typed) {
        return USERNAME.matcher(typed).matches();
    }

    /** What is no username may be anything: it is not written down. */
    private static Act act(StaffMember officer, List<Refusal> refusals, Actor by) {
        String about = "roles=OFFICER agency=" + officer.agency();
        return new Act(
                by,
                "access.account.open",
                isUsername(officer.username()) ? officer.username() : null,
                null,
                refusals.isEmpty() ? Act.Outcome.DONE : Act.Outcome.REFUSED,
                refusals.isEmpty() ? about : refusals.getFirst().code() + " " + about);
    }

    private static String password() {
        StringBuilder drawn = new StringBuilder();
        RANDOM.ints(PASSWORD_LENGTH, 0, LETTERS.length()).forEach(at -> drawn.append(LETTERS.charAt(at)));
        return drawn.toString();
    }
}
