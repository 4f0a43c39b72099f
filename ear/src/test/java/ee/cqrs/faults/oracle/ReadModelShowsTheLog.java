package ee.cqrs.faults.oracle;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;

/** Each balance that the projection of the accounts keeps is the sum of what the log says: no event is left out or handled twice. */
final class ReadModelShowsTheLog implements Oracle {

    @Override
    public void examine(Evidence evidence, Findings findings) throws Exception {
        Map<String, BigDecimal> expected = new TreeMap<>();
        long last = 0;
        for (JsonNode event : evidence.log().events()) {
            last = Math.max(last, EventLog.position(event));
            if (event.at("/meta/type").asText().equals("account")) {
                expected.merge(event.at("/meta/id").asText(), amount(event), BigDecimal::add);
            }
        }
        for (Map.Entry<String, BigDecimal> shown : evidence.balances().at(last).entrySet()) {
            BigDecimal sum = expected.get(shown.getKey());
            if (sum == null || sum.compareTo(shown.getValue()) != 0) {
                findings.wrong("the balance of %s is shown as %s, and is %s", shown.getKey(), shown.getValue(), sum);
            }
            expected.remove(shown.getKey());
        }
        expected.keySet().forEach(account -> findings.lost("the account %s has no balance", account));
    }

    private static BigDecimal amount(JsonNode event) {
        return switch (event.path("type").asText()) {
            case "MoneyDeposited" -> event.at("/data/amount").decimalValue();
            case "MoneyWithdrawn" -> event.at("/data/amount").decimalValue().negate();
            default -> BigDecimal.ZERO;
        };
    }
}
