package ee.cqrs.faults.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import ee.cqrs.faults.Node;
import ee.cqrs.it.client.EventSource;

/** Follows the log as a stream, and goes on after each break with the last id. */
final class StreamFollower extends Reader {

    private static final int OK = 200;

    StreamFollower(Course course, Node node, String name) throws IOException, InterruptedException {
        super(course, node, name);
    }

    @Override
    public void run() throws InterruptedException {
        while (course.goesOn()) {
            try (EventSource source = open()) {
                while (course.goesOn() && !source.isOver()) {
                    show(source.take());
                    course.pace(1);
                }
                show(source.take());
            } catch (IOException e) { // gone
                course.pause();
            }
        }
    }

    @Override
    void catchUp() throws IOException, InterruptedException {
        try (EventSource source = open()) {
            awaitAllThatWasTold().until(() -> {
                show(source.take());
                return hasSeenAllThatWasTold();
            });
        }
    }

    private EventSource open() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:%d/cqrs/api/events"
                .formatted(node.server().ports().http()));
        EventSource source = EventSource.open(uri, last);
        if (source.status() != OK) {
            source.close();
            throw new IOException("The server answers " + source.status());
        }
        return source;
    }

    private void show(List<EventSource.Sent> events) {
        if (!events.isEmpty()) {
            shown(events.stream().map(EventSource.Sent::data).toList(), Entrance.STREAM);
            last = events.get(events.size() - 1).id();
        }
    }
}
