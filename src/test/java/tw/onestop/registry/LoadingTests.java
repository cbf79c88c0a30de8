package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;

/** A county's worth of people: written in seconds, and read by indexes. */
class LoadingTests extends RegistryScenario {

    @Test
    void aLoadOfThirteenThousandTakesSeconds() {
        List<Founding> foundings = new ArrayList<>();
        int ref = 0;
        for (int h = 0; h < 4_300; h++) {
            List<Founding.Member> members = new ArrayList<>();
            for (int m = 0; m < 3; m++) {
                ref++;
                members.add(new Founding.Member(
                        ref,
                        NationalId.of('R', 1, ref),
                        "王" + (char) ('一' + ref % 5000),
                        1,
                        Sex.MALE,
                        LocalDate.of(1980, 1, 1).plusDays(ref % 9000),
                        "連江縣",
                        "長男",
                        Person.Marital.SINGLE,
                        m == 0 ? "戶長" : "弟",
                        null,
                        m == 0 ? null : Integer.valueOf(ref - m),
                        null,
                        m == 0 ? "王\\父\t一" : null,
                        null));
            }
            foundings.add(new Founding(
                    new HouseholdNo("R%07d".formatted(h)),
                    Household.Kind.SHARED_LIVING,
                    new Address("09007010003", "", "", "", 1 + h % 20, "福沃路%d號".formatted(h + 1)),
                    LocalDate.of(2010, 1, 1),
                    members));
        }
        people.load(foundings);
        Household household = household(new HouseholdNo("R0000007"));
        assertThat(household.members()).hasSize(3);
        assertThat(household.members().get(0).father()).isEqualTo("王\\父\t一");
        assertThat(household.members().get(1).father())
                .isEqualTo(household.members().get(0).name());
        assertThat(household.address().village()).isEqualTo("福沃村");
        var owner = TestDatabase.asOwner();
        owner.sql("analyze registry.person, registry.stay, registry.household").update();
        assertReadBy(owner.sql(
                "explain select id from registry.person where id in (5) and valid_during @> date '2026-03-02'"));
        assertReadBy(owner.sql(
                "explain select id from registry.stay where id in (5) and valid_during @> date '2026-03-02'"));
        assertReadBy(
                owner.sql(
                        "explain select id from registry.household where id in ('R0000007') and valid_during @> date '2026-03-02'"));
        assertReadBy(
                owner.sql(
                        "explain select id from registry.person where name_folded like '王一%' and birth_date = '1980-01-01' and upper_inf(valid_during)"));
        assertReadBy(
                owner.sql(
                        "explain select id from registry.household h where left(h.village_code, 8) in ('09007010') and h.street_folded like '福沃路12%' and upper_inf(h.valid_during) and not h.closed"));
        assertReadBy(
                owner.sql(
                        "explain select id from registry.household h where h.street_folded like '%沃路123%' and registry.bigrams(h.street_folded) @> registry.bigrams('沃路123') and upper_inf(h.valid_during) and not h.closed"));
        assertReadBy(
                owner.sql(
                        "explain select id from registry.stay where household_no = 'R0000007' and valid_during @> date '2026-03-02'"));
    }

    private static void assertReadBy(JdbcClient.StatementSpec explain) {
        String plan = String.join("\n", explain.query(String.class).list());
        assertThat(plan).contains("Index").doesNotContain("Seq Scan");
    }
}
