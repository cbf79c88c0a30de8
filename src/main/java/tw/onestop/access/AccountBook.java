package tw.onestop.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 帳號簿: opening and changing accounts, with the rules of passwords. Hashing stays outside the transactions. */
@Component
class AccountBook implements StaffDesk {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;

    private final Accounts accounts;
    private final Attempts attempts;
    private final PasswordEncoder encoder;
    private final AuditDesk audit;
    private final GrantDesk rosters;
    private final TransactionTemplate alone;

    AccountBook(
            Accounts accounts,
            Attempts attempts,
            PasswordEncoder encoder,
            Noted noted,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.encoder = encoder;
        this.audit = noted.audit();
        this.rosters = noted.rosters();
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** 登錄: where it is noted what becomes of an account: the trail, and the rosters of who may ask. */
    @Component("accountNoted")
    record Noted(AuditDesk audit, GrantDesk rosters) {}

    /** Of somebody who signs in by another way than a password. */
    void open(StaffMember member) {
        open(member, unknowable());
    }

    /** A password that nobody knows, since nobody ever sees it. */
    private String unknowable() {
        return Objects.requireNonNull(
                encoder.encode(UUID.randomUUID().toString() + UUID.randomUUID().toString()));
    }

    void open(StaffMember member, String passwordHash) {
        alone.executeWithoutResult(tx -> {
            Optional<StaffMember> before = find(member.username());
            accounts.save(member, passwordHash);
            before.ifPresent(was -> leave(was, member));
            audit.record(
                    new Act(by(), "access.account.open", member.username(), null, Act.Outcome.DONE, whose(member)));
        });
    }

    @Override
    public List<StaffMember> all() {
        return accounts.all();
    }

    @Override
    public Optional<StaffMember> find(String username) {
        return accounts.find(username).map(SignedIn::member);
    }

    @Override
    public List<Colleague> colleagues(CountyCode county) {
        return accounts.colleagues(county);
    }

    List<String> colleagues(StaffMember member) {
        return member.office() == null ? List.of() : accounts.colleagues(member.office(), member.username());
    }

    @Override
    public void identify(String username, NationalId self) {
        alone.executeWithoutResult(tx -> {
            if (!accounts.identify(username, self)) {
                throw new UsernameNotFoundException("no such account");
            }
            audit.record(Act.done(by(), "access.account.identify", username, self));
        });
    }

    @Override
    public void close(String username) {
        StaffMember member = accounts.loadUserByUsername(username).member();
        String hash = unknowable();
        StaffMember closed = new StaffMember(username, member.name(), Set.of(), member.office(), member.agency())
                .overseeing(member.county());
        alone.executeWithoutResult(tx -> {
            accounts.save(closed, hash);
            accounts.removeKeys(username);
            leave(member, closed);
            audit.record(Act.done(by(), "access.account.close", username, null));
        });
    }

    /** Whoever is an agency's officer no more does not ask through its machine either, which names whom it likes of its roster. */
    private void leave(StaffMember was, StaffMember is) {
        AgencyCode left = was.agency();
        if (left != null && !(left.equals(is.agency()) && is.roles().contains(Role.OFFICER))) {
            rosters.dismiss(left, was.username(), by());
        }
    }

    List<Refusal> changePassword(StaffMember member, String present, String wanted) {
        List<Refusal> refusals = new ArrayList<>();
        wrongPassword(member, present, "present").ifPresent(refusals::add);
        refusals.addAll(against(member, present, wanted));
        String hash = refusals.isEmpty() ? Objects.requireNonNull(encoder.encode(wanted)) : "";
        alone.executeWithoutResult(tx -> {
            if (refusals.isEmpty()) {
                accounts.changePassword(member.username(), hash);
                audit.record(Act.done(member.actor(), "access.password.change", null, null));
            } else {
                audit.record(Act.refused(
                        member.actor(),
                        "access.password.change",
                        null,
                        refusals.getFirst().code()));
            }
        });
        return refusals;
    }

    /** What stands against what was typed as the present password, or empty; each failure counts as one of signing in. */
    Optional<Refusal> wrongPassword(StaffMember member, String present, String field) {
        if (present.isEmpty()) {
            return Optional.of(Refusal.of(field, "access.password.missing"));
        }
        if (attempts.waiting(member.username()).isPresent()) {
            return Optional.of(Refusal.of(field, "access.password.waiting"));
        }
        if (encoder.matches(
                present, accounts.loadUserByUsername(member.username()).getPassword())) {
            return Optional.empty();
        }
        alone.executeWithoutResult(tx -> attempts.failed(member.username()));
        return Optional.of(Refusal.of(field, "access.password.wrong"));
    }

    /** Who does not know the password signs nothing: on the trail, with what they did not know. */
    List<Refusal> sign(StaffMember member, String present) {
        Optional<Refusal> wrong = wrongPassword(member, present, "password");
        wrong.ifPresent(why -> alone.executeWithoutResult(
                tx -> audit.record(Act.refused(member.actor(), "access.account.sign", null, why.code()))));
        return wrong.stream().toList();
    }

    /** What was opened: {@code roles=OFFICER agency=TAIPOWER}. */
    private static String whose(StaffMember member) {
        String roles = member.roles().stream().sorted().map(Role::name).collect(Collectors.joining(","));
        return "roles=" + roles
                + (member.office() == null ? "" : " office=" + member.office())
                + (member.agency() == null ? "" : " agency=" + member.agency())
                + (member.county() == null ? "" : " county=" + member.county());
    }

    /** Whoever is signed in; at the command line nobody is. */
    private static Actor by() {
        return Present.member().map(StaffMember::actor).orElseGet(() -> Actor.rule("access.account"));
    }

    private static List<Refusal> against(StaffMember member, String present, String wanted) {
        if (Text.length(wanted) < SHORTEST) {
            return List.of(Refusal.of("wanted", "access.password.short"));
        }
        if (Text.length(wanted) > LONGEST) {
            return List.of(Refusal.of("wanted", "access.password.long"));
        }
        if (wanted.equals(present)) {
            return List.of(Refusal.of("wanted", "access.password.same"));
        }
        return wanted.toLowerCase(Locale.ROOT).contains(member.username().toLowerCase(Locale.ROOT))
                ? List.of(Refusal.of("wanted", "access.password.username"))
                : List.of();
    }
}
