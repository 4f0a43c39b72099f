package ee.cqrs.messaging;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.jms.TextMessage;

import com.code_intelligence.jazzer.junit.FuzzTest;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.command.CommandException;
import ee.cqrs.command.CommandReader;
import ee.cqrs.command.Ledger;
import ee.cqrs.command.Problem;
import ee.cqrs.json.Json;
import ee.cqrs.settings.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever message comes is a command, or has a problem that its sender can mend. */
class CommandMessageFuzzTest {

    private static final List<String> PROPERTIES =
            List.of("aggregateType", "aggregateId", "command", "commandId", "expectedIndex", "origin", "correlationId");

    private final CommandMessageReader reader = reader();

    private static CommandMessageReader reader() {
        Catalogue catalogue = new Catalogue();
        catalogue.add(List.of(AggregateDefinition.of("test", Ledger.class)));
        catalogue.open();
        return new CommandMessageReader(
                new CommandReader(catalogue, new Json()), TestSettings.with("cqrs.http.max-body", "1024"));
    }

    /** A line for each property, empty if there is none, and the text of the message. */
    @FuzzTest
    void a_message_is_a_command_or_has_a_problem(byte[] bytes) {
        String[] lines = wide(bytes).split("\n", PROPERTIES.size() + 1);
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < Math.min(lines.length, PROPERTIES.size()); i++) {
            properties.put(PROPERTIES.get(i), lines[i].isEmpty() ? null : lines[i]);
        }
        String text = lines.length > PROPERTIES.size() ? lines[PROPERTIES.size()] : null;
        try {
            assertThat(reader.read(message(properties, text)).command()).isInstanceOf(Ledger.Command.class);
        } catch (CommandException e) {
            assertThat(e.problem().kind()).isIn(Problem.Kind.MALFORMED, Problem.Kind.NOT_FOUND, Problem.Kind.TOO_LARGE);
            assertThat(e.problem().detail()).isNotBlank();
        }
    }

    /** What is no UTF-8 stands for half a surrogate pair, which a property and a text can hold. */
    private static String wide(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace('\ufffd', '\ud800');
    }

    private static TextMessage message(Map<String, String> properties, String text) {
        return (TextMessage) Proxy.newProxyInstance(
                TextMessage.class.getClassLoader(),
                new Class<?>[] {TextMessage.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getStringProperty" -> properties.get((String) arguments[0]);
                    case "getText" -> text;
                    case "getJMSMessageID" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
