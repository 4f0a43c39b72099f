package ee.cqrs.faults.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.Node;
import org.awaitility.Awaitility;

/** Follows the feed from where it stands, and remembers every event that it is shown. */
final class Follower implements Reader {

    private static final int PAGE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Course course;
    private final Node node;
    private final String name;
    private long last;

    Follower(Course course, Node node, String name) throws IOException, InterruptedException {
        this.course = course;
        this.node = node;
        this.name = name;
        last = node.rest().head();
        course.model().follows(name, last);
    }

    @Override
    public void run() throws InterruptedException {
        while (course.goesOn()) {
            try {
                follow();
                course.pace(1);
            } catch (IOException e) { // gone
                course.pause();
            }
        }
    }

    @Override
    public void catchUp() {
        Awaitility.await("%s is shown position %d".formatted(name, course.toldPosition()))
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    follow();
                    return last >= course.toldPosition();
                });
    }

    private void follow() throws IOException, InterruptedException {
        JsonNode page = node.rest().page(last, PAGE);
        List<JsonNode> events = new ArrayList<>();
        page.get("events").forEach(events::add);
        course.model().shown(name, events);
        if (!events.isEmpty()) {
            course.served(Entrance.FEED);
        }
        last = page.get("next").longValue();
    }
}
