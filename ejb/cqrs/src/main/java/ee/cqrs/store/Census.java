package ee.cqrs.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who shares the store at one moment.
 *
 * @param own the number of heartbeats of the node that asks; empty if it is not among them
 * @param others the other nodes with the number of their heartbeats
 * @param epoch the journal's
 * @param inline the projections that are written with every append of that epoch, or of a later one
 */
public record Census(Optional<Long> own, Map<String, Long> others, long epoch, Set<String> inline) {

    static Census of(String asking, List<NodeRow> nodes, long epoch, Set<String> inline) {
        Map<String, Long> beats = new HashMap<>();
        nodes.forEach(node -> beats.put(node.nodeId(), node.beats()));
        Optional<Long> own = Optional.ofNullable(beats.remove(asking));
        return new Census(own, Map.copyOf(beats), epoch, inline);
    }
}
