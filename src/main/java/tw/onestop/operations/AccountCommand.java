package tw.onestop.operations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.CardDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffDesk;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;

/** 帳號指令: {@code ./onestop account}: how the first member of staff, and every other, gets an account. */
final class AccountCommand {

    private static final Set<Role> OF_AN_OFFICE = EnumSet.of(Role.CLERK, Role.SUPERVISOR);
    private static final String USERNAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{1,63}";
    private static final int PASSWORD_LENGTH = 16;

    /** Without characters that are mistaken for one another when read from a screen. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Desks desks;

    AccountCommand(Desks desks) {
        this.desks = desks;
    }

    /** What is to be printed. */
    String run(List<String> typed) {
        String verb = typed.isEmpty() ? "" : typed.getFirst();
        List<String> rest = typed.subList(Math.min(1, typed.size()), typed.size());
        return switch (verb) {
            case "list" -> list(Words.read("account list", rest, Set.of()));
            case "open" ->
                open(Words.read(
                        "account open",
                        rest,
                        Set.of("--name", "--role", "--office", "--agency", "--county", "--self")));
            case "identify" -> identify(Words.read("account identify", rest, Set.of("--self")));
            case "card" -> card(Words.read("account card", rest, Set.of("--certificate")));
            case "reset" -> reset(Words.read("account reset", rest, Set.of()));
            case "close" -> close(Words.read("account close", rest, Set.of()));
            default ->
                throw NotDone.wrong(
                        "account: there is no '%s', only list, open, identify, card, reset and close; see ./onestop account --help"
                                .formatted(verb));
        };
    }

    private String list(Words words) {
        words.exactly();
        List<StaffMember> all = staff().all();
        return all.isEmpty()
                ? "There is no account yet; ./onestop account open makes one."
                : all.stream().map(AccountCommand::line).collect(Collectors.joining(System.lineSeparator()));
    }

    private String open(Words words) {
        String username = words.exactly("a username").getFirst();
        if (!username.matches(USERNAME)) {
            throw NotDone.wrong(
                    "account open: '%s' is no username: 2 to 64 letters and digits, with . _ @ - between them"
                            .formatted(username));
        }
        StaffMember member = new StaffMember(
                        username,
                        words.needed("--name"),
                        roles(words),
                        office(words.one("--office")),
                        agency(words.one("--agency")))
                .overseeing(county(words.one("--county")))
                .being(self(words));
        whereTheyBelong(member);
        staff().find(username).filter(present -> !present.roles().isEmpty()).ifPresent(present -> {
            throw NotDone.refused(
                    "account open: there is an account '%s' already; reset gives it a new password, close ends it"
                            .formatted(username));
        });
        return withNewPassword(member, "opened");
    }

    private String identify(Words words) {
        String username = present(words).username();
        NationalId self = self(words);
        if (self == null) {
            throw NotDone.wrong("account identify: --self is missing; see ./onestop account --help");
        }
        staff().identify(username, self);
        return "Of %s it is known who it is; sessions that were open end.".formatted(username);
    }

    private String card(Words words) {
        String username = present(words).username();
        String file = words.needed("--certificate");
        List<Refusal> refusals;
        try {
            refusals = desks.desk(CardDesk.class).bind(username, Files.readAllBytes(Path.of(file)));
        } catch (IOException | InvalidPathException e) {
            throw NotDone.refused("account card: the file '%s' cannot be read".formatted(file));
        }
        if (!refusals.isEmpty()) {
            throw NotDone.refused("account card: "
                    + desks.desk(MessageSource.class)
                            .getMessage(refusals.getFirst().code(), null, Locale.ENGLISH));
        }
        return "The card opens %s from now on; what opened it before does not.".formatted(username);
    }

    /** By a file, so that nobody's number stands among the commands that were typed; {@code -} is standard input. */
    private static @Nullable NationalId self(Words words) {
        String file = words.one("--self");
        if (file == null) {
            return null;
        }
        String typed;
        try {
            typed = file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw NotDone.refused("%s: the file '%s' cannot be read".formatted(words.command(), file));
        }
        return NationalId.parse(typed.strip())
                .orElseThrow(() -> NotDone.refused(
                        "%s: what stands in '%s' is no national number".formatted(words.command(), file)));
    }

    private String reset(Words words) {
        return withNewPassword(present(words), "reset; sessions that were open end");
    }

    private String close(Words words) {
        String username = present(words).username();
        staff().close(username);
        return "%s is closed; sessions that were open end.".formatted(username);
    }

    private StaffDesk staff() {
        return desks.desk(StaffDesk.class);
    }

    private StaffMember present(Words words) {
        String username = words.exactly("a username").getFirst();
        return staff().find(username)
                .filter(member -> !member.roles().isEmpty())
                .orElseThrow(
                        () -> NotDone.refused("%s: there is no account '%s'".formatted(words.command(), username)));
    }

    private String withNewPassword(StaffMember member, String what) {
        String password = password();
        desks.desk(AccessDesk.class).open(member, password);
        return """
                %s is %s.
                password: %s
                It is shown this once; its owner changes it after signing in, on the page of the own account.""".formatted(member.username(), what, password);
    }

    private static Set<Role> roles(Words words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String typed : words.all("--role")) {
            roles.add(Arrays.stream(Role.values())
                    .filter(role -> role.name().equals(typed.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> NotDone.wrong("account open: there is no role '%s'; there are %s"
                            .formatted(
                                    typed,
                                    Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining(", "))))));
        }
        if (roles.isEmpty()) {
            throw NotDone.wrong("account open: --role is missing; see ./onestop account --help");
        }
        return roles;
    }

    private @Nullable OfficeCode office(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        if (typed.matches("\\d{8}")) {
            OfficeCode code = new OfficeCode(typed);
            if (desks.desk(AgencyDesk.class).office(code).isPresent()) {
                return code;
            }
        }
        throw NotDone.refused(
                "account open: the directory has no office '%s'; ./onestop agency offices lists them".formatted(typed));
    }

    private @Nullable AgencyCode agency(@Nullable String typed) {
        return typed == null
                ? null
                : AgencyCommand.known(desks, "account open", typed).code();
    }

    private @Nullable CountyCode county(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        if (typed.matches("\\d{5}")) {
            CountyCode code = new CountyCode(typed);
            if (desks.desk(AgencyDesk.class).offices().stream().anyMatch(office -> code.has(office.code()))) {
                return code;
            }
        }
        throw NotDone.refused(
                "account open: no office lies in a county '%s'; its code is the first five digits of its offices'"
                        .formatted(typed));
    }

    /** A clerk without an office, or an officer without an agency, could sign in and do nothing. */
    private static void whereTheyBelong(StaffMember member) {
        boolean ofAnOffice = member.roles().stream().anyMatch(OF_AN_OFFICE::contains);
        boolean ofAnAgency = member.roles().contains(Role.OFFICER);
        if (ofAnOffice && ofAnAgency) {
            throw NotDone.wrong("account open: nobody is of an office and of an agency at once; open two accounts");
        }
        if (ofAnOffice != (member.office() != null)) {
            throw NotDone.wrong("account open: CLERK and SUPERVISOR need --office, and no other role has one");
        }
        if (ofAnAgency != (member.agency() != null)) {
            throw NotDone.wrong("account open: OFFICER needs --agency, and no other role has one");
        }
        if (member.roles().contains(Role.COUNTY) != (member.county() != null)) {
            throw NotDone.wrong("account open: COUNTY needs --county, and no other role has one");
        }
        if (member.county() != null && (ofAnOffice || ofAnAgency)) {
            throw NotDone.wrong("account open: who oversees offices is of none of them; open two accounts");
        }
        // Else nobody could be kept from a case of their own, nor from whom a mark hides from them.
        if (ofAnOffice && member.self() == null) {
            throw NotDone.wrong("account open: CLERK and SUPERVISOR need --self, a file with their national number");
        }
    }

    private static String line(StaffMember member) {
        String roles = member.roles().isEmpty()
                ? "closed"
                : member.roles().stream().sorted().map(Role::name).collect(Collectors.joining("+"));
        String where = member.office() != null
                ? member.office().value()
                : member.agency() != null
                        ? member.agency().value()
                        : member.county() != null ? member.county().value() : "-";
        boolean unknown = member.self() == null && member.roles().stream().anyMatch(OF_AN_OFFICE::contains);
        return "%-24s %-22s %-24s %s%s"
                .formatted(member.username(), roles, where, member.name(), unknown ? "  (number not known)" : "");
    }

    private static String password() {
        SecureRandom random = new SecureRandom();
        return random.ints(PASSWORD_LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
