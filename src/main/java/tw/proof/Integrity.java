package tw.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * 戶籍資料檢核: whether what is believed of persons, stays and households can be true. Each rule is one question to the tables
 * that lists the ids of whatever contradicts it; it changes nothing and prints no name and no number of anybody.
 */
public final class Integrity {

    private static final int SHOWN = 5;

    /**
     * 檢核規則.
     *
     * @param sql lists the subject of every finding
     * @param table without which there is nothing to ask, {@code ""} when it can always be asked
     */
    public record Rule(String name, String says, String sql, String table) {}

    /** 檢核結果 of one rule. */
    public record Finding(Rule rule, List<String> subjects) {

        public Finding {
            subjects = List.copyOf(subjects);
        }
    }

    /** Persons, stays and households as they are believed now, without an end. */
    private static final String NOW = "upper_inf(valid_during)";

    public static final List<Rule> RULES = List.of(
            rule("duplicate-number", "no two persons bear one number", """
                    select national_id from registry.person where @now group by national_id having count(distinct id) > 1
                    """),
            rule("number-and-sex", "the second digit of a number is that of the sex", """
                    select id from registry.person
                    where @now and (substr(national_id, 2, 1) in ('1', '8', 'A', 'C')) <> (sex = 'MALE')
                    """),
            rule("number-of-another", "nobody bears a number that somebody else bore, unless two bore it", """
                    select p.id from registry.person f
                    join registry.person p on p.national_id = f.national_id and p.id <> f.id and upper_inf(p.valid_during)
                    where not upper_inf(f.valid_during)
                    and not exists (select from registry.annotation a
                                    where a.person_id = f.id and a.template = 'ID_NUMBER_DUPLICATE')
                    """),
            rule("number-changed-unregistered", "a number changes by a registration", """
                    select f.id from registry.person f
                    join registry.person p on p.id = f.id and p.national_id <> f.national_id and upper_inf(p.valid_during)
                    where not upper_inf(f.valid_during)
                    and not exists (select from registry.annotation a
                                    where a.person_id = f.id and a.kind in ('ID_NUMBER', 'INIT'))
                    """),
            rule("two-domiciles", "nobody is registered in two households", """
                    select id from registry.stay where @now group by id having count(*) > 1
                    """),
            rule("no-domicile", "everybody is registered in a household", """
                    select p.id from registry.person p where @now
                    and not exists (select from registry.stay s where s.id = p.id and upper_inf(s.valid_during))
                    """),
            rule("unknown-household", "every household somebody is registered in has a record", """
                    select s.id from registry.stay s where @now
                    and not exists (select from registry.household h
                                    where h.id = s.household_no and upper_inf(h.valid_during))
                    """),
            rule("overlapping-spells", "the spells of a subject do not overlap", overlaps()),
            rule("gap-between-spells", "the spells of a subject have no gap", gaps()),
            rule("headless-household", "an open household's head lives in it", """
                    select h.id from registry.household h where @now and not closed
                    and exists (select from registry.stay s
                                where s.household_no = h.id and upper_inf(s.valid_during) and s.left_on is null)
                    and not exists (select from registry.stay s where s.id = h.head and s.household_no = h.id
                                    and upper_inf(s.valid_during) and s.left_on is null)
                    """),
            rule("empty-household", "a household in which nobody lives is closed", """
                    select h.id from registry.household h where @now and not closed
                    and not exists (select from registry.stay s
                                    where s.household_no = h.id and upper_inf(s.valid_during) and s.left_on is null)
                    """),
            rule("closed-with-residents", "nobody lives in a closed household", """
                    select h.id from registry.household h where @now and closed
                    and exists (select from registry.stay s
                                where s.household_no = h.id and upper_inf(s.valid_during) and s.left_on is null)
                    """),
            rule("dead-head", "an open household's head is alive", """
                    select h.id from registry.household h
                    join registry.person p on p.id = h.head and upper_inf(p.valid_during)
                    where upper_inf(h.valid_during) and not h.closed and p.death_date is not null
                    """),
            rule("two-heads", "one member of an open household is called its head", """
                    select s.household_no from registry.stay s
                    join registry.household h on h.id = s.household_no and upper_inf(h.valid_during) and not h.closed
                    where upper_inf(s.valid_during) and s.left_on is null
                    group by s.household_no
                    having count(*) filter (where s.relation = '戶長') <> 1
                    """),
            rule("dead-and-present", "who has died is not present", """
                    select p.id from registry.person p
                    join registry.stay s on s.id = p.id and upper_inf(s.valid_during)
                    where upper_inf(p.valid_during) and p.death_date is not null
                      and (p.status = 'PRESENT' or s.left_on is null)
                    """),
            rule("spouse-not-mutual", "who is married is married to somebody who is married to them", """
                    select p.id from registry.person p
                    join registry.person s on s.id = p.spouse_id and upper_inf(s.valid_during)
                    where upper_inf(p.valid_during) and p.marital = 'MARRIED'
                      and p.death_date is null and s.death_date is null
                      and (s.spouse_id is distinct from p.id or s.marital <> 'MARRIED')
                    """),
            rule("married-to-nobody", "who is married has a spouse, and who is single or divorced has none", """
                    select id from registry.person where @now
                    and ((marital = 'MARRIED' and spouse_name is null)
                         or (marital in ('SINGLE', 'DIVORCED') and spouse_name is not null))
                    """),
            rule("married-to-the-dead", "whose spouse has died is widowed", """
                    select p.id from registry.person p
                    join registry.person s on s.id = p.spouse_id and upper_inf(s.valid_during)
                    where upper_inf(p.valid_during) and p.death_date is null
                      and p.marital = 'MARRIED' and s.death_date is not null
                    """),
            rule("child-older-than-parent", "a parent is twelve years older than a child", """
                    select c.id from registry.person c
                    join registry.person p on p.id in (c.father_id, c.mother_id) and upper_inf(p.valid_during)
                    where upper_inf(c.valid_during) and p.birth_date + interval '12 years' > c.birth_date
                    """),
            rule("parent-of-the-other-sex", "fathers are men and mothers women", """
                    select c.id from registry.person c
                    join registry.person p on upper_inf(p.valid_during)
                     and ((p.id = c.father_id and p.sex <> 'MALE') or (p.id = c.mother_id and p.sex <> 'FEMALE'))
                    where upper_inf(c.valid_during)
                    """),
            rule("kin-by-another-name", "kin stand in a record by the name they bear", kinByAnotherName()),
            rule("unknown-village", "every open household stands in a village", """
                    select h.id from registry.household h where @now and not closed
                    and not exists (select from registry.village v where v.code = h.village_code
                                    and v.county = h.county and v.township = h.township and v.name = h.village)
                    """),
            rule("door-left-behind", "nobody stands on at a door that was renumbered", """
                    select h.id from registry.renumbered_door d
                    join registry.renumbering r on r.id = d.renumbering_id
                    join registry.household h on h.village_code = d.village_code and h.neighbourhood = d.neighbourhood
                     and h.street = d.street and h.valid_during @> daterange(r.effective - 1, r.effective, '[]')
                     and not h.closed
                    where not exists (select from registry.revocation v
                                      where v.registration_id = r.id and v.taken_back_by is null)
                    """),
            rule("no-anchor", "every household can be locked", """
                    select h.id from registry.household h where @now
                    and not exists (select from registry.household_anchor a where a.no = h.id)
                    """),
            rule(
                    "forgotten-belief",
                    "what was superseded was recorded before it was superseded by something of its subject",
                    """
                    select s.id from registry.person_superseded s
                    where not exists (select from registry.person p where p.id = s.id)
                    """),
            new Rule(
                    "official-totals",
                    "before anything is registered, every loaded village has its official households, men and women",
                    """
                    select v.code from load.village v
                    left join (select h.village_code, count(distinct h.id) as households,
                                      count(*) filter (where p.sex = 'MALE') as men,
                                      count(*) filter (where p.sex = 'FEMALE') as women
                               from registry.household h
                               join registry.stay s on s.household_no = h.id and upper_inf(s.valid_during) and s.left_on is null
                               join registry.person p on p.id = s.id and upper_inf(p.valid_during)
                               where upper_inf(h.valid_during) and not h.closed
                               group by h.village_code) c on c.village_code = v.code
                    where (v.households, v.men, v.women)
                          is distinct from (coalesce(c.households, 0), coalesce(c.men, 0), coalesce(c.women, 0))
                      and not exists (select from registry.registration)
                    """,
                    "load.village"));

    private Integrity() {}

    private static Rule rule(String name, String says, String sql) {
        return new Rule(name, says, sql.replace("@now", NOW), "");
    }

    private static String overlaps() {
        return each("""
                select a.id::text from registry.%1$s a join registry.%1$s b
                  on a.id = b.id and a.valid_during && b.valid_during and a.ctid < b.ctid
                """);
    }

    private static String gaps() {
        return each("""
                select id::text from registry.%1$s group by id
                having (select count(*) from unnest(range_agg(valid_during))) <> 1
                """);
    }

    private static String kinByAnotherName() {
        String question = """
                select c.id from registry.person c
                join registry.person p on p.id = c.%1$s_id and upper_inf(p.valid_during) and p.name <> c.%1$s_name
                where upper_inf(c.valid_during) and c.death_date is null
                """;
        return String.join(
                "union\n", question.formatted("father"), question.formatted("mother"), question.formatted("spouse"));
    }

    private static String each(String question) {
        return String.join(
                "union all\n",
                question.formatted("person"),
                question.formatted("stay"),
                question.formatted("household"));
    }

    /** Every rule that found something; within the transaction of the connection. */
    public static List<Finding> check(Connection database) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : RULES) {
            List<String> subjects = ask(database, rule);
            if (!subjects.isEmpty()) {
                findings.add(new Finding(rule, subjects));
            }
        }
        return findings;
    }

    private static List<String> ask(Connection database, Rule rule) throws SQLException {
        return rule.table().isEmpty()
                        || !column(database, "select 1 where to_regclass('%s') is not null".formatted(rule.table()))
                                .isEmpty()
                ? column(database, rule.sql())
                : List.of();
    }

    private static List<String> column(Connection database, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** Exit status 0 when nothing was found, 1 when something was, 2 for a wrong command or no database. */
    public static void main(String[] arguments) throws SQLException, IOException {
        Options options = Options.parse(arguments, """
                ./onestop verify registry [--data var/demo]
                Asks the register whether it can be true: of the demo that runs on this data, or of the database of ONESTOP_DB_URL
                with ONESTOP_DB_OWNER and ONESTOP_DB_OWNER_PASSWORD. Changes nothing; prints ids, never names.""");
        int found = 0;
        try (Connection database = OwnersDatabase.open("registry", Path.of(options.text("data", "var/demo")))) {
            database.setReadOnly(true);
            database.setAutoCommit(false);
            for (Rule rule : RULES) {
                long began = System.nanoTime();
                List<String> subjects = ask(database, rule);
                System.out.printf(
                        "%-6s %-26s %s (%d ms)%n",
                        subjects.isEmpty() ? "ok" : "FOUND",
                        rule.name(),
                        subjects.isEmpty()
                                ? rule.says()
                                : subjects.size() + " against: " + rule.says() + ": "
                                        + String.join(", ", subjects.subList(0, Math.min(SHOWN, subjects.size()))),
                        (System.nanoTime() - began) / 1_000_000);
                found += subjects.size();
            }
            totals(database);
        }
        System.out.println(found == 0 ? "The register can be true." : found + " findings.");
        System.exit(found == 0 ? 0 : 1);
    }

    private static void totals(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*), (select count(*) from registry.household where upper_inf(valid_during) and not closed),
                               (select count(distinct village_code) from registry.household
                                where upper_inf(valid_during) and not closed)
                        from registry.stay where upper_inf(valid_during) and left_on is null
                        """)) {
            row.next();
            System.out.printf(
                    "%,d persons present in %,d households of %,d villages%n",
                    row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }
}
