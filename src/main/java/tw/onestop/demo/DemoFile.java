package tw.onestop.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code demo.json}: what an independent client needs to try everything; whole or absent. Paths are relative to the data
 * directory. Certificates are PKCS#12 files under the PIN of the card.
 */
record DemoFile(
        String baseUrl,
        List<Staff> staff,
        List<Receiver> agencies,
        List<Reporter> reporters,
        Collector bank,
        Voice voice,
        List<Citizen> citizens) {

    static final String NAME = "demo.json";

    record Staff(
            String username,
            String password,
            List<String> roles,
            @Nullable String office,
            @Nullable String agency,
            @Nullable String county,
            String name,
            @Nullable String nationalId,
            @Nullable String certificate,
            @Nullable String pin) {}

    record Receiver(
            String code,
            String name,
            String kind,
            String clientId,
            String privateJwk,
            String endpointId,
            List<String> users,
            List<String> purposes,
            @Nullable String simulator) {}

    /** 通報機關, who may report births and deaths ({@code PUT /v1/reports/…}). */
    record Reporter(String code, String name, String clientId, String privateJwk) {}

    /** 代收銀行, and the page where one pays. */
    record Collector(
            String code,
            String name,
            String clientId,
            String privateJwk,
            @Nullable String simulator) {}

    /** 電話語音: what is dialled, and where an exchange brings calls. */
    record Voice(String number, int sipPort, int agiPort) {}

    /** Who gets no notices. */
    record Others(List<Reporter> reporters, Reporter bank, Telephone telephone) {}

    /** {@code certificate} and {@code pin} of whoever is old enough for one. */
    record Citizen(
            String nationalId,
            String name,
            String about,
            @Nullable String certificate,
            @Nullable String pin) {}

    static DemoFile of(
            String baseUrl,
            State.Memory memory,
            List<Furnishing.Simulated> simulated,
            Others others,
            TestCards cards,
            Simulation simulation) {
        return new DemoFile(
                baseUrl,
                memory.staff().stream()
                        .map(a -> new Staff(
                                a.username(),
                                a.password(),
                                a.roles(),
                                a.office(),
                                a.agency(),
                                a.county(),
                                a.name(),
                                a.nationalId(),
                                a.nationalId() == null ? null : TestCards.file(a.nationalId()),
                                a.nationalId() == null ? null : cards.pin()))
                        .toList(),
                simulated.stream()
                        .map(s -> receiver(
                                s, memory, simulation.url(s.agency().code().value())))
                        .toList(),
                others.reporters(),
                new Collector(
                        others.bank().code(),
                        others.bank().name(),
                        others.bank().clientId(),
                        others.bank().privateJwk(),
                        simulation.url(others.bank().code())),
                new Voice(
                        others.telephone().number(),
                        others.telephone().sip(),
                        others.telephone().agi()),
                memory.citizens().stream()
                        .map(c -> new Citizen(
                                c.nationalId(),
                                c.name(),
                                c.about(),
                                TestCards.isMinor(c) ? null : TestCards.file(c.nationalId()),
                                TestCards.isMinor(c) ? null : cards.pin()))
                        .toList());
    }

    void write(Path data) throws IOException {
        Secrets.write(data.resolve(NAME), State.JSON.writeValueAsString(this) + "\n");
    }

    private static Receiver receiver(Furnishing.Simulated s, State.Memory memory, @Nullable String url) {
        String code = s.agency().code().value();
        return new Receiver(
                code,
                s.agency().name(),
                s.agency().kind().name(),
                s.clientId(),
                s.privateJwk(),
                s.endpointId(),
                memory.staff().stream()
                        .filter(a -> code.equals(a.agency()) && !a.username().equals(Staffing.SECURITY))
                        .map(State.Account::username)
                        .toList(),
                s.purposes(),
                url);
    }
}
