package ee.cqrs.web.batch;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.command.CommandReader;
import ee.cqrs.command.CommandResult;
import ee.cqrs.command.Problem;
import ee.cqrs.command.ProblemDocument;
import ee.cqrs.json.Json;
import ee.cqrs.web.Commands;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a batch holds: each of its items is attempted, or answered with what is wrong with it. */
class BatchFuzzTest {

    private static final int LONGEST_LINE = 4_096;

    private final Json json = new Json();
    private final Commands commands = new Commands();
    private final CommandReader reader = commands.reader();

    @FuzzTest
    void each_item_of_a_batch_is_attempted_or_has_a_problem(byte[] bytes) {
        Lines lines = new Lines(new ByteArrayInputStream(bytes), LONGEST_LINE);
        List<RawItem> items = new ArrayList<>();
        for (List<RawItem> next = lines.next(2); !next.isEmpty(); next = lines.next(2)) {
            items.addAll(next);
        }
        check(items);
        try {
            check(JsonText.elements(JsonText.decode(bytes)).stream()
                    .map(RawItem::of)
                    .toList());
        } catch (CommandException e) {
            assertThat(e.problem().kind()).isEqualTo(Problem.Kind.MALFORMED);
        }
    }

    private void check(List<RawItem> items) {
        List<Record> answers = new Batch(json, reader, gateway(commands.newAggregates())).handle(items, "fuzz", null);
        assertThat(answers).hasSameSizeAs(items).allSatisfy(answer -> {
            assertThat(json.write(answer)).isNotEmpty();
            assertThat(answer instanceof ProblemDocument problem ? problem.status() : 200)
                    .as("%s", answer)
                    .isIn(200, 400, 404, 413);
        });
    }

    /** What the real one does, up to the store. */
    private static CommandGateway gateway(Commands.Aggregates aggregates) {
        return new CommandGateway() {
            @Override
            public List<CommandResult> sendAll(List<CommandMessage> messages) {
                return messages.stream().map(this::attempt).toList();
            }

            private CommandResult attempt(CommandMessage message) {
                var id = message.aggregate();
                aggregates.attempt(id.type(), message.command());
                var address = new CommandOutcome.Address(id.type(), id.id(), 0);
                return new CommandResult(
                        new CommandOutcome.Accepted(message.commandId(), address, null, List.of()), null);
            }
        };
    }
}
