package tw.onestop.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.access.Role;
import tw.onestop.access.StaffDesk;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Coverage;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 形式審查: what an application lacks, section by section, each with a sentence of its own (辦法 §7–9). */
@Component
class Scrutiny {

    private static final int LINE = 60;
    private static final int PARAGRAPH = 600;

    /** Digits of a county's code. */
    private static final int COUNTY = 5;

    private final CatalogueDesk catalogue;
    private final StaffDesk staff;
    private final AgencyDesk agencies;
    private final Diary diary;

    Scrutiny(CatalogueDesk catalogue, StaffDesk staff, AgencyDesk agencies, Diary diary) {
        this.catalogue = catalogue;
        this.staff = staff;
        this.agencies = agencies;
        this.diary = diary;
    }

    List<Refusal> wrong(Application application) {
        return Arrays.stream(Section.values())
                .flatMap(section -> wrong(application, section).stream())
                .toList();
    }

    List<Refusal> wrong(Application application, Section section) {
        return switch (section) {
            case BUSINESS -> business(application);
            case FIELDS -> fields(application);
            case PEOPLE -> people(application);
            case RULES -> rules(application);
        };
    }

    /** The fields of the chosen items together, in the order of the items: what may be asked for at most. */
    Set<String> offered(Application application) {
        Set<String> offered = new LinkedHashSet<>();
        chosen(application).forEach(item -> offered.addAll(item.fields()));
        return offered;
    }

    List<Business> chosen(Application application) {
        return catalogue.of(application.agency()).stream()
                .filter(item -> application.answers().has("items", item.code()))
                .toList();
    }

    /**
     * 轄區: what a grant is confined to, by code. The agency's own area where the directory knows it, whatever was typed; else the counties
     * that were named. None for the nation.
     */
    Set<String> territory(Application application) {
        if (application.nationwide()) {
            return Set.of();
        }
        Set<String> own = agencies.territory(application.agency(), diary.today());
        return own.isEmpty() ? Set.copyOf(application.answers().all("counties")) : own;
    }

    /** 縣市: what an area can be named of where the directory knows none of the agency; none where it knows one. */
    List<Coverage.Area> counties(Application application) {
        return agencies.territory(application.agency(), diary.today()).isEmpty()
                ? agencies.areas().stream()
                        .filter(area -> area.code().length() == COUNTY)
                        .toList()
                : List.of();
    }

    /** 使用人員 by account; what cannot be read is absent. */
    static Map<String, NationalId> officers(Answers answers) {
        Map<String, NationalId> officers = new LinkedHashMap<>();
        lines(answers).forEach(line -> {
            String[] words = words(line);
            if (words.length == 2) {
                NationalId.parse(words[1]).ifPresent(number -> officers.put(words[0], number));
            }
        });
        return officers;
    }

    private List<Refusal> business(Application application) {
        List<Refusal> wrong = new ArrayList<>();
        if (chosen(application).isEmpty()) {
            wrong.add(Refusal.of("items", "joining.form.items.missing"));
        }
        if (!application.nationwide() && !application.answers().has("scope", "OWN")) {
            wrong.add(Refusal.of("scope", "joining.form.scope.missing"));
        } else if (!application.nationwide()) {
            Set<String> territory = territory(application);
            if (territory.isEmpty()) {
                wrong.add(Refusal.of("counties", "joining.form.counties.missing"));
            } else if (!areas().containsAll(territory)) {
                wrong.add(Refusal.of("counties", "joining.form.counties.unknown"));
            }
        }
        return wrong;
    }

    private Set<String> areas() {
        return agencies.areas().stream().map(Coverage.Area::code).collect(Collectors.toSet());
    }

    private List<Refusal> fields(Application application) {
        List<Refusal> wrong = new ArrayList<>();
        List<String> asked = application.answers().all("fields");
        Set<String> offered = offered(application);
        if (asked.isEmpty()) {
            wrong.add(Refusal.of("fields", "joining.form.fields.missing"));
        } else if (!offered.containsAll(asked)) {
            wrong.add(Refusal.of("fields", "joining.form.fields.beyond"));
        }
        text(wrong, application.answers(), "legalBasis", PARAGRAPH);
        text(wrong, application.answers(), "plan", PARAGRAPH);
        return wrong;
    }

    private List<Refusal> people(Application application) {
        Answers answers = application.answers();
        List<Refusal> wrong = new ArrayList<>();
        text(wrong, answers, "windowUnit", LINE);
        text(wrong, answers, "windowName", LINE);
        text(wrong, answers, "windowPhone", LINE);
        if (answers.has("window", "SUPERIOR")) {
            superior(application).ifPresent(wrong::add);
        } else if (answers.has("window", "OWN")) {
            wrong.addAll(deputies(application.deputies()));
        } else {
            wrong.add(Refusal.of("window", "joining.form.window.missing"));
        }
        security(application).ifPresent(wrong::add);
        wrong.addAll(roster(application));
        return wrong;
    }

    /** 上級機關 that can be chosen: authorities of the directory that serve more than one township, without the agency itself. */
    List<Agency> superiors(Application application) {
        return agencies.all().stream()
                .filter(one -> one.townshipCode() == null
                        && one.body() == Agency.Body.AUTHORITY
                        && !one.code().equals(application.agency()))
                .toList();
    }

    private Optional<Refusal> superior(Application application) {
        String chosen = application.answers().one("superior").strip();
        if (chosen.isEmpty()) {
            return Optional.of(Refusal.of("superior", "joining.form.superior.missing"));
        }
        return superiors(application).stream()
                        .anyMatch(one -> one.code().value().equals(chosen))
                ? Optional.empty()
                : Optional.of(Refusal.of("superior", "joining.form.superior.unknown"));
    }

    /** Each with name and telephone, and one at least; the sentence says which one it is about. */
    private static List<Refusal> deputies(List<Deputy> deputies) {
        List<Refusal> wrong = new ArrayList<>();
        if (deputies.size() > Deputy.MOST) {
            wrong.add(Refusal.of("deputyName", "joining.form.deputies.tooMany", String.valueOf(Deputy.MOST)));
        }
        List<Deputy> named = deputies.isEmpty() ? List.of(new Deputy("", "")) : deputies;
        for (int i = 0; i < named.size(); i++) {
            part(wrong, "deputyName", named.get(i).name(), i + 1);
            part(wrong, "deputyPhone", named.get(i).phone(), i + 1);
        }
        return wrong;
    }

    private static void part(List<Refusal> wrong, String field, String said, int no) {
        if (said.isEmpty()) {
            wrong.add(Refusal.of(field, "joining.form." + field + ".missing", String.valueOf(no)));
        } else if (Text.length(said) > LINE) {
            wrong.add(
                    Refusal.of(field, "joining.form." + field + ".tooLong", String.valueOf(no), String.valueOf(LINE)));
        }
    }

    private Optional<Refusal> security(Application application) {
        String username = application.security();
        if (username.isEmpty()) {
            return Optional.of(Refusal.of("security", "joining.form.security.missing"));
        }
        if (username.equals(application.applicant())) {
            return Optional.of(Refusal.of("security", "joining.form.security.same"));
        }
        return isOfficer(username, application.agency())
                ? Optional.empty()
                : Optional.of(Refusal.of("security", "joining.form.security.unknown", username));
    }

    private List<Refusal> roster(Application application) {
        List<String> lines = lines(application.answers());
        if (lines.isEmpty()) {
            return List.of(Refusal.of("officers", "joining.form.officers.missing"));
        }
        List<Refusal> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String at = String.valueOf(i + 1);
            String[] words = words(lines.get(i));
            if (words.length != 2) {
                wrong.add(Refusal.of("officers", "joining.form.officers.line", at));
            } else {
                officer(words[0], words[1], application.agency(), at).ifPresent(wrong::add);
            }
        }
        return wrong;
    }

    /** What stands against an officer: an account of the agency, and a number that exists. */
    Optional<Refusal> officer(String username, String number, AgencyCode agency, String at) {
        if (!isOfficer(username, agency)) {
            return Optional.of(Refusal.of("officers", "joining.form.officers.unknown", at, username));
        }
        return NationalId.parse(number).isEmpty()
                ? Optional.of(Refusal.of("officers", "joining.form.officers.number", at))
                : Optional.empty();
    }

    private List<Refusal> rules(Application application) {
        Answers answers = application.answers();
        List<Refusal> wrong = new ArrayList<>();
        if (!answers.one("retention").strip().matches("[1-9]\\d{0,2}")) {
            wrong.add(Refusal.of("retention", "joining.form.retention.invalid"));
        }
        text(wrong, answers, "destruction", PARAGRAPH);
        CatalogueForms.date(
                wrong, "destroyOn", answers.one("destroyOn"), diary.today().plusDays(1), null);
        text(wrong, answers, "auditor", LINE);
        text(wrong, answers, "penalties", PARAGRAPH);
        if (!answers.has("agreement", "yes")) {
            wrong.add(Refusal.of("agreement", "joining.form.agreement.missing"));
        }
        if (application.needsLevelA()) {
            text(wrong, answers, "levelA", LINE);
            text(wrong, answers, "levelAHolder", LINE);
            if (!application.proved()) {
                wrong.add(Refusal.of("levelAFile", "joining.form.levelAFile.missing"));
            }
        }
        return wrong;
    }

    private boolean isOfficer(String username, AgencyCode agency) {
        return staff.find(username)
                .filter(member ->
                        agency.equals(member.agency()) && member.roles().contains(Role.OFFICER))
                .isPresent();
    }

    private static List<String> lines(Answers answers) {
        return Text.halfWidth(answers.one("officers"))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String[] words(String line) {
        return line.split("[\\s,，、;；]+", -1);
    }

    private static void text(List<Refusal> wrong, Answers answers, String name, int longest) {
        String typed = answers.one(name).strip();
        if (typed.isEmpty()) {
            wrong.add(Refusal.of(name, "joining.form." + name + ".missing"));
        } else if (Text.length(typed) > longest) {
            wrong.add(Refusal.of(name, "joining.tooLong", String.valueOf(longest)));
        }
    }
}
