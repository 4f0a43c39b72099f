package ee.cqrs.faults.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import ee.cqrs.faults.Node;
import ee.cqrs.it.client.EventSource;
import org.awaitility.Awaitility;

/** Follows the log as a stream from where it stands, goes on after each break with the last id, and remembers every event. */
final class StreamFollower implements Reader {

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Course course;
    private final Node node;
    private final String name;
    private long last;

    StreamFollower(Course course, Node node, String name) throws IOException, InterruptedException {
        this.course = course;
        this.node = node;
        this.name = name;
        last = node.rest().head();
        course.model().follows(name, last);
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
    public void catchUp() throws IOException, InterruptedException {
        try (EventSource source = open()) {
            Awaitility.await("%s is shown position %d".formatted(name, course.toldPosition()))
                    .atMost(PATIENCE)
                    .until(() -> {
                        show(source.take());
                        return last >= course.toldPosition();
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
            course.model()
                    .shown(name, events.stream().map(EventSource.Sent::data).toList());
            course.served(Entrance.STREAM);
            last = events.get(events.size() - 1).id();
        }
    }
}
