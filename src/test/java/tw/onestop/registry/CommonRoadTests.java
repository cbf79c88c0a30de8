package tw.onestop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;

class CommonRoadTests extends RegistryScenario {

    @Autowired
    Case.Reference reference;

    @Test
    void theApplicantIsWhoTheySayTheyAre() {
        People.Home home = aFamily("介壽路601號");
        Person head = home.person(0);
        Person wife = home.person(1);
        Forms form = Forms.nameChange(head, "王大");
        assertOnlyRefused(
                form.by("", "王小明", "SELF"), NANGAN, "applicant.nationalId", "registry.applicant.nationalId.missing");
        assertOnlyRefused(
                form.by("A123456788", "王小明", "SELF"), NANGAN, "applicant.nationalId", "registry.nationalId.invalid");
        assertOnlyRefused(
                form.by(number(head), "", "SELF"), NANGAN, "applicant.name", "registry.applicant.name.missing");
        assertOnlyRefused(
                form.by(number(head), "王曉明", "SELF"), NANGAN, "applicant.name", "registry.applicant.name.differs");
        assertOnlyRefused(
                form.by(number(head), "王".repeat(51), "SELF"), NANGAN, "applicant.name", "registry.text.tooLong");
        assertOnlyRefused(form.by(head, ""), NANGAN, "applicant.relation", "registry.applicant.relation.missing");
        assertOnlyRefused(
                form.by(head, "UNDERTAKER"), NANGAN, "applicant.relation", "registry.applicant.relation.notAllowed");
        assertOnlyRefused(form.by(wife, "SELF"), NANGAN, "applicant.relation", "registry.applicant.notSelf");
        assertOnlyRefused(
                form.by(head, "LEGAL_REPRESENTATIVE"),
                NANGAN,
                "applicant.relation",
                "registry.applicant.ownRepresentative");
        assertWarned(form.by(wife, "LEGAL_REPRESENTATIVE"), NANGAN, "registry.applicant.representativeProof");
        assertWarned(form.by("A123456789", "不在籍", "LEGAL_REPRESENTATIVE"), NANGAN, "registry.applicant.unregistered");
        assertOnlyRefused(
                form.by(head, "SELF").phone("call me"), NANGAN, "applicant.phone", "registry.applicant.phone.invalid");
    }

    @Test
    void relationsAreCheckedAgainstTheRegister() {
        People.Home home = aFamily("介壽路602號");
        Person lodger = home.person(4);
        Forms form = Forms.death(home.person(1), "115/2/20", lodger, "SPOUSE");
        assertOnlyRefused(form, NANGAN, "applicant.relation", "registry.applicant.notSpouse");
        assertOnlyRefused(form.by(lodger, "HEAD"), NANGAN, "applicant.relation", "registry.applicant.notHead");
        assertOnlyRefused(
                form.by(home.person(1), "RELATIVE"), NANGAN, "applicant.relation", "registry.applicant.isParty");
        assertThat(desk.assess(form.by(lodger, "COHABITANT").form(), NANGAN).refusals())
                .isEmpty();
    }

    @Test
    void anAgentNeedsAMandateThatNamesAnother() {
        People.Home home = aFamily("介壽路603號");
        Person head = home.person(0);
        Forms form = Forms.nameChange(head, "王大");
        assertOnlyRefused(
                form.mandate("", "林美", "115/3/1"),
                NANGAN,
                "mandate.agentNationalId",
                "registry.mandate.agent.nationalId.missing");
        assertOnlyRefused(
                form.mandate("A1", "林美", "115/3/1"), NANGAN, "mandate.agentNationalId", "registry.nationalId.invalid");
        assertOnlyRefused(
                form.mandate(number(head), "王小明", "115/3/1"),
                NANGAN,
                "mandate.agentNationalId",
                "registry.mandate.agent.isApplicant");
        String wife = number(home.person(1));
        assertOnlyRefused(
                form.mandate(wife, "", "115/3/1"), NANGAN, "mandate.agentName", "registry.mandate.agent.name.missing");
        assertOnlyRefused(form.mandate(wife, "林美", ""), NANGAN, "mandate.date", "registry.mandate.date.missing");
        assertOnlyRefused(form.mandate(wife, "林美", "115/2/29"), NANGAN, "mandate.date", "registry.date.unknown");
        assertOnlyRefused(
                form.mandate(wife, "林美", "115/3/3"), NANGAN, "mandate.date", "registry.mandate.date.inFuture");
        recorded(form.mandate(wife, "林美", "115/3/1"), NANGAN);
    }

    @Test
    void missingPapersAreNamedAllAtOnce() {
        People.Home home = aFamily("介壽路604號");
        assertThat(desk.assess(
                                Forms.nameChange(home.person(0), "王大")
                                        .with("evidence", "POEM")
                                        .form(),
                                NANGAN)
                        .refusals())
                .extracting(Refusal::code)
                .containsExactly(
                        "registry.evidence.unknown",
                        "registry.evidence.missing.ID_CARD",
                        "registry.evidence.missing.HOUSEHOLD_CERTIFICATE");
    }

    @Test
    void onlyAnOfficeRegistersAndOnlySomebodyWhoIsRegistered() {
        People.Home home = aFamily("介壽路605號");
        assertOnlyRefused(Forms.nameChange(home.person(0), "王大"), Actor.rule("test"), "", "registry.office.none");
        RegistrationForm form = Forms.nameChange(home.person(0), "王大").form();
        RegistrationForm nobody =
                new RegistrationForm(form.kind(), new PersonId(Long.MAX_VALUE), form.applicant(), form.values());
        assertThat(desk.assess(nobody, NANGAN).refusals())
                .containsExactly(Refusal.of("party", "registry.party.unknown"));
        assertThat(desk.record(List.of(nobody), Map.of(), NANGAN)).isInstanceOf(Recording.Refused.class);
    }

    @Test
    void whatHasNoEffectAndNoRefusalIsRefused() {
        RegistrationForm form = Forms.nameChange(aFamily("介壽路607號").person(0), "王大")
                .without("evidence")
                .form();
        Type without = new Type() {
            @Override
            public RegistrationType form() {
                return new RegistrationType(RegistrationKind.NAME, List.of("SELF"), List.of(), List.of());
            }

            @Override
            public @Nullable Effect examine(Case c) {
                return null;
            }
        };
        Ledger ledger = new Ledger(reference.books(), TODAY);
        Case c = new Case(form, NANGAN, TODAY, ledger, reference, Set.of());
        assertThat(new CommonRoad(without, c).walk(ledger.mark()).assessment().refusals())
                .containsExactly(Refusal.of("", "registry.form.noEffect"));
    }

    @Test
    void whatNothingButNoiseFillsIsRefusedNotFailed() {
        People.Home home = aFamily("介壽路606號");
        for (RegistrationType type : desk.types()) {
            for (String noise :
                    new String[] {"", " ", "�", "'; drop table registry.person; --", "🀄".repeat(300), "-1"}) {
                Forms form = Forms.nameChange(home.person(0), noise);
                for (RegistrationType.Field field : type.fields()) {
                    form.with(field.name(), noise)
                            .with(field.name() + ".villageCode", noise)
                            .with(field.name() + ".neighbourhood", noise)
                            .with(field.name() + ".street", noise);
                }
                RegistrationForm made = form.with("evidence", noise).form();
                RegistrationForm noisy = new RegistrationForm(
                        type.kind(),
                        made.party(),
                        new RegistrationForm.Applicant(noise, noise, noise, noise, null),
                        made.values());
                assertThat(desk.assess(noisy, NANGAN).refusals()).isNotEmpty();
            }
        }
    }

    @Test
    void everyQuestionAndEveryAnswerHasItsWordsInBothLanguages() {
        java.util.Properties zh = messages("registry");
        java.util.Properties en = messages("registry_en");
        assertThat(zh.keySet()).isEqualTo(en.keySet());
        for (RegistrationType type : desk.types()) {
            assertThat(zh).containsKey("registry.kind." + type.kind());
            type.applicants().forEach(a -> assertThat(zh).containsKey("registry.relation." + a));
            type.evidence().forEach(e -> {
                assertThat(zh).containsKey("registry.evidence." + e.code());
                if (e.required()) {
                    assertThat(zh).containsKey("registry.evidence.missing." + e.code());
                }
            });
            type.fields().forEach(f -> {
                assertThat(zh).containsKey("registry.field." + f.name()).containsKey("registry.hint." + f.name());
                f.choices().forEach(c -> assertThat(zh).containsKey("registry.choice." + f.name() + "." + c));
                if (f.required() && f.kind() != RegistrationType.Kind.ADDRESS) {
                    assertThat(zh).containsKey("registry." + f.name() + ".missing");
                }
                if (f.kind() == RegistrationType.Kind.CHOICE) {
                    assertThat(zh).containsKey("registry." + f.name() + ".unknown");
                }
            });
        }
    }

    @Test
    void everyRefusalInTheCodeHasItsSentence() throws Exception {
        java.util.Properties zh = messages("registry");
        java.util.Set<String> acts = java.util.Set.of(
                "registry.search",
                "registry.person.read",
                "registry.household.read",
                "registry.household.history",
                "registry.registration", // the table, of whose writers is asked
                "registry.registration.read",
                "registry.occasion.read",
                "registry.mark.silent",
                "registry.registration.begin",
                "registry.registration.assess",
                "registry.registration.record",
                "registry.registration.concerned",
                "registry.kin.read",
                "registry.kin.near",
                "registry.rule.read",
                "registry.rule.announce",
                "registry.case.read",
                "registry.mark.read",
                "registry.mark.heeded",
                "registry.mark.place",
                "registry.mark.lift",
                "registry.transcript.read",
                "registry.transcript.issue",
                "registry.village",
                "registry.likeness.list",
                "registry.likeness.read",
                "registry.likeness.judge",
                "registry.renumbering.preview",
                "registry.renumbering.enact",
                "registry.renumbering.propose",
                "registry.renumbering.proposals",
                "registry.renumbering.proposal",
                "registry.renumbering.decide",
                "registry.renumbering.read",
                "registry.renumbering.revoke",
                "registry.renumbering.revoke.propose",
                "registry.renumbering.revoke.decide",
                "registry.load");
        java.util.regex.Pattern code = java.util.regex.Pattern.compile("\"(registry\\.[a-zA-Z.]*[a-zA-Z])\"");
        try (var files = java.nio.file.Files.list(java.nio.file.Path.of("src/main/java/tw/onestop/registry"))) {
            for (java.nio.file.Path file : files.toList()) {
                var matcher = code.matcher(java.nio.file.Files.readString(file));
                while (matcher.find()) {
                    String key = matcher.group(1);
                    if (!acts.contains(key)
                            && !List.of("registry.applicant", "registry.mandate.agent")
                                    .contains(key)) {
                        assertThat(zh).as(file.toString()).containsKey(key);
                    }
                }
            }
        }
    }

    @Test
    void thoseBornBeforeTheRepublicAreReadLikeAll() {
        People.Home home = people.household(JIESHOU, "介壽路608號")
                .since(LocalDate.of(1946, 10, 1))
                .head("王太公", Sex.MALE, LocalDate.of(1905, 2, 3))
                .found();
        assertThat(desk.search(new PersonSearch(null, "王太公", "前7/2/3", null, null), NANGAN)
                        .persons())
                .extracting(Person::id)
                .containsExactly(home.id(0));
    }

    private static java.util.Properties messages(String name) {
        try (var in = new java.io.InputStreamReader(
                new org.springframework.core.io.ClassPathResource("messages/" + name + ".properties").getInputStream(),
                java.nio.charset.StandardCharsets.UTF_8)) {
            java.util.Properties properties = new java.util.Properties();
            properties.load(in);
            return properties;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String number(Person person) {
        return person.nationalId().value();
    }
}
