package ee.cqrs.faults.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.Node;

/** Follows the feed from where it stands, and remembers every event that it is shown. */
record Follower(Course course, Node node, String name, long from) implements Client {

    private static final int PAGE = 500;
    private static final Duration PACE = Duration.ofMillis(5);

    @Override
    public void run() throws InterruptedException {
        long last = from;
        while (course.goesOn()) {
            try {
                JsonNode page = node.rest().page(last, PAGE);
                List<JsonNode> events = new ArrayList<>();
                page.get("events").forEach(events::add);
                course.model().shown(name, events);
                if (!events.isEmpty()) {
                    course.served(Entrance.FEED);
                }
                last = page.get("next").longValue();
                course.pace(PACE);
            } catch (IOException e) { // gone
                course.pause();
            }
        }
    }
}
