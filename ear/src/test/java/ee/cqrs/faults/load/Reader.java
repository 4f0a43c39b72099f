package ee.cqrs.faults.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.Node;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A client that reads the log from where it stands, and remembers every event that it is shown. */
abstract class Reader implements Client {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final Course course;
    final Node node;
    long last;
    private final String name;

    Reader(Course course, Node node, String name) throws IOException, InterruptedException {
        this.course = course;
        this.node = node;
        this.name = name;
        last = node.rest().head();
        course.model().follows(name, last);
    }

    /** When all others have ended: what they were told must be there to see. */
    abstract void catchUp() throws Exception;

    final ConditionFactory awaitAllThatWasTold() {
        return Awaitility.await("%s is shown position %d".formatted(name, course.toldPosition()))
                .atMost(PATIENCE);
    }

    final boolean hasSeenAllThatWasTold() {
        return last >= course.toldPosition();
    }

    final void shown(List<JsonNode> events, Entrance entrance) {
        course.model().shown(name, events);
        if (!events.isEmpty()) {
            course.served(entrance);
        }
    }
}
