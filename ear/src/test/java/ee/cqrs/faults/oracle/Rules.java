package ee.cqrs.faults.oracle;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.Reply;
import ee.cqrs.it.client.RestClient;

/** What counters, accounts and tallies decide, written down once more and apart from the server. */
final class Rules {

    private static final JsonNode NOTHING = RestClient.JSON.createObjectNode();

    private Rules() {}

    /** An event that a command asks for; its data has these fields at least. */
    record Expected(String type, JsonNode data) {}

    /** The events of a command in a state; none if it is rejected or changes nothing. */
    static List<Expected> decide(JsonNode state, SentCommand command) {
        JsonNode body = Reply.json(command.body());
        boolean active = state.path("active").asBoolean();
        String status = state.path("status").asText("NEW");
        return switch (command.command()) {
            case "ActivateCounter" -> when(!active, "CounterActivated", body);
            case "BumpCounter" -> when(active, "CounterBumped", Reply.json("{\"amount\":1}"));
            case "BumpCounterBy" -> when(active && canBeBumped(state, body), "CounterBumped", body);
            case "ChangeOwner" -> when(active && !body.get("owner").equals(state.path("owner")), "OwnerChanged", body);
            case "DeactivateCounter" -> when(active, "CounterDeactivated", NOTHING);
            case "OpenAccount" -> when(status.equals("NEW"), "AccountOpened", body);
            case "DepositMoney" -> when(status.equals("OPEN"), "MoneyDeposited", body);
            case "WithdrawMoney" -> when(status.equals("OPEN") && covers(state, body), "MoneyWithdrawn", body);
            case "FreezeAccount" -> when(status.equals("OPEN"), "AccountFrozen", body);
            case "UnfreezeAccount" -> when(status.equals("FROZEN"), "AccountUnfrozen", NOTHING);
            case "CountTo" -> numbers(body.get("last").intValue());
            default -> throw new IllegalArgumentException("No rule for " + command);
        };
    }

    private static List<Expected> when(boolean allowed, String event, JsonNode data) {
        return allowed ? List.of(new Expected(event, data)) : List.of();
    }

    private static boolean canBeBumped(JsonNode state, JsonNode body) {
        BigDecimal amount = body.get("amount").decimalValue();
        BigDecimal sum = state.get("value").decimalValue().add(amount);
        return amount.signum() != 0 && sum.compareTo(BigDecimal.valueOf(sum.longValue())) == 0;
    }

    private static boolean covers(JsonNode state, JsonNode body) {
        BigDecimal least = state.get("overdraftLimit").decimalValue().negate();
        BigDecimal left =
                state.get("balance").decimalValue().subtract(body.get("amount").decimalValue());
        return left.compareTo(least) >= 0;
    }

    private static List<Expected> numbers(int last) {
        return IntStream.rangeClosed(1, last)
                .mapToObj(i -> new Expected("Counted", Reply.json("{\"number\":%d}".formatted(i))))
                .toList();
    }
}
