package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static tw.onestop.agency.Receiving.PREPARES;
import static tw.onestop.agency.Receiving.SIGNS;
import static tw.onestop.agency.Receiving.waiting;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.TestDatabase;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;

/** What an errand asks is changed by two persons for a day, with the real register. */
@ProductTest
@Import(ErrandWorld.class)
class ErrandFieldTests {

    private static final String JIESHOU = "09007010001";
    private static final Actor CLERK = People.clerk(JIESHOU);

    @Autowired
    NoticeDesk desk;

    @Autowired
    ErrandFieldDesk fields;

    @Autowired
    AskedFields stored;

    @Autowired
    ShadowDesk shadows;

    @Autowired
    ProposalDesk proposals;

    @Autowired
    FakeExchange exchange;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    /** Other tests fill in the form as it came. */
    @AfterEach
    void everythingAsBefore() {
        clock.reset();
        for (String table : List.of("errand_choice", "errand_field")) {
            TestDatabase.asOwner()
                    .sql("delete from notice.%s where not lower_inf(valid_during)".formatted(table))
                    .update();
        }
        for (String table : List.of("errand_field", "errand_choice")) {
            TestDatabase.asOwner()
                    .sql("update notice.%s set valid_during = '(,)' where not upper_inf(valid_during)".formatted(table))
                    .update();
        }
        transaction.executeWithoutResult(_ -> stored.close("none", "none", "none", LocalDate.of(2100, 1, 1)));
    }

    @Test
    void aNewFieldIsLookedAtSignedForAndAskedFromItsDayUntilItEnds() {
        clock.goTo(LocalDate.of(2042, 3, 4));
        Filing.Filed then = (Filing.Filed) filed("介壽路701號", Map.of());
        clock.goTo(LocalDate.of(2042, 4, 2));
        ErrandFieldForm phone = telephone("deliveryPhone", "REQUIRED", "\\d{9,10}", "0912345678");

        assertThat(fields.prepare(telephone("9phone", "", "(a+)+", "x"), PREPARES))
                .extracting(Refusal::field, Refusal::code)
                .containsExactly(
                        tuple("asked", "receiver.errand.asked.missing"),
                        tuple("name", "receiver.errand.name"),
                        tuple("pattern", "receiver.key.pattern.format"));
        assertThat(fields.prepare(telephone("insuredName", "NOT_ASKED", "", ""), PREPARES))
                .extracting(Refusal::field, Refusal::code)
                .containsExactly(tuple("name", "receiver.errand.name.own"), tuple("asked", "receiver.errand.notAsked"));
        assertThat(fields.prepare(telephone("deliveryPhone", "REQUIRED", "\\d{9,10}", "telephone"), PREPARES))
                .containsExactly(Refusal.of("example", "receiver.key.example.format"));
        assertThat(fields.prepare(phone, PREPARES)).isEmpty();
        assertThat(fields.prepare(phone, PREPARES)).containsExactly(Refusal.of("", "receiver.proposal.waits"));

        ShadowDesk.Shadow shadow = shadows.of(waiting(proposals, "nhi-card/lost/deliveryPhone"), SIGNS);
        assertThat(shadow)
                .extracting(ShadowDesk.Shadow::cases, ShadowDesk.Shadow::present, ShadowDesk.Shadow::likely)
                .containsExactly(1, 0, 1);
        assertThat(shadow.examples()).containsExactly(then.receiptNo());
        assertThat(enact("deliveryPhone", "1310402")).containsExactly(Refusal.of("from", "receiver.from.tomorrow"));
        assertThat(enact("deliveryPhone", "1310403")).isEmpty();
        assertThat(filed("介壽路702號", Map.of())).isInstanceOf(Filing.Filed.class);

        clock.goTo(LocalDate.of(2042, 4, 3));
        assertThat(codes(filed("介壽路703號", Map.of()))).containsExactly("notice.key.missing");
        assertThat(codes(filed("介壽路704號", Map.of("deliveryPhone", "12")))).containsExactly("notice.key.format");
        assertThat(told((Filing.Filed) filed("介壽路705號", Map.of("deliveryPhone", "0287335678"))))
                .contains("\"deliveryPhone\":\"0287335678\"");
        assertThat(fields.prepare(telephone("deliveryPhone", "NOT_ASKED", "", ""), PREPARES))
                .isEmpty();
        assertThat(enact("deliveryPhone", "1310405")).isEmpty();

        clock.goTo(LocalDate.of(2042, 4, 5));
        assertThat(told((Filing.Filed) filed("介壽路706號", Map.of("deliveryPhone", "0287335678"))))
                .doesNotContain("deliveryPhone");
        Errand.Field known = desk.errand("nhi-card", "lost")
                .orElseThrow()
                .field("deliveryPhone")
                .orElseThrow();
        assertThat(known.label().zh()).isEqualTo("收件電話");
        assertThat(known.required()).isFalse();
    }

    @Test
    void whatTheRulesGoByStaysAndItsWordsChange() {
        clock.goTo(LocalDate.of(2042, 5, 5));
        ErrandFieldForm relation = present("estate", "inventory", "relation");

        assertThat(fields.prepare(asked(relation, "NOT_ASKED", relation.choices()), PREPARES))
                .extracting(Refusal::field, Refusal::code)
                .contains(tuple("asked", "receiver.errand.judged"), tuple("asked", "receiver.errand.needed"));
        assertThat(fields.prepare(asked(relation, "OPTIONAL", "HEIR | 繼承人 | An heir\nHEIR | 又 | Again"), PREPARES))
                .extracting(Refusal::field, Refusal::code)
                .contains(
                        tuple("asked", "receiver.errand.judged"),
                        tuple("choices", "receiver.errand.judged.codes"),
                        tuple("choices", "receiver.errand.needed"),
                        tuple("choices", "receiver.errand.choices.twice"));
        assertThat(fields.prepare(asked(relation, "REQUIRED", "heir 繼承人"), PREPARES))
                .contains(Refusal.of("choices", "receiver.errand.choices.line", "1"));
        assertThat(fields.prepare(asked(relation, "REQUIRED", relation.choices()), PREPARES))
                .containsExactly(Refusal.of("", "receiver.errand.same"));
        assertThat(fields.prepare(
                        asked(relation, "REQUIRED", relation.choices().replace("| 繼承人 |", "| 法定繼承人 |")), PREPARES))
                .isEmpty();
        assertThat(proposals.decide(
                        waiting(proposals, "estate/inventory/relation").id(),
                        new ProposalDesk.Decision("ENACTED", "1310506", ""),
                        SIGNS))
                .isEmpty();
        assertThat(heir("2042-05-05")).isEqualTo("繼承人");
        assertThat(heir("2042-05-06")).isEqualTo("法定繼承人");
    }

    @Test
    void whatWasSignedForAndDoesNotHoldYetIsTakenBack() {
        clock.goTo(LocalDate.of(2042, 6, 2));
        ErrandFieldForm lost = present("nhi-card", "lost", "idCardLost");
        ErrandFieldForm again = asked(lost, "REQUIRED", lost.choices());
        assertThat(fields.prepare(asked(lost, "REQUIRED", lost.choices().replace("| 是 |", "| 有 |")), PREPARES))
                .isEmpty();
        assertThat(enact("idCardLost", "1310610")).isEmpty();
        assertThat(fields.prepare(again, PREPARES)).isEmpty();
        assertThat(enact("idCardLost", "1310605")).isEmpty();
        assertThat(fields.errands(PREPARES).stream()
                        .flatMap(errand -> errand.rows().stream())
                        .filter(row -> row.field().name().equals("idCardLost")
                                && row.during().from() != null
                                && row.during().contains(LocalDate.of(2042, 6, 10)))
                        .flatMap(row -> row.field().choices().stream())
                        .map(choice -> choice.label().zh()))
                .contains("是")
                .doesNotContain("有");

        ErrandFieldForm phone = telephone("deliveryPhone", "OPTIONAL", "\\d{9,10}", "0912345678");
        assertThat(fields.prepare(phone, PREPARES)).isEmpty();
        assertThat(enact("deliveryPhone", "1310620")).isEmpty();
        assertThat(fields.prepare(telephone("deliveryPhone", "NOT_ASKED", "", ""), PREPARES))
                .isEmpty();
        assertThat(enact("deliveryPhone", "1310603")).isEmpty();
        assertThat(fields.present("nhi-card", "lost", "deliveryPhone", PREPARES))
                .isEmpty();
    }

    private String heir(String on) {
        return desk.errands(LocalDate.parse(on)).stream()
                .filter(errand -> errand.key().equals("estate/inventory"))
                .flatMap(errand -> errand.field("relation").stream())
                .flatMap(field -> field.choices().stream())
                .filter(choice -> choice.code().equals("HEIR"))
                .map(choice -> choice.label().zh())
                .findFirst()
                .orElseThrow();
    }

    private ErrandFieldForm present(String programme, String change, String name) {
        return fields.present(programme, change, name, PREPARES).orElseThrow();
    }

    private static ErrandFieldForm asked(ErrandFieldForm of, String asked, String choices) {
        return new ErrandFieldForm(
                of.programme(),
                of.change(),
                of.name(),
                of.kind(),
                asked,
                of.told(),
                of.label(),
                of.labelEn(),
                of.hint(),
                of.hintEn(),
                of.pattern(),
                of.example(),
                choices,
                "來函",
                "用語一致");
    }

    private static ErrandFieldForm telephone(String name, String asked, String pattern, String example) {
        return new ErrandFieldForm(
                "nhi-card",
                "lost",
                name,
                "TEXT",
                asked,
                true,
                "收件電話",
                "Telephone",
                "",
                "",
                pattern,
                example,
                "",
                "健保署來函",
                "掛號投遞");
    }

    private List<Refusal> enact(String name, String from) {
        return proposals.decide(
                waiting(proposals, "nhi-card/lost/" + name).id(),
                new ProposalDesk.Decision("ENACTED", from, ""),
                SIGNS);
    }

    private static List<String> codes(Filing filing) {
        return ((Filing.Refused) filing).refusals().stream().map(Refusal::code).toList();
    }

    private String told(Filing.Filed filed) {
        String id = desk.receipt(filed.receiptNo(), CLERK)
                .orElseThrow()
                .items()
                .getFirst()
                .id()
                .toString();
        return exchange.promised.stream()
                .filter(one -> one.id().toString().equals(id))
                .map(one -> new String(one.dataJson(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private Filing filed(String street, Map<String, String> more) {
        Person person = people.household(JIESHOU, street)
                .head("江大", Sex.MALE, LocalDate.of(1980, 1, 9))
                .found()
                .person(0);
        Map<String, String> values = new HashMap<>(Map.of("idCardLost", "YES", "delivery", "臺北市信義區市府路1號"));
        values.putAll(more);
        NoticeForm form = new NoticeForm(
                List.of(),
                person.nationalId(),
                person.name(),
                null,
                "0912345678",
                "",
                true,
                ConsentNotices.VERSION,
                Filed.signature(true),
                List.of(),
                List.of(new NoticeForm.Wish("nhi-card", "lost", person.id(), values)),
                Set.of());
        return Objects.requireNonNull(transaction.execute(status -> {
            Filing filing = desk.file(form, CLERK);
            if (filing instanceof Filing.Refused) {
                status.setRollbackOnly();
            }
            return filing;
        }));
    }
}
