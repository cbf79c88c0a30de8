package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 戶籍法 §24, §46, as rules. */
class AnnulmentTests extends RegistryScenario {

    @Test
    void whoLostTheNationalityHasNoDomicileFromThatDayAndAHeadIsSucceeded() {
        People.Home home = aFamily("廢止路1號");
        Forms form = Forms.annulment(home.person(0), "115/2/20");
        assertOnlyRefused(form, NANGAN, "newHead", "registry.newHead.missing");
        Registration r = recorded(form.with("newHead", home.person(1)), NANGAN);
        assertThat(r.annotation()).isEqualTo("民國115年02月20日喪失中華民國國籍廢止戶籍民國115年03月02日申登。");
        assertThat(person(home.id(0)).status()).isEqualTo(Person.DomicileStatus.ANNULLED);
        assertThat(person(home.id(0), LocalDate.of(2026, 2, 19)).status()).isEqualTo(Person.DomicileStatus.PRESENT);
        assertThat(person(home.id(0)).deathDate()).isNull();
        assertThat(person(home.id(1)).marital()).isEqualTo(Person.Marital.MARRIED);
        assertThat(household(home.no()).head()).isEqualTo(home.id(1));
        assertOnlyRefused(Forms.nameChange(home.person(0), "王大"), NANGAN, "party", "registry.party.noDomicile");
    }

    @Test
    void eachGroundHasItsPaperAndALawsuitIsWaitedFor() {
        People.Home home = aFamily("廢止路2號");
        Forms form = Forms.annulment(home.person(4), "115/2/20");
        assertOnlyRefused(
                form.with("annulGround", "TAIWAN_STATUS"),
                NANGAN,
                "evidence",
                "registry.evidence.missing.TAIWAN_STATUS_LOSS");
        form.with("evidence", "TAIWAN_STATUS_LOSS");
        assertOnlyRefused(form.with("litigation", "PENDING"), NANGAN, "litigation", "registry.litigation.pending");
        assertOnlyRefused(form.with("litigation", "NONE"), BANQIAO, "", "registry.office.notDomicile");
        recorded(form, NANGAN);
    }

    @Test
    void anAnnulmentMadeInErrorIsRevoked() {
        People.Home home = aFamily("廢止路3號");
        Registration r = recorded(Forms.annulment(home.person(0), "115/2/20").with("newHead", home.person(1)), NANGAN);
        recorded(Forms.revocation(home.person(0), r.id(), "115/3/2"), NANGAN);
        assertThat(person(home.id(0)).status()).isEqualTo(Person.DomicileStatus.PRESENT);
        assertThat(household(home.no()).head()).isEqualTo(home.id(0));
    }
}
