package tw.onestop.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * 示範狀態: what a demonstration must remember to continue: written before each step that uses it, so that a step that was cut
 * short is done again with the same values.
 */
final class State {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();

    private final Path file;
    private Memory memory;

    private State(Path file, Memory memory) {
        this.file = file;
        this.memory = memory;
    }

    static State in(Path file) throws IOException {
        return new State(
                file,
                Files.exists(file)
                        ? JSON.readValue(Files.readString(file), Memory.class)
                        : new Memory(null, List.of(), List.of(), null, false));
    }

    Memory memory() {
        return memory;
    }

    void change(UnaryOperator<Memory> change) throws IOException {
        memory = change.apply(memory);
        Secrets.write(file, JSON.writeValueAsString(memory) + "\n");
    }

    /**
     * @param county whose residents are in the register, null before they are
     * @param clerk a resident of the first office's township who works there, null before there are residents
     * @param furnished whether accounts were opened and agencies enrolled
     */
    record Memory(
            @Nullable String county,
            List<Account> staff,
            List<Citizen> citizens,
            @Nullable Citizen clerk,
            boolean furnished) {

        Memory residents(String of, List<Citizen> known, @Nullable Citizen working) {
            return new Memory(of, staff, known, working, furnished);
        }

        Memory accounts(List<Account> opened) {
            return new Memory(county, opened, citizens, clerk, furnished);
        }

        Memory complete() {
            return new Memory(county, staff, citizens, clerk, true);
        }
    }

    /**
     * Somebody who can sign in; {@code office} and {@code agency} are codes, {@code name} is shown, {@code nationalId} says who
     * it is; null of one from before that was kept; {@code county} is the code of whoever oversees a county's offices.
     */
    record Account(
            String username,
            String password,
            List<String> roles,
            @Nullable String office,
            @Nullable String agency,
            String name,
            @Nullable String nationalId,
            @Nullable String county) {}

    /** Somebody of the register whom the demonstration presents, and why. */
    record Citizen(String nationalId, String name, String about) {}
}
