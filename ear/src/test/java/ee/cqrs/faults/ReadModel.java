package ee.cqrs.faults;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.RestClient.Answer;
import org.awaitility.Awaitility;

/** What a server answers to queries for the balances of all accounts. */
record ReadModel(Asking server) {

    private static final Duration CAUGHT_UP = Duration.ofMinutes(5);

    /** Waits until the projection has come there. */
    Map<String, BigDecimal> balances(long position) throws Exception {
        Map<String, BigDecimal> balances = new TreeMap<>();
        String after = "";
        while (after != null) {
            JsonNode page = ask("/queries/balances?limit=1000&position=" + position + after);
            page.get("items")
                    .forEach(item -> balances.put(
                            item.get("account").textValue(), item.get("balance").decimalValue()));
            after = page.get("next").isNull()
                    ? null
                    : "&after=" + page.get("next").longValue();
        }
        return balances;
    }

    /** The projection may be behind, or without a database. */
    private JsonNode ask(String path) {
        return Awaitility.await(path)
                .atMost(CAUGHT_UP)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> server.ask(path), answer -> answer.status() == 200)
                .body();
    }

    /** Gets what is at a path. */
    interface Asking {
        Answer ask(String path) throws Exception;
    }
}
