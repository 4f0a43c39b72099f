package ee.cqrs.faults.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.Node;

/** Follows the feed. */
final class Follower extends Reader {

    private static final int PAGE = 500;

    Follower(Course course, Node node, String name) throws IOException, InterruptedException {
        super(course, node, name);
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
    void catchUp() {
        awaitAllThatWasTold().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            follow();
            return hasSeenAllThatWasTold();
        });
    }

    private void follow() throws IOException, InterruptedException {
        JsonNode page = node.rest().page(last, PAGE);
        List<JsonNode> events = new ArrayList<>();
        page.get("events").forEach(events::add);
        shown(events, Entrance.FEED);
        last = page.get("next").longValue();
    }
}
