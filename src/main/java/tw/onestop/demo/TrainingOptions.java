package tw.onestop.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * 練習環境設定: which database the training copy works on, where it is reached and which county it plays.
 *
 * @param database address of its database, whose name begins with {@code onestop_training}
 * @param app the role that works, {@code owner} the one that makes and drops its databases
 * @param url its own address, {@code home} that of the register's program
 * @param more further settings, {@code --name=value}
 */
record TrainingOptions(
        String database,
        Role app,
        Role owner,
        Path keyFile,
        Path handOver,
        String url,
        String home,
        String county,
        List<String> more) {

    private static final Pattern DATABASE =
            Pattern.compile("(jdbc:postgresql://[^/]+/)(onestop_training[a-z0-9_]*)(\\?.*)?");

    TrainingOptions {
        more = List.copyOf(more);
        if (!DATABASE.matcher(database).matches()) {
            throw wrong("ONESTOP_TRAINING_DB_URL is not jdbc:postgresql://host:port/onestop_training");
        }
    }

    /** 資料庫角色. */
    record Role(String name, String password) {

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * @throws Refused in one sentence, when something is missing or wrong
     */
    static TrainingOptions of(Map<String, String> environment, String... arguments) {
        List<String> more = new ArrayList<>();
        for (String argument : arguments) {
            if (!argument.matches("--[a-z][a-z0-9._-]*=.*")) {
                throw new Refused(
                        2,
                        "training: '%s' is not a setting of the form --key=value; see ./onestop training --help"
                                .formatted(argument));
            }
            more.add(argument);
        }
        TrainingOptions options = new TrainingOptions(
                needed(environment, "ONESTOP_TRAINING_DB_URL"),
                role(environment, "ONESTOP_TRAINING_DB_USER", "onestop_training_app", "ONESTOP_TRAINING_DB_PASSWORD"),
                role(
                        environment,
                        "ONESTOP_TRAINING_DB_OWNER",
                        "onestop_training_owner",
                        "ONESTOP_TRAINING_DB_OWNER_PASSWORD"),
                Path.of(needed(environment, "ONESTOP_TRAINING_KEY_FILE")),
                Path.of(needed(environment, "ONESTOP_TRAINING_HANDOVER_FILE")),
                needed(environment, "ONESTOP_TRAINING_URL"),
                needed(environment, "ONESTOP_BASE_URL"),
                county(environment.getOrDefault("ONESTOP_TRAINING_COUNTY", "連江縣")),
                more);
        options.refuseWhatIsFixed();
        return options;
    }

    /** Before any database is touched; names are compared as the product reads them, {@code key-file} and {@code keyfile} alike. */
    private void refuseWhatIsFixed() {
        Set<String> fixed =
                fixed(database).stream().map(TrainingOptions::meaning).collect(Collectors.toSet());
        for (String one : more) {
            if (fixed.contains(meaning(one))) {
                throw new Refused(
                        2,
                        "training: %s is what makes it the training copy, and is not said otherwise; see ./onestop training --help"
                                .formatted(settingName(one)));
            }
        }
    }

    private static String meaning(String setting) {
        return settingName(setting).replace("-", "").replace("_", "");
    }

    private static String settingName(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    /** Of the copy's databases on the same server: the one whose name ends so. */
    String address(String ending) {
        Matcher parts = parts();
        return parts.group(1)
                + parts.group(2)
                + ending
                + Optional.ofNullable(parts.group(3)).orElse("");
    }

    String name(String ending) {
        return parts().group(2) + ending;
    }

    /** Where databases are made and dropped. */
    String maintenance() {
        Matcher parts = parts();
        return parts.group(1) + "postgres" + Optional.ofNullable(parts.group(3)).orElse("");
    }

    /** What the product is told, to be the copy and nothing else. */
    List<String> settings(String address) {
        List<String> all = new ArrayList<>(fixed(address));
        all.addAll(more);
        return all;
    }

    private List<String> fixed(String address) {
        return List.of(
                "--spring.profiles.active=training",
                "--onestop.training.copy=true",
                "--spring.datasource.url=" + address,
                "--spring.datasource.username=" + app.name(),
                "--spring.datasource.password=" + app.password(),
                "--spring.flyway.url=" + address,
                "--spring.flyway.user=" + owner.name(),
                "--spring.flyway.password=" + owner.password(),
                "--onestop.trust.key-file=" + keyFile,
                "--onestop.base-url=" + url,
                "--onestop.access.allowed-origins=" + url,
                "--onestop.training.url=" + url,
                "--onestop.training.home=" + home,
                "--onestop.training.hand-over-key=" + handOver,
                "--spring.main.banner-mode=off",
                "--spring.main.log-startup-info=false");
    }

    private Matcher parts() {
        Matcher parts = DATABASE.matcher(database);
        if (!parts.matches()) {
            throw new IllegalStateException("checked when it was made");
        }
        return parts;
    }

    private static Role role(Map<String, String> environment, String name, String otherwise, String password) {
        return new Role(environment.getOrDefault(name, otherwise), needed(environment, password));
    }

    private static String county(String typed) {
        return Population.county(typed)
                .orElseThrow(() -> wrong("there is no county or city '%s' (ONESTOP_TRAINING_COUNTY)".formatted(typed)));
    }

    private static String needed(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw wrong(name + " is not set");
        }
        return value;
    }

    private static Refused wrong(String sentence) {
        return new Refused(1, "training: %s; see ./onestop training --help".formatted(sentence));
    }
}
