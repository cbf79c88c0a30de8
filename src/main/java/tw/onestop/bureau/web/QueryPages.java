package tw.onestop.bureau.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tw.onestop.agency.Agency;
import tw.onestop.agency.Grant;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.link.Field;
import tw.onestop.link.QueryDesk;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.link.QueryDesk.Predicate;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.link.SheetDesk;

/** 線上查詢: an officer asks by case, purpose and numbers of persons or households, and gets one sheet that can be printed for the file. */
@Controller
class QueryPages {

    private static final Pattern BETWEEN = Pattern.compile("[\\s,，、;；]+");
    private static final int LONGEST_CASE = 64;

    private final Officers officers;
    private final QueryDesk queries;
    private final SheetDesk sheets;

    QueryPages(Officers officers, QueryDesk queries, SheetDesk sheets) {
        this.officers = officers;
        this.queries = queries;
        this.sheets = sheets;
    }

    @ModelAttribute("agency")
    Agency agency() {
        return officers.agency();
    }

    /** As typed. */
    record Form(String caseNo, String numbers, String households, List<String> fields, QuestionForm questions) {

        /** Who are found by their household are shown with its number: the sheet says no other way what was asked. */
        List<String> asked() {
            String householdNo = Field.HOUSEHOLD_NO.wireName();
            return each(households).isEmpty() || fields.isEmpty() || fields.contains(householdNo)
                    ? fields
                    : Stream.concat(fields.stream(), Stream.of(householdNo)).toList();
        }

        /** Who asks for yes or no is told nothing else, whatever is ticked. */
        Query query(Occasion occasion) {
            List<Predicate> predicates = questions.asked();
            return new Query(
                    occasion,
                    each(numbers),
                    predicates.isEmpty() ? asked() : List.of(),
                    predicates,
                    questions.day(),
                    null,
                    List.of(),
                    each(households));
        }

        /** For the next query, which is about something else. */
        Form answered() {
            return new Form(caseNo, numbers, households, fields, QuestionForm.NOTHING);
        }
    }

    /**
     * @param refused why the sheet asked for just now was not handed out
     */
    @GetMapping("/bureau/query")
    ModelAndView ask(
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String refused,
            Model model) {
        List<Grant> grants = queries.grants(officers.agency().code());
        Grant chosen = chosen(grants, purpose);
        Form form = new Form("", "", "", chosen == null ? List.of() : names(fields(chosen)), QuestionForm.NOTHING);
        return page(grants, chosen, form, SheetToFile.notPrinted(refused), HttpStatus.OK, model);
    }

    /** 連結查詢結果紙本 of what was answered just now, as a signed PDF. */
    @PostMapping("/bureau/query/sheet")
    Object sheet(@RequestParam(defaultValue = "") String offer) {
        return SheetToFile.of(sheets.issue(offer, officers.actor()), "/bureau/query");
    }

    @PostMapping("/bureau/query")
    ModelAndView answer(
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String caseNo,
            @RequestParam(defaultValue = "") String numbers,
            @RequestParam(defaultValue = "") String households,
            @RequestParam(required = false) @Nullable List<String> fields,
            @RequestParam Map<String, String> sent,
            Model model) {
        List<Grant> grants = queries.grants(officers.agency().code());
        Grant chosen = chosen(grants, purpose);
        Form form = new Form(
                caseNo.strip(), numbers, households, fields == null ? List.of() : fields, QuestionForm.of(sent));
        List<Refusal> refusals = refusals(form, chosen);
        if (!refusals.isEmpty() || chosen == null) {
            return page(grants, chosen, form, refusals, HttpStatus.BAD_REQUEST, model);
        }
        Occasion occasion = new Occasion(
                UUID.randomUUID(),
                chosen.purposeId(),
                form.caseNo(),
                officers.actor().id());
        Query query = form.query(occasion);
        return switch (queries.query(query, officers.actor())) {
            case Answer.Answered found -> {
                SheetDesk.Offer offer =
                        sheets.offer(query, found, officers.agency().code());
                model.addAttribute("sheet", offer.sheet())
                        .addAttribute("offer", sheets.possible() ? offer.sealed() : null);
                yield page(grants, chosen, form.answered(), List.of(), HttpStatus.OK, model);
            }
            case Answer.Refused no ->
                page(grants, chosen, form, refusals(no, query, form), HttpStatus.BAD_REQUEST, model);
        };
    }

    private static List<String> each(String typed) {
        return BETWEEN.splitAsStream(
                        Text.halfWidth(typed).toUpperCase(Locale.ROOT).strip())
                .filter(number -> !number.isEmpty())
                .toList();
    }

    private static List<Refusal> refusals(Form form, @Nullable Grant grant) {
        List<Refusal> refusals = new ArrayList<>();
        if (grant == null) {
            refusals.add(Refusal.of("purpose", "bureau.query.purpose.none"));
        }
        if (form.caseNo().isEmpty()) {
            refusals.add(Refusal.of("caseNo", "bureau.query.caseNo.missing"));
        } else if (Text.length(form.caseNo()) > LONGEST_CASE) {
            refusals.add(Refusal.of("caseNo", "bureau.query.caseNo.tooLong"));
        }
        boolean byNumber = !each(form.numbers()).isEmpty();
        boolean byHousehold = !each(form.households()).isEmpty();
        if (byNumber && byHousehold) {
            refusals.add(Refusal.of("households", "bureau.query.households.notBoth"));
        } else if (!byNumber && !byHousehold) {
            refusals.add(Refusal.of(
                    "numbers",
                    grant != null && allowsHouseholds(grant)
                            ? "bureau.query.numbers.neither"
                            : "bureau.query.numbers.missing"));
        }
        boolean questions = !form.questions().asked().isEmpty();
        if (questions && byHousehold) {
            refusals.add(Refusal.of("households", "bureau.query.question.byNumber"));
        }
        if (!questions && form.fields().isEmpty()) {
            refusals.add(Refusal.of("fields", "bureau.query.fields.missing"));
        }
        refusals.addAll(form.questions().unread());
        return refusals;
    }

    /** What is wrong with a question or the day beside it, and whatever else is. */
    private static List<Refusal> refusals(Answer.Refused refused, Query query, Form form) {
        List<Refusal> refusals = new ArrayList<>(form.questions().refusals(refused.names()));
        if (refusals.isEmpty() || refusals.size() < refused.names().size()) {
            refusals.addFirst(refusal(refused, query));
        }
        return refusals;
    }

    private static Refusal refusal(Answer.Refused refused, Query query) {
        String asked = query.households().isEmpty() ? "numbers" : "households";
        return switch (refused.code()) {
            case "paramsValidation" -> Refusal.of(asked, "bureau.query.%s.malformed".formatted(asked));
            case "tooManyIds" -> Refusal.of(asked, "bureau.query.%s.tooMany".formatted(asked));
            // It was offered, and the grant has changed since.
            case "unauthorizedField" ->
                !query.households().isEmpty()
                                && refused.names().stream()
                                        .anyMatch(beyond -> beyond.name().equals(Field.HOUSEHOLD_NO.wireName()))
                        ? Refusal.of("households", "bureau.query.households.notGranted")
                        : Refusal.of("fields", "bureau.query.fields.notGranted");
            case "unknownUser" -> Refusal.of("purpose", "bureau.query.notOnRoster");
            case "quotaExceeded" -> Refusal.of("purpose", "bureau.query.quota");
            default -> Refusal.of("purpose", "bureau.query.purpose.none");
        };
    }

    private static @Nullable Grant chosen(List<Grant> grants, @Nullable String purpose) {
        Optional<Grant> named = grants.stream()
                .filter(grant -> grant.purposeId().equals(purpose))
                .findFirst();
        return named.or(() ->
                        purpose == null || purpose.isEmpty() ? grants.stream().findFirst() : Optional.empty())
                .orElse(null);
    }

    private static List<Field> fields(Grant grant) {
        return Stream.of(Field.values())
                .filter(field -> grant.fields().contains(field.wireName()))
                .toList();
    }

    private static boolean allowsHouseholds(Grant grant) {
        return grant.fields().contains(Field.HOUSEHOLD_NO.wireName());
    }

    private static List<String> names(List<Field> fields) {
        return fields.stream().map(Field::wireName).toList();
    }

    private ModelAndView page(
            List<Grant> grants,
            @Nullable Grant chosen,
            Form form,
            List<Refusal> refusals,
            HttpStatus status,
            Model model) {
        model.addAttribute("grants", grants)
                .addAttribute("chosen", chosen)
                .addAttribute("offered", chosen == null ? List.of() : fields(chosen))
                .addAttribute(
                        "byHousehold",
                        chosen != null
                                && (allowsHouseholds(chosen)
                                        || !form.households().isBlank()))
                .addAttribute("questions", chosen == null ? List.of() : queries.questions(chosen))
                .addAttribute("form", form)
                .addAttribute("refusals", refusals);
        return new ModelAndView("bureau/query", model.asMap(), status);
    }
}
