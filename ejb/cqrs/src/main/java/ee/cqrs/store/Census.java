package ee.cqrs.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who shares the store at one moment.
 *
 * @param own the number of heartbeats of the node that asks; empty if it is not among them
 * @param others the other nodes with the number of their heartbeats
 * @param epoch the journal's
 */
public record Census(Optional<Long> own, Map<String, Long> others, long epoch) {

    static Census of(String asking, List<NodeRow> nodes, long epoch) {
        Map<String, Long> beats = new HashMap<>();
        nodes.forEach(node -> beats.put(node.nodeId(), node.beats()));
        Optional<Long> own = Optional.ofNullable(beats.remove(asking));
        return new Census(own, Map.copyOf(beats), epoch);
    }
}
