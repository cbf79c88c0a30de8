package tw.onestop.registry;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.registry.Registration.Affected;

/** 共同規定: the road every registration takes (戶籍法 §26, §45–48, §79), the same for all types. */
final class CommonRoad {

    private final Type type;
    private final Case c;

    CommonRoad(Type type, Case c) {
        this.type = type;
        this.c = c;
    }

    /** 審查結果 with what it did to the ledger; the assessment names of those affected only who may be seen. */
    record Passed(
            Assessment assessment, LocalDate eventDate, List<Annotations.Draft> annotations, List<Affected> affected) {}

    /** @param mark where the ledger stood before this registration */
    Passed walk(Ledger.Mark mark) {
        boolean known = c.ledger().persons().find(c.party()).isPresent() && !c.hides(c.party());
        Type.@Nullable Effect effect = known ? examine() : unknown();
        if (effect == null && !c.refused()) {
            // Nobody is to take for acceptable what nothing follows from.
            c.refuse("", "registry.form.noEffect");
        }
        List<Affected> affected = List.of();
        if (!c.refused() && effect != null) {
            effect.apply();
            c.renumber(c.ledger().movedSince(mark));
            exOfficio(mark);
            affected = new Differences(c.ledger(), mark).affected(c.party(), c.changed());
            tell(shown(affected));
        }
        if (known) {
            c.refuseOwn(shown(affected).stream().map(Affected::person).toList());
        }
        List<Annotations.Draft> all = c.ledger().annotations();
        List<Annotations.Draft> own = all.subList(mark.annotations(), all.size());
        String annotation = own.stream()
                .filter(draft -> !c.hides(draft.person()))
                .min(Comparator.comparing(d -> !d.person().equals(c.party())))
                .map(Annotations.Draft::text)
                .filter(text -> !c.refused())
                .orElse("");
        return new Passed(assessment(annotation, shown(affected)), c.eventDate(), List.copyOf(own), affected);
    }

    private List<Affected> shown(List<Affected> affected) {
        return affected.stream().filter(one -> !c.hides(one.person())).toList();
    }

    /** Whoever has the type's own annotation has one more, saying that nobody applied. */
    private void exOfficio(Ledger.Mark mark) {
        List<Annotations.Draft> all = c.ledger().annotations();
        if (c.exOfficio() && all.size() > mark.annotations()) {
            c.rules()
                    .exOfficio(c.form().kind(), c.today())
                    .ifPresent(rule -> c.annotate(
                            all.get(mark.annotations()).person(), "EX_OFFICIO", Map.of("article", rule.article())));
        }
    }

    private Type.@Nullable Effect unknown() {
        c.refuse("party", "registry.party.unknown");
        return null;
    }

    private Type.@Nullable Effect examine() {
        PersonFacts party = c.partyFacts();
        if (!party.alive() && !type.ofTheDead()) {
            c.refuse("party", "registry.party.dead");
            return null;
        } else if (!party.hasDomicile() && !type.ofTheDead()) {
            c.refuse("party", "registry.party.noDomicile");
            return null;
        }
        c.typed().check(type.form().fields());
        eventDate(party);
        new Standing(c).check(type.form().applicants(), type.inPerson(c.form()));
        evidence();
        boolean wellFormed = !c.refused();
        Type.@Nullable Effect effect = type.examine(c);
        office();
        return wellFormed && !c.refused() ? effect : null;
    }

    private void eventDate(PersonFacts party) {
        Optional<LocalDate> date = c.typed().date("eventDate");
        if (date.isEmpty()) {
            return;
        }
        LocalDate latest = type.latest(c.today(), c.rules());
        if (date.get().isAfter(latest)) {
            c.refuse(
                    "eventDate",
                    latest.equals(c.today()) ? "registry.eventDate.inFuture" : "registry.eventDate.tooFar",
                    RocDate.format(latest));
        } else if (date.get().isBefore(party.birthDate())) {
            c.refuse("eventDate", "registry.eventDate.beforeBirth", RocDate.format(party.birthDate()));
        }
    }

    private void evidence() {
        Set<String> known = type.form().evidence().stream()
                .map(RegistrationType.Evidence::code)
                .collect(Collectors.toSet());
        for (String ticked : c.typed().evidence()) {
            if (!known.contains(ticked)) {
                c.refuse("evidence", "registry.evidence.unknown");
            }
        }
        for (RegistrationType.Evidence paper : type.form().evidence()) {
            if (type.requires(paper, c)) {
                c.requirePaper(paper.code());
            }
        }
    }

    private void office() {
        OfficeCode office = c.clerk().office();
        if (office == null) {
            c.refuse("", "registry.office.none");
            return;
        }
        Address domicile = c.ledger().householdOf(c.party()).address();
        switch (c.rules().scope(c.form().kind(), c.today())) {
            case ANY -> {}
            case DOMICILE -> {
                if (!domicile.townshipCode().equals(office.value())) {
                    c.refuse("", "registry.office.notDomicile", domicile.county() + domicile.township());
                }
            }
            case DOMICILE_COUNTY -> {
                if (!domicile.villageCode().startsWith(office.value().substring(0, 5))) {
                    c.refuse("", "registry.office.notDomicileCounty", domicile.county());
                }
            }
            case MOVE_IN_OFFICE -> atDestination(office, "registry.office.notMoveIn");
            case RESIDENCE -> atDestination(office, "registry.office.notResidence");
        }
    }

    private void atDestination(OfficeCode office, String refusal) {
        type.destination(c)
                .filter(to -> !to.townshipCode().equals(office.value()))
                .ifPresent(to -> c.refuse("", refusal, to.county() + to.township()));
    }

    /** How many others are affected by what, for the clerk to know. */
    private void tell(List<Affected> affected) {
        Map<String, Integer> others = new LinkedHashMap<>();
        for (Affected one : affected) {
            if (!one.person().equals(c.party())) {
                one.changes().keySet().forEach(change -> others.merge(change, 1, Integer::sum));
                if (one.changes().isEmpty()) {
                    others.merge("KIN", 1, Integer::sum);
                }
            }
        }
        others.forEach((change, count) -> c.consequence("registry.consequence." + change, String.valueOf(count)));
        Set<String> onTheCard = Set.of("NAME", "UIN", "BIRTH_DATE", "ADDRESS", "MARITAL");
        if (affected.stream().anyMatch(a -> a.changes().keySet().stream().anyMatch(onTheCard::contains))) {
            c.consequence("registry.consequence.idCard");
        }
        c.consequence("registry.consequence.householdCertificate");
        if (type.toldInWriting()) {
            String told = affected.stream()
                    .filter(a -> !a.nationalId()
                            .value()
                            .equals(c.form().applicant().nationalId().strip()))
                    .map(Affected::name)
                    .collect(Collectors.joining("、"));
            if (!told.isEmpty()) {
                c.consequence("registry.consequence.toldInWriting", told);
            }
        }
    }

    private Assessment assessment(String annotation, List<Affected> affected) {
        @Nullable
        LocalDate deadline = c.typed()
                .date(type.limitFrom())
                .flatMap(from -> type.deadline(from, c.rules()))
                .orElse(null);
        int late = deadline == null ? 0 : (int) Math.max(0, ChronoUnit.DAYS.between(deadline, c.today()));
        Assessment.@Nullable Fine fine = null;
        if (late > 0) {
            fine = new Assessment.Fine(
                    c.rules().value("fine.from", c.today()), c.rules().value("fine.to", c.today()));
            c.warn(type.limitFrom(), "registry.late", String.valueOf(late));
        }
        return new Assessment(
                c.refusals(),
                c.warnings(),
                deadline,
                late,
                fine,
                annotation,
                c.refused() ? List.of() : c.consequences(),
                c.refused() ? List.of() : affected);
    }
}
