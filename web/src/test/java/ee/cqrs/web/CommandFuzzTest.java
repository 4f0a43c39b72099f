package ee.cqrs.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandReader;
import ee.cqrs.command.CommandRequest;
import ee.cqrs.command.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the fields of a command are: it is attempted, or its sender is told what is wrong with it. */
class CommandFuzzTest {

    private final Commands commands = new Commands();
    private final CommandReader reader = commands.reader();
    private final List<Target> targets = commands.types().stream()
            .flatMap(type -> type.commands().stream().map(command -> new Target(type.name(), command.name())))
            .sorted(Comparator.comparing(Target::command))
            .toList();

    /** Some commands, one after the other: of each line the first character says which, the rest are its fields. */
    @FuzzTest
    void a_command_is_attempted_or_has_a_problem(byte[] bytes) {
        Commands.Aggregates aggregates = commands.newAggregates();
        for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n")) {
            byte[] body = line.getBytes(StandardCharsets.ISO_8859_1);
            if (body.length > 0) {
                Target target = targets.get(Math.floorMod(body[0] - 'A', targets.size()));
                attempt(aggregates, target, Arrays.copyOfRange(body, 1, body.length));
            }
        }
    }

    private void attempt(Commands.Aggregates aggregates, Target target, byte[] body) {
        CommandMessage message;
        try {
            message = reader.read(
                    new CommandRequest(target.type(), target.type(), target.command(), body, null, null, "fuzz", null));
        } catch (CommandException e) {
            assertThat(e.problem().kind()).isEqualTo(Problem.Kind.MALFORMED);
            assertThat(e.problem().errors()).isNotEmpty();
            return;
        }
        aggregates.attempt(target.type(), message.command());
    }

    private record Target(String type, String command) {}
}
