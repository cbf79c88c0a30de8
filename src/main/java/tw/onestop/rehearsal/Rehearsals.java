package tw.onestop.rehearsal;

import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Client;
import tw.onestop.agency.MachineAccessDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 介接演練: its client, its runs, and the certificate at their end. */
@Component
class Rehearsals implements RehearsalDesk {

    private final Runs runs;
    private final Watch watch;
    private final Registers registers;
    private final Certificates certificates;
    private final AuditDesk audit;

    Rehearsals(Runs runs, Watch watch, Registers registers, Certificates certificates, AuditDesk audit) {
        this.runs = runs;
        this.watch = watch;
        this.registers = registers;
        this.certificates = certificates;
        this.audit = audit;
    }

    /** 名錄, where clients stand and who has passed. */
    @Component("rehearsalRegisters")
    record Registers(AgencyDesk agencies, MachineAccessDesk machines) {}

    @Override
    @Transactional
    public List<Refusal> register(String publicJwkSet, Actor by) {
        AgencyCode agency = agency(by);
        ClientKeys typed = ClientKeys.read(publicJwkSet);
        JWKSet set = typed.set();
        if (set == null) {
            Refusal refusal = typed.refusal().orElseThrow();
            audit.record(Act.refused(by, "rehearsal.keys", agency.value(), refusal.code()));
            return List.of(refusal);
        }
        registers.agencies().enrol(new Client(clientId(agency), agency, set.toString(true), true));
        if (runs.latest(agency).isEmpty()) {
            runs.begin(agency, watch.now());
        }
        noteKeys(agency, set);
        audit.record(Act.done(by, "rehearsal.keys", agency.value(), null));
        return List.of();
    }

    @Override
    @Transactional
    public List<Refusal> goToWork(String publicJwkSet, Actor by) {
        AgencyCode agency = agency(by);
        ClientKeys typed = ClientKeys.read(publicJwkSet);
        JWKSet set = typed.set();
        boolean receives = registers
                .agencies()
                .find(agency)
                .filter(known -> !known.mayQuery())
                .isPresent();
        if (set == null || !receives) {
            Refusal refusal =
                    receives ? typed.refusal().orElseThrow() : Refusal.of("keys", "receiver.client.authority");
            audit.record(Act.refused(by, "rehearsal.work.keys", agency.value(), refusal.code()));
            return List.of(refusal);
        }
        registers.agencies().enrol(new Client(workingClient(agency), agency, set.toString(true)));
        audit.record(Act.done(by, "rehearsal.work.keys", agency.value(), null));
        return List.of();
    }

    @Override
    public String workingClient(AgencyCode agency) {
        return agency.value().toLowerCase(Locale.ROOT) + "-system";
    }

    @Override
    @Transactional
    public Optional<Run> begin(Actor by) {
        AgencyCode agency = agency(by);
        Optional<Client> client = registers.agencies().client(clientId(agency));
        audit.record(
                client.isPresent()
                        ? Act.done(by, "rehearsal.begin", agency.value(), null)
                        : Act.refused(by, "rehearsal.begin", agency.value(), "rehearsal.keys.missing"));
        return client.map(known -> {
            runs.begin(agency, watch.now());
            noteKeys(agency, keys(known));
            return shown(runs.latest(agency).orElseThrow());
        });
    }

    @Override
    @Transactional
    public Optional<Run> run(Actor by) {
        audit.record(Act.done(by, "rehearsal.read", agency(by).value(), null));
        return runs.latest(agency(by)).map(this::shown);
    }

    @Override
    public Optional<LocalDate> passedOn(AgencyCode agency) {
        return registers.machines().passedOn(agency);
    }

    @Override
    @Transactional
    public Certificate certificate(Actor by) {
        AgencyCode agency = agency(by);
        Certificate answer = runs.passed(agency)
                .map(certificates::of)
                .orElseGet(() -> new Certificate.Refused(Refusal.of("", "rehearsal.certificate.notYet")));
        audit.record(
                switch (answer) {
                    case Certificate.Issued _ -> Act.done(by, "rehearsal.certificate", agency.value(), null);
                    case Certificate.Refused(Refusal why) ->
                        Act.refused(by, "rehearsal.certificate", agency.value(), why.code());
                });
        return answer;
    }

    private void noteKeys(AgencyCode agency, JWKSet set) {
        watch.observe(agency, run -> run.note(Fact.KEYS, "", ClientKeys.prints(set)));
    }

    private Run shown(Runs.Row row) {
        Seen seen = runs.seen(row.id());
        return new Run(
                row.id(),
                row.agency(),
                clientId(row.agency()),
                row.startedAt(),
                watch.stations(row.agency()).stream()
                        .map(station -> new Stop(station, seen.state(station)))
                        .toList(),
                row.passedOn());
    }

    private static String clientId(AgencyCode agency) {
        return "rehearsal-" + agency.value().toLowerCase(Locale.ROOT);
    }

    private static JWKSet keys(Client client) {
        try {
            return JWKSet.parse(client.publicJwkSet());
        } catch (ParseException e) {
            throw new IllegalStateException("a client's registered keys are no JWK set", e);
        }
    }

    private static AgencyCode agency(Actor by) {
        return Objects.requireNonNull(by.agency(), "who rehearses belongs to an agency");
    }
}
