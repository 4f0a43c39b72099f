package ee.cqrs.faults.oracle;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Model;

/**
 * What an oracle may look at.
 *
 * @param model what clients sent and were told
 * @param log all events, as a server shows them now
 * @param setAside the command ids of messages in the queues of rejected commands and of dead letters
 * @param states what the server shows of an aggregate
 * @param verification what the server finds out about its log
 * @param balances what the read model of the accounts shows
 */
public record Evidence(
        Model model, EventLog log, Set<String> setAside, States states, Verification verification, Balances balances) {

    /** Answers with the meta and the state of an aggregate. */
    public interface States {
        JsonNode of(String type, String id) throws Exception;
    }

    /** Has the whole log verified, and answers with the verdict. */
    public interface Verification {
        JsonNode verdict() throws Exception;
    }

    /** Answers with all balances when they have come to a position; those of parked accounts are not among them. */
    public interface Balances {
        Map<String, BigDecimal> at(long position) throws Exception;
    }
}
