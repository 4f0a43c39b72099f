package ee.cqrs.web.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** All clients, by the threads that serve their connections: each thread writes to its own. */
final class Clients {

    private final Map<Executor, Lane> lanes = new ConcurrentHashMap<>(); // as many as the server has such threads

    /** Adds a client, and says where. */
    Lane add(Executor thread, LiveStream stream) {
        Lane lane = lanes.computeIfAbsent(thread, Lane::new);
        lane.add(stream);
        return lane;
    }

    int size() {
        return lanes.values().stream().mapToInt(Lane::size).sum();
    }

    boolean isEmpty() {
        return lanes.values().stream().allMatch(lane -> lane.size() == 0);
    }

    /** Has all sent what there is. */
    void write() {
        lanes.values().forEach(Lane::write);
    }

    /** Has something done with each. */
    void all(Consumer<LiveStream> action) {
        lanes.values().forEach(lane -> lane.all(action));
    }
}
