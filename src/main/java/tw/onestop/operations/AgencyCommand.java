package tw.onestop.operations;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tw.onestop.access.TokenDesk;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Client;
import tw.onestop.exchange.DoorDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 機關指令: {@code ./onestop agency}: enrols agencies' machines, and says by which door each gets its notices. */
final class AgencyCommand {

    private static final String CLIENT_ID = "[A-Za-z0-9][A-Za-z0-9._-]{2,99}";

    private static final Actor OPERATOR = Actor.rule("agency.door");
    private static final Set<Agency.Door> DOORS = EnumSet.allOf(Agency.Door.class);

    private final Desks desks;

    AgencyCommand(Desks desks) {
        this.desks = desks;
    }

    /** What is to be printed. */
    String run(List<String> typed) {
        String verb = typed.isEmpty() ? "" : typed.getFirst();
        List<String> rest = typed.subList(Math.min(1, typed.size()), typed.size());
        return switch (verb) {
            case "list" -> list(Words.read("agency list", rest, Set.of()));
            case "offices" -> offices(Words.read("agency offices", rest, Set.of()));
            case "enrol" -> enrol(Words.read("agency enrol", rest, Set.of("--client", "--keys")));
            case "bind" -> bind(Words.read("agency bind", rest, Set.of()), true);
            case "unbind" -> bind(Words.read("agency unbind", rest, Set.of()), false);
            case "door" -> door(Words.read("agency door", rest, Set.of()));
            default ->
                throw NotDone.wrong(
                        "agency: there is no '%s', only list, offices, enrol, bind, unbind and door; see ./onestop agency --help"
                                .formatted(verb));
        };
    }

    /** The agency of a code. */
    static Agency known(Desks desks, String command, String typed) {
        return desks.desk(AgencyDesk.class).all().stream()
                .filter(agency -> agency.code().value().equals(typed.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> NotDone.refused("%s: the directory has no agency '%s'; ./onestop agency list has them"
                                .formatted(command, typed)));
    }

    private String list(Words words) {
        words.exactly();
        return desks.desk(AgencyDesk.class).all().stream()
                .map(agency -> "%-24s %-8s %s".formatted(agency.code(), agency.door(), agency.name()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String offices(Words words) {
        words.exactly();
        return agencies().offices().stream()
                .map(office -> "%-10s %s".formatted(office.code(), office.name()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String enrol(Words words) {
        Agency agency =
                known(desks, words.command(), words.exactly("an agency's code").getFirst());
        String client = words.needed("--client");
        if (!client.matches(CLIENT_ID)) {
            throw NotDone.wrong(
                    "agency enrol: '%s' is no client id: 3 to 100 letters and digits, with . _ - between them"
                            .formatted(client));
        }
        String keys = publicKeys(words.needed("--keys"));
        agencies().client(client).ifPresent(known -> {
            if (!known.agency().equals(agency.code())) {
                throw NotDone.refused(
                        "agency enrol: the client id '%s' belongs to %s already".formatted(client, known.agency()));
            }
            if (known.rehearsing()) {
                throw NotDone.refused(
                        "agency enrol: '%s' is a client that rehearses; choose another id for the one at work"
                                .formatted(client));
            }
        });
        agencies().enrol(new Client(client, agency.code(), keys));
        return """
                %s is enrolled; it signs in at /oauth2/token with these keys.
                clientId:   %s
                endpointId: %s""".formatted(agency.code(), client, endpoint(agency.code()));
    }

    private String door(Words words) {
        List<String> said = words.exactly("an agency's code", "a door");
        Agency agency = known(desks, words.command(), said.getFirst());
        Agency.Door door = DOORS.stream()
                .filter(known -> known.name().equals(said.getLast().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> NotDone.wrong("agency door: there is no door '%s'; there are %s"
                        .formatted(
                                said.getLast(), DOORS.stream().map(Enum::name).collect(Collectors.joining(", ")))));
        desks.desk(DoorDesk.class).order(agency.code(), door, OPERATOR);
        return "%s gets its notices by %s.".formatted(agency.code(), door);
    }

    private String bind(Words words, boolean required) {
        String client = words.exactly("a client id").getFirst();
        if (agencies().client(client).isEmpty()) {
            throw NotDone.refused("%s: no machine is enrolled as '%s'".formatted(words.command(), client));
        }
        desks.desk(TokenDesk.class).requireProof(client, required);
        return required
                ? "%s gets tokens that are bound to its key only (DPoP, RFC 9449).".formatted(client)
                : "%s gets tokens with a proof or without.".formatted(client);
    }

    private AgencyDesk agencies() {
        return desks.desk(AgencyDesk.class);
    }

    private String endpoint(AgencyCode agency) {
        return desks.desk(ExchangeDesk.class).endpoint(agency).endpointId();
    }

    /** The keys of a file, which must be public ones with which an assertion can be verified. */
    private static String publicKeys(String file) {
        try {
            JWKSet keys = JWKSet.parse(Files.readString(Path.of(file)));
            if (keys.isEmpty()) {
                throw NotDone.refused("agency enrol: %s holds no key".formatted(file));
            }
            for (JWK key : keys.getKeys()) {
                if (key.isPrivate() || key.getKeyType().equals(KeyType.OCT)) {
                    throw NotDone.refused(
                            "agency enrol: %s holds a secret key; ask the agency for its public keys".formatted(file));
                }
            }
            return keys.toString();
        } catch (IOException | InvalidPathException unreadable) {
            throw NotDone.refused("agency enrol: the file %s cannot be read".formatted(file));
        } catch (ParseException wrong) {
            throw NotDone.refused("agency enrol: %s is not a JWK set in JSON ({\"keys\": […]})".formatted(file));
        }
    }
}
