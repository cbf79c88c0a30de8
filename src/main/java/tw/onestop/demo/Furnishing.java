package tw.onestop.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Client;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.KinGrantDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.intake.ReportDesk;
import tw.onestop.joining.CatalogueDesk;
import tw.onestop.joining.LinkageDesk;
import tw.onestop.registry.Founding;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.registry.RegistryLoad;
import tw.onestop.statistics.StatisticsDesk;

/** 佈置: fills an empty product with what a demonstration needs; each step can be repeated. */
final class Furnishing {

    private final State state;
    private final Path data;
    private final AgencyDesk agencies;
    private final GrantDesk grants;
    private final KinGrantDesk kin;
    private final AccessDesk access;
    private final ExchangeDesk exchange;
    private final RegistryLoad registry;
    private final Reporting reporting;
    private final Applying applying;
    private final LinkageDesk linkages;
    private final LocalDate today;
    private final ApplicationContext product;
    private final TransactionTemplate transaction;

    Furnishing(State state, Path data, ApplicationContext product) {
        this.state = state;
        this.data = data;
        this.product = product;
        this.agencies = product.getBean(AgencyDesk.class);
        this.grants = product.getBean(GrantDesk.class);
        this.kin = product.getBean(KinGrantDesk.class);
        this.access = product.getBean(AccessDesk.class);
        this.today = LocalDate.now(product.getBean(Clock.class));
        this.exchange = product.getBean(ExchangeDesk.class);
        this.registry = product.getBean(RegistryLoad.class);
        this.reporting = new Reporting(product.getBean(ReportDesk.class), product.getBean(RegistryDesk.class), today);
        this.applying = new Applying(product, today);
        this.linkages = product.getBean(LinkageDesk.class);
        this.transaction = new TransactionTemplate(product.getBean(PlatformTransactionManager.class));
    }

    /** Loads the residents into an empty register; returns how many, 0 when somebody was there already. */
    long residents(String county) throws IOException {
        if (!registry.isEmpty()) {
            return 0;
        }
        Population population = new Population(county, Population.SEED);
        Casting casting = new Casting(population.county());
        List<Founding> households = population.households().toList();
        households.forEach(casting::look);
        state.change(memory -> memory.residents(population.county(), casting.cast(), casting.clerk()));
        return SetBackClock.ago(Earlier.FOUNDED, () -> registry.load(households.stream()));
    }

    /** Opens accounts and enrols agencies, with secrets that stay the same until a fresh start; some reports wait for them. */
    void accounts(String county) throws IOException {
        if (state.memory().staff().isEmpty()) {
            List<State.Account> accounts = Staffing.plan(
                    agencies,
                    county,
                    Playing.ALL.stream().map(Playing::code).toList(),
                    state.memory().clerk());
            state.change(memory -> memory.accounts(accounts));
        }
        enrol();
        CatalogueDesk catalogue = product.getBean(CatalogueDesk.class);
        Granting.grant(grants, catalogue, state.memory().staff(), today);
        Granting.kinship(kin);
        Granting.media(grants, catalogue);
        if (state.memory().furnished()) {
            return;
        }
        Staffing.open(access, state.memory().staff());
        reporting.of(state.memory().citizens());
        applying.apply();
        Alliances.found(product);
        new Figures(product.getBean(StatisticsDesk.class), today).carry();
        new Earlier(product).register(state.memory().citizens());
        linkages.round(); // what was granted just now is not left to tomorrow's
        state.change(State.Memory::complete);
    }

    /** Whoever is played for the first time, be it since a later version plays more. */
    private void enrol() throws IOException {
        for (Playing playing : Stream.of(Playing.ALL, Playing.REPORTING, List.of(Playing.BANK))
                .flatMap(List::stream)
                .toList()) {
            if (agencies.client(playing.clientId()).isEmpty()) {
                String keys = Keys.publicSet(data.resolve(playing.privateJwk()));
                transaction.executeWithoutResult(_ -> {
                    agencies.enrol(new Client(playing.clientId(), playing.code(), keys));
                    agencies.chooseDoor(playing.code(), playing.door());
                });
            }
        }
    }

    /**
     * Writes what the simulators start from.
     *
     * @param smsPort where the operator of text messages is played
     */
    List<Simulated> simulators(String baseUrl, int smsPort) throws IOException {
        List<Simulated> simulated = new ArrayList<>();
        List<Map<String, Object>> settings = new ArrayList<>();
        for (Playing playing : Playing.ALL) {
            Agency agency = agency(playing);
            String endpoint =
                    transaction.execute(_ -> exchange.endpoint(playing.code()).endpointId());
            Simulated one = new Simulated(
                    agency,
                    playing.clientId(),
                    playing.privateJwk(),
                    endpoint,
                    grants.grants(playing.code()).stream().map(Grant::purposeId).toList());
            simulated.add(one);
            Map<String, Object> setting = new LinkedHashMap<>();
            setting.put("code", playing.code().value());
            setting.put("name", agency.name());
            setting.put("clientId", one.clientId());
            setting.put("privateJwk", one.privateJwk());
            setting.put("endpointId", one.endpointId());
            setting.put("port", 0);
            setting.put("door", playing.door().name());
            setting.put("autoReply", agency.autoReplies());
            setting.put("encryption", playing.encryption());
            setting.put("settleAfterMillis", playing.settleAfterMillis());
            if (playing.door() == Agency.Door.FILE) {
                setting.put("files", Filing.setting(playing, product));
            }
            settings.add(setting);
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("baseUrl", baseUrl);
        file.put("ledgerDir", "agencies/ledgers");
        file.put("agencies", settings);
        file.put("smsPort", smsPort);
        Secrets.write(data.resolve("agencies/simulators.json"), State.JSON.writeValueAsString(file) + "\n");
        return simulated;
    }

    /** Writes what the collecting bank's simulator starts from. */
    DemoFile.Reporter bank(String baseUrl) throws IOException {
        Playing bank = Playing.BANK;
        String name = agency(bank).name();
        Map<String, Object> file = Map.of(
                "baseUrl",
                baseUrl,
                "code",
                bank.code().value(),
                "name",
                name,
                "clientId",
                bank.clientId(),
                "privateJwk",
                bank.privateJwk(),
                "port",
                0);
        Secrets.write(data.resolve("agencies/bank.json"), State.JSON.writeValueAsString(file) + "\n");
        return new DemoFile.Reporter(bank.code().value(), name, bank.clientId(), bank.privateJwk());
    }

    /** Who reports facts; nobody plays them, so whoever tries the demo may. */
    List<DemoFile.Reporter> reporters() {
        return Playing.REPORTING.stream()
                .map(playing -> new DemoFile.Reporter(
                        playing.code().value(), agency(playing).name(), playing.clientId(), playing.privateJwk()))
                .toList();
    }

    private Agency agency(Playing playing) {
        return agencies.find(playing.code())
                .orElseThrow(() -> new IllegalStateException("not in the directory: " + playing.code()));
    }

    /** An agency that a simulator plays, as the product knows it. */
    record Simulated(Agency agency, String clientId, String privateJwk, String endpointId, List<String> purposes) {}
}
