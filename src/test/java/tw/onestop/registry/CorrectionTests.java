package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;

/** 戶籍法 §22, §25, §46 and 施行細則 §15–16, as rules. */
class CorrectionTests extends RegistryScenario {

    private static final LocalDate LONG_AGO = LocalDate.of(2017, 1, 1);

    @Test
    void aNameIsSetRightFromTheDayItWasRegisteredAndWhereItStandsAsKin() {
        People.Home home = aFamily("更正路1號");
        Instant before = clock.instant();
        clock.advance(java.time.Duration.ofMinutes(1));
        Registration r = recorded(Forms.correction(home.person(0), "NAME", "rightName", "王曉明"), NANGAN);
        assertThat(r.annotation()).isEqualTo("原登記姓名王小明因戶政事務所作業錯誤更正為王曉明民國115年03月02日申登。");
        assertThat(person(home.id(0), LONG_AGO).name()).isEqualTo("王曉明");
        assertThat(person(home.id(2), LONG_AGO).father()).isEqualTo("王曉明");
        assertThat(person(home.id(1), LONG_AGO).spouse()).isEqualTo("王曉明");
        assertThat(desk.person(home.id(0), new AsOf(LONG_AGO, before), NANGAN)
                        .orElseThrow()
                        .name())
                .isEqualTo("王小明");
    }

    @Test
    void anEarlierNameStaysWhatItWas() {
        People.Home home = aFamily("更正路2號");
        recorded(Forms.nameChange(home.person(0), "王大").with("eventDate", "115/2/1"), NANGAN);
        recorded(Forms.correction(person(home.id(0)), "NAME", "rightName", "王達"), NANGAN);
        assertThat(person(home.id(0), LocalDate.of(2026, 1, 31)).name()).isEqualTo("王小明");
        assertThat(person(home.id(0), LocalDate.of(2026, 2, 1)).name()).isEqualTo("王達");
        assertThat(person(home.id(2), LocalDate.of(2026, 1, 31)).father()).isEqualTo("王小明");
        assertThat(person(home.id(2), LocalDate.of(2026, 2, 1)).father()).isEqualTo("王達");
    }

    @Test
    void anotherSexBringsAnotherNumberBirthOrderAndRelation() {
        People.Home home = aFamily("更正路3號");
        Person child = home.person(2);
        recorded(byFather(home, Forms.correction(child, "SEX", "rightSex", "FEMALE")), NANGAN);
        Person now = person(child.id());
        assertThat(now.sex()).isEqualTo(Sex.FEMALE);
        assertThat(now.nationalId()).isNotEqualTo(child.nationalId());
        assertThat(now.nationalId().sex()).isEqualTo(Sex.FEMALE);
        assertThat(now.birthOrder()).isEqualTo("長女");
        assertThat(now.relationToHead()).isEqualTo("長女");
        assertThat(person(child.id(), LONG_AGO).nationalId()).isEqualTo(child.nationalId());
        assertOnlyRefused(
                Forms.correction(home.person(0), "SEX", "rightSex", "FEMALE"),
                NANGAN,
                "rightSex",
                "registry.rightSex.married");
        assertOnlyRefused(
                byFather(home, Forms.correction(home.person(4), "SEX", "rightSex", "MALE")),
                NANGAN,
                "rightSex",
                "registry.correctItem.same");
    }

    @Test
    void aBirthOrderFitsTheSex() {
        People.Home home = aFamily("更正路4號");
        Forms form = byFather(home, Forms.correction(home.person(2), "BIRTH_ORDER", "rightBirthOrder", "次男"));
        assertOnlyRefused(
                form.with("rightBirthOrder", "次女"), NANGAN, "rightBirthOrder", "registry.rightBirthOrder.malformed");
        recorded(form.with("rightBirthOrder", "次男"), NANGAN);
        assertThat(person(home.id(2)).relationToHead()).isEqualTo("次子");
    }

    @Test
    void aMissingParentIsAddedByNumberOrByName() {
        People.Home home = people.household(JIESHOU, "更正路5號")
                .head("葉青", Sex.FEMALE, LocalDate.of(1984, 4, 5))
                .child("葉小楓", Sex.FEMALE, LocalDate.of(2005, 4, 5))
                .lodger("傅海", Sex.MALE, LocalDate.of(1980, 4, 5))
                .found();
        Person child = home.person(1);
        Forms form = Forms.correction(child, "FATHER", "rightFatherName", "傅海")
                .with("rightFather", home.person(0).nationalId().value());
        assertOnlyRefused(form, NANGAN, "rightFather", "registry.rightParent.sex");
        form.with("rightFather", home.person(2).nationalId().value());
        assertOnlyRefused(form.with("rightFatherName", "傅"), NANGAN, "rightFatherName", "registry.rightParent.name");
        assertThat(recorded(form.with("rightFatherName", "傅海"), NANGAN).annotation())
                .isEqualTo("父姓名因戶政事務所作業錯誤補填為傅海民國115年03月02日申登。");
        assertThat(person(child.id(), LONG_AGO).father()).isEqualTo("傅海");
        assertThat(desk.kindred(child.id(), 1, TODAY, NANGAN).orElseThrow().relatives())
                .anySatisfy(r -> assertThat(r.person().id()).isEqualTo(home.id(2)));
        recorded(Forms.correction(child, "FATHER", "rightFatherName", "約翰"), NANGAN);
        assertThat(person(child.id()).father()).isEqualTo("約翰");
    }

    @Test
    void aRelationIsSetRightButNotTheHeads() {
        People.Home home = aFamily("更正路6號");
        recorded(Forms.correction(home.person(4), "RELATION", "rightRelation", "伯父"), NANGAN);
        assertThat(person(home.id(4), LONG_AGO).relationToHead()).isEqualTo("伯父");
        assertOnlyRefused(
                Forms.correction(home.person(0), "RELATION", "rightRelation", "父"),
                NANGAN,
                "rightRelation",
                "registry.rightRelation.head");
    }

    @Test
    void aPeopleIsSetRightWhereOneIsRegistered() {
        People.Home home = aFamily("更正路7號");
        Forms form = Forms.correction(home.person(4), "INDIGENOUS", "rightIndigStatus", "PLAIN")
                .with("rightPeople", "TRUKU");
        assertOnlyRefused(form, NANGAN, "rightIndigStatus", "registry.rightIndigStatus.none");
        recorded(Forms.indigenous(home.person(4), "PLAIN", "AMIS"), NANGAN);
        assertThat(recorded(form, NANGAN).annotation()).contains("平地原住民阿美族", "更正為平地原住民太魯閣族");
        assertThat(person(home.id(4)).origin().people()).isEqualTo("TRUKU");
    }

    @Test
    void anErrorOfTheOfficeNeedsItsPapersAndOneOfTheDeclarantAProof() {
        People.Home home = aFamily("更正路8號");
        Forms form =
                Forms.correction(home.person(0), "NAME", "rightName", "王曉明").with("evidence", "");
        assertOnlyRefused(form, NANGAN, "evidence", "registry.evidence.missing.ORIGINAL_DOCUMENT");
        assertOnlyRefused(form.with("proofKind", "SCHOOL"), NANGAN, "evidence", "registry.evidence.missing.ITEM_PROOF");
        form.with("evidence", "ITEM_PROOF");
        assertOnlyRefused(form.with("proofDate", "115/3/3"), NANGAN, "proofDate", "registry.proofDate.inFuture");
        assertOnlyRefused(
                form.with("proofDate", "115/1/5").with("litigation", "PENDING"),
                NANGAN,
                "litigation",
                "registry.litigation.pending");
        assertThat(desk.assess(form.with("litigation", "NONE").form(), NANGAN).refusals())
                .isEmpty();
        assertOnlyRefused(form.with("rightName", "王小明"), NANGAN, "rightName", "registry.correctItem.same");
        assertOnlyRefused(form.without("correctItem"), NANGAN, "correctItem", "registry.correctItem.missing");
    }

    @Test
    void theDeadAreCorrectedTooAndWhoDidNotApplyIsTold() {
        People.Home home = aFamily("更正路9號");
        recorded(Forms.death(home.person(4), "115/2/20", home.person(0), "COHABITANT"), NANGAN);
        Forms form = Forms.correction(home.person(1), "NAME", "rightName", "林媚").by(home.person(0), "INTERESTED");
        assertThat(desk.assess(form.form(), NANGAN).consequences())
                .filteredOn(c -> c.code().equals("registry.consequence.toldInWriting"))
                .extracting(Refusal::arguments)
                .containsExactly(java.util.List.of("林媚、王一、王二"));
        recorded(Forms.correction(home.person(4), "NAME", "rightName", "何萊").by(home.person(0), "INTERESTED"), NANGAN);
        assertThat(person(home.id(4)).name()).isEqualTo("何萊");
    }

    private static Forms byFather(People.Home home, Forms form) {
        return form.by(home.person(0), "LEGAL_REPRESENTATIVE");
    }
}
