package ee.cqrs.web.stream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

/** The clients whose connections one thread of the server serves. */
final class Lane {

    private static final Logger LOG = Logger.getLogger(Lane.class);

    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final Executor thread;
    private final AtomicBoolean asked = new AtomicBoolean();

    Lane(Executor thread) {
        this.thread = thread;
    }

    void add(LiveStream stream) {
        streams.add(stream);
    }

    void remove(LiveStream stream) {
        streams.remove(stream);
    }

    int size() {
        return streams.size();
    }

    /** Has all of them sent what there is; if that is to be done already, it is enough. */
    void write() {
        if (asked.compareAndSet(false, true)) {
            thread.execute(() -> {
                asked.set(false);
                each(LiveStream::write);
            });
        }
    }

    /** Has something done with each of them. */
    void all(Consumer<LiveStream> action) {
        thread.execute(() -> each(action));
    }

    /** One client's failure is not another's. */
    private void each(Consumer<LiveStream> action) {
        for (LiveStream stream : streams) {
            try {
                action.accept(stream);
            } catch (RuntimeException | LinkageError e) {
                LOG.errorf(e, "A stream of events fails and is ended");
                streams.remove(stream);
                stream.end();
            }
        }
    }
}
