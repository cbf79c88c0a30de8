package tw.onestop.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tw.onestop.Cards;
import tw.onestop.ProductTest;
import tw.onestop.TestDatabase;
import tw.onestop.access.Role;
import tw.onestop.access.StaffDesk;
import tw.onestop.kernel.NationalId;

@ProductTest
class UpkeepTests {

    private static final String KEYS = """
            {"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                      "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"%s}]}""";

    @Autowired
    ConfigurableApplicationContext product;

    @Autowired
    StaffDesk staff;

    @Autowired
    JdbcClient jdbc;

    @Test
    void theFirstAccountOfAProductIsOpenedResetAndClosed() {
        String opened = run("account", "open", "first", "--name", "王維運", "--role", "operator");
        assertThat(opened).contains("first is opened", "password: ");
        assertThat(staff.find("first").orElseThrow().roles()).containsExactly(Role.OPERATOR);
        assertThat(run("account", "reset", "first")).contains("password: ").isNotEqualTo(opened);
        run("account", "close", "first");
        assertThat(staff.find("first").orElseThrow().roles()).isEmpty();
        assertThat(run("account", "list")).containsPattern("first +closed");
        assertThat(jdbc.sql("select action from audit.trail where object = 'first' order by at")
                        .query(String.class)
                        .list())
                .containsExactly("access.account.open", "access.account.open", "access.account.close");
        assertThat(run("account", "open", "first", "--name", "王維運", "--role", "AUDITOR"))
                .contains("first is opened");
    }

    @Test
    void clerksHaveAnOfficeAndANumberAndOfficersAnAgency(@TempDir Path directory) throws Exception {
        Path number = Files.writeString(directory.resolve("lin.txt"), "a123456789\n");
        String[] clerk = {"account", "open", "kept-clerk", "--name", "林", "--role", "CLERK", "--office", "09007010"};
        assertThatThrownBy(() -> run(clerk)).hasMessageContaining("need --self");
        assertThat(run(Stream.concat(Stream.of(clerk), Stream.of("--self", number.toString()))
                        .toArray(String[]::new)))
                .contains("kept-clerk is opened");
        assertThat(staff.find("kept-clerk").orElseThrow().self()).isEqualTo(new NationalId("A123456789"));
        assertThat(jdbc.sql("select encode(number_sealed, 'escape') from access.account where username = ?")
                        .param("kept-clerk")
                        .query(String.class)
                        .single())
                .doesNotContain("123456789");
        run("account", "reset", "kept-clerk");
        assertThat(staff.find("kept-clerk").orElseThrow().self()).isNotNull();
        run("account", "close", "kept-clerk");
        assertThat(staff.find("kept-clerk").orElseThrow().self()).isNull();
        run("account", "open", "kept-officer", "--name", "陳", "--role", "OFFICER", "--agency", "taipower");
        assertThat(staff.find("kept-clerk").orElseThrow().office()).hasToString("09007010");
        run("account", "identify", "kept-officer", "--self", number.toString());
        assertThat(staff.find("kept-officer").orElseThrow().self()).isEqualTo(new NationalId("A123456789"));
        Files.writeString(number, "A123456788");
        assertThatThrownBy(() -> run("account", "identify", "kept-officer", "--self", number.toString()))
                .hasMessageContaining("is no national number");
        assertThatThrownBy(() -> run("account", "identify", "kept-officer", "--self", "/nowhere"))
                .hasMessageContaining("cannot be read");
        assertThat(staff.find("kept-officer").orElseThrow().agency()).hasToString("TAIPOWER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account frob|2|there is no 'frob'",
                "account open|2|takes a username",
                "account open a!b --name x --role CLERK|2|is no username",
                "account open someone --role AUDITOR|2|--name is missing",
                "account open someone --name x|2|--role is missing",
                "account open someone --name x --role BOSS|2|no role 'BOSS'",
                "account open someone --name x --role CLERK|2|need --office",
                "account open someone --name x --role AUDITOR --office 09007010|2|no other role has one",
                "account open someone --name x --role OFFICER|2|needs --agency",
                "account open someone --name x --role CLERK --role OFFICER|2|open two accounts",
                "account open someone --name x --role CLERK --office 1|1|no office '1'",
                "account open someone --name x --role OFFICER --agency NOPE|1|no agency 'NOPE'",
                "account open someone --name|2|--name needs a value",
                "account open someone --colour red|2|unknown option '--colour'",
                "account close nobody|1|no account 'nobody'",
                "account identify nobody --self x|1|no account 'nobody'",
                "account list all|2|nothing behind it",
                "agency frob|2|there is no 'frob'",
                "agency door TAIPOWER FAX|2|no door 'FAX'",
                "agency door TAIPOWER|2|an agency's code and a door",
                "agency enrol TAIPOWER --client ta-1 --keys /nowhere|1|cannot be read"
            })
    void whatIsWrongIsSaidInOneSentence(String typed, int status, String sentence) {
        assertThatThrownBy(() -> run(typed.split(" ")))
                .isInstanceOfSatisfying(
                        NotDone.class, no -> assertThat(no.status()).isEqualTo(status))
                .hasMessageContaining(sentence);
    }

    @Test
    void aCardIsBoundByItsCertificate(@TempDir Path directory) throws Exception {
        run("account", "open", "kept-card", "--name", "王維運", "--role", "OPERATOR");
        Path file = Files.write(
                directory.resolve("card.der"),
                Cards.MOICA.card("王維運", "1234").certificate().getEncoded());
        assertThat(run("account", "card", "kept-card", "--certificate", file.toString()))
                .contains("opens kept-card from now on");
        run("account", "open", "kept-other", "--name", "王維運", "--role", "OPERATOR");
        assertThatThrownBy(() -> run("account", "card", "kept-other", "--certificate", file.toString()))
                .hasMessageContaining("bound to another account");
        Path foreign = Files.writeString(directory.resolve("no.pem"), "no certificate");
        assertThatThrownBy(() -> run("account", "card", "kept-other", "--certificate", foreign.toString()))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void anAccountIsNotOpenedTwice() {
        run("account", "open", "once", "--name", "x", "--role", "MINISTRY");
        assertThatThrownBy(() -> run("account", "open", "once", "--name", "y", "--role", "OPERATOR"))
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("already");
    }

    @Test
    void anAgencysMachineIsEnrolledByItsPublicKeysOnly(@TempDir Path directory) throws Exception {
        Path keys = directory.resolve("keys.json");
        String[] enrol = {"agency", "enrol", "BLI", "--client", "bli-machine", "--keys", keys.toString()};
        Files.writeString(keys, KEYS.formatted(",\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\""));
        assertThatThrownBy(() -> run(enrol)).hasMessageContaining("holds a secret key");
        Files.writeString(keys, "{}");
        assertThatThrownBy(() -> run(enrol)).hasMessageContaining("not a JWK set");
        Files.writeString(keys, KEYS.formatted(""));
        assertThat(run(enrol)).contains("clientId:   bli-machine", "endpointId: ");
        assertThatThrownBy(() -> run("agency", "enrol", "LTAX", "--client", "bli-machine", "--keys", keys.toString()))
                .hasMessageContaining("belongs to BLI");
    }

    @Test
    void figuresOfBeforeAreTakenOverWholeOrNotAtAllAndCountedAgain(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("before.csv");
        String header = "service,office,agency,day,cases,source\n";
        Files.writeString(file, "service,cases\nnhi-card,7\n");
        assertThatThrownBy(() -> run("statistics", "carry", file.toString()))
                .hasMessageContaining("first line")
                .hasMessageContaining(header.strip());
        Files.writeString(file, header + "nhi-card,09007010,NHIA,5/31,7,年報\n");
        assertThatThrownBy(() -> run("statistics", "carry", file.toString())).hasMessageContaining("line 2");
        Files.writeString(file, header + "nhi-card,09007010,NHIA,2011-05-31,7,年報\nnhi,,,2011-05-31,7,年報\n");
        assertThatThrownBy(() -> run("statistics", "carry", file.toString()))
                .hasMessageContaining("line 3: no service has this code");
        Files.writeString(file, header + "nhi-card,09007010,NHIA,2011-05-31,7,年報\n");
        assertThat(run("statistics", "carry", file.toString())).contains("1 of 1 lines were new");
        assertThat(run("statistics", "carry", file.toString())).contains("0 of 1 lines were new");
        assertThat(run("statistics", "rebuild")).contains("counted again");
        assertThat(jdbc.sql("select cases from statistics.counted where key = '09007010' and since = '2011-05-01'")
                        .query(Long.class)
                        .single())
                .isEqualTo(7);
        assertThatThrownBy(() -> run("statistics", "sum")).hasMessageContaining("only rebuild and carry");
        TestDatabase.asOwner()
                .sql("delete from statistics.carried where source = '年報'")
                .update();
        run("statistics", "rebuild");
    }

    /** The desks of the running product: they close with it, not with the command. */
    private String run(String... typed) {
        return Upkeep.run(new Desks(() -> product), List.of(typed));
    }
}
