package ee.cqrs.subscription;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.settings.Settings;
import ee.cqrs.store.EventStore;

/**
 * The pages of the log that readers share: many stand at the same place, mostly its end, and one query serves them all. The
 * least recently used leave when there is too much in memory.
 */
@Singleton
public class LogPages {

    private final EventStore store;
    private final int size;
    private final long limit;
    private final Map<Long, LogPage> pages = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Injected.
     *
     * @param store the log
     * @param settings how large
     */
    @Inject
    public LogPages(EventStore store, Settings settings) {
        this.store = store;
        size = settings.subscription().batchSize();
        limit = settings.subscription().cacheBytes();
    }

    /**
     * Reads on, to the end of a page at most.
     *
     * @param position the position after which to start
     * @param head the last position to read: the durable one, or one before it
     * @return what comes next, perhaps with some that came behind the head meanwhile
     */
    public LogSlice after(long position, long head) {
        if (position >= head) {
            return new LogSlice(List.of(), position);
        }
        LogPage page = page(position / size);
        LogSlice slice = page.after(position, head);
        forgetMost(page);
        return slice;
    }

    private synchronized LogPage page(long number) {
        return pages.computeIfAbsent(number, unused -> new LogPage(store, number * size, size));
    }

    private synchronized void forgetMost(LogPage used) {
        long bytes = pages.values().stream().mapToLong(LogPage::bytes).sum();
        Iterator<LogPage> eldest = pages.values().iterator();
        while (bytes > limit && eldest.hasNext()) {
            LogPage page = eldest.next();
            if (page != used) {
                bytes -= page.bytes();
                eldest.remove();
            }
        }
    }
}
