package ee.cqrs.faults.oracle;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.cqrs.it.client.Reply;
import ee.cqrs.it.client.RestClient;

/** The state of a counter, an account or a tally, worked out here from its events by the rules of its README. */
final class ReplayedState {

    private final ObjectNode state = RestClient.JSON.createObjectNode();

    static JsonNode of(List<JsonNode> events) {
        ReplayedState replay = new ReplayedState();
        events.forEach(replay::apply);
        return Reply.json(replay.state.toString()); // numbers as a reader sees them
    }

    /** As far as it has come. */
    JsonNode json() {
        return state;
    }

    void apply(JsonNode event) {
        apply(event.get("type").textValue(), event.get("data"));
    }

    private void apply(String event, JsonNode data) {
        switch (event) {
            case "CounterActivated" -> {
                state.set("value", data.get("initialValue"));
                state.put("owner", state.path("owner").textValue());
                state.put("active", true);
            }
            case "CounterBumped" ->
                state.put(
                        "value",
                        state.get("value").longValue() + data.get("amount").longValue());
            case "OwnerChanged" -> state.set("owner", data.get("owner"));
            case "CounterDeactivated" -> state.put("active", false);
            case "AccountOpened" -> {
                state.setAll((ObjectNode) data);
                state.put("balance", BigDecimal.ZERO);
                state.put("status", "OPEN");
                state.putNull("iban");
            }
            case "MoneyDeposited" -> move(data.get("amount").decimalValue());
            case "MoneyWithdrawn" -> move(data.get("amount").decimalValue().negate());
            case "AccountFrozen" -> state.put("status", "FROZEN");
            case "AccountUnfrozen" -> state.put("status", "OPEN");
            case "Counted" -> {
                state.put("count", state.path("count").longValue() + 1);
                state.put(
                        "sum",
                        state.path("sum").longValue() + data.get("number").longValue());
            }
            default -> throw new IllegalArgumentException("No rule for " + event);
        }
    }

    private void move(BigDecimal amount) {
        state.put("balance", state.get("balance").decimalValue().add(amount));
    }
}
