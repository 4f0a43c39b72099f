package ee.cqrs.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.settings.JournalSettings;
import ee.cqrs.settings.Settings;
import ee.cqrs.threads.NamedThreads;
import org.jboss.logging.Logger;

/**
 * The journal writer of this node: one thread that saves all appends that wait in one transaction, commits once and
 * answers each. There is no timer: a batch is what arrived while the last one was written.
 */
@Singleton
public class GroupCommit {

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final long LOOK_UP_MILLIS = 100;

    private final BatchSaver batches;
    private final Pulse pulse = new Pulse();
    private final JournalSettings settings;
    private final BlockingQueue<PendingAppend> queue;

    @Resource
    private ManagedThreadFactory managedThreads;

    // the writer's, and the next one's if it dies
    private final List<PendingAppend> taken = new ArrayList<>();
    private PendingAppend next; // what did not fit into the last batch, or is looked at
    private volatile Thread writer;
    private volatile boolean stopping;

    @Inject
    GroupCommit(Journal journal, Settings settings) {
        batches = new BatchSaver(journal, pulse);
        this.settings = settings.journal();
        queue = new LinkedBlockingQueue<>(this.settings.queueLimit());
    }

    /** Starts the writer. */
    public void start() {
        start(managedThreads);
    }

    /** Two writers would save the commands of one aggregate in any order: there is never a second one. */
    synchronized void start(ThreadFactory threads) {
        if (isAlive()) {
            return;
        }
        stopping = false;
        Thread thread = NamedThreads.one(threads, "journal-writer").newThread(this::run);
        thread.start();
        writer = thread;
    }

    /** Starts the writer again if it has died. */
    public synchronized void watch() {
        if (writer != null && !stopping && !isAlive()) {
            LOG.error("The journal writer died and is started again");
            start();
        }
    }

    /** Saves what waits and ends the writer. */
    public void stop() {
        Thread last = refuseMore();
        try {
            if (last != null) {
                last.join();
            }
        } catch (InterruptedException e) { // what waits is still the writer's
            Thread.currentThread().interrupt();
            return;
        }
        List<PendingAppend> late = taken(); // of a writer that had died
        if (next != null) {
            late.add(next);
            next = null;
        }
        queue.drainTo(late);
        late.forEach(PendingAppend::superseded);
        batches.giveUp();
    }

    private synchronized Thread refuseMore() {
        stopping = true;
        return writer;
    }

    /**
     * Whether the writer works.
     *
     * @return false before its start, after its end, and if it died
     */
    public boolean isAlive() {
        Thread thread = writer;
        return thread != null && thread.isAlive();
    }

    /**
     * What keeps the writer from saving.
     *
     * @return empty if nothing does, as far as it knows
     */
    public Optional<String> trouble() {
        return isAlive() ? pulse.trouble() : Optional.of("The journal writer does not run");
    }

    /**
     * Hands an append over. It is saved after all those that were handed over before.
     *
     * @param append what to save
     * @param mayBeSaved whether its command may have been saved before, and must be looked for
     * @param candidate what becomes true with it
     * @return the append with its positions, once it is durable; else ends with a {@link ConflictException},
     *     {@link StoreException}, {@link EventsLostException}, {@link SupersededException} or
     *     {@link SavedBeforeException}. While nobody can tell
     *     whether it is saved it does not end, until the writer stops: then with an {@link UnknownOutcomeException}
     * @throws QueueFullException if too many are waiting
     */
    public CompletableFuture<Append> submit(Append append, boolean mayBeSaved, Candidate candidate) {
        PendingAppend pending = new PendingAppend(append, mayBeSaved, candidate);
        if (stopping || !queue.offer(pending) || stopping && queue.remove(pending)) {
            throw stopping ? new QueueFullException() : new QueueFullException(settings.queueLimit());
        }
        return pending.outcome();
    }

    /**
     * What the writer has done since its start.
     *
     * @return its commits and the commands in them
     */
    public Work work() {
        return new Work(batches.commits(), batches.commands(), queue.size());
    }

    private void run() {
        try {
            while (!stopping || !queue.isEmpty() || next != null || !taken.isEmpty()) {
                List<PendingAppend> batch = batch();
                pulse.begins();
                if (batch.isEmpty()) {
                    batches.lookAfter();
                } else {
                    batches.save(batch);
                }
                pulse.ends();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the container ends its threads
        }
    }

    /** Whatever happens here, all that has left the queue is in a field. */
    private List<PendingAppend> batch() throws InterruptedException {
        if (next == null && taken.isEmpty()) {
            next = queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        }
        long bytes = 0;
        while (next != null) {
            if (next.isVoid()) {
                next.superseded();
            } else {
                bytes += next.bytes();
                if (!taken.isEmpty() && bytes > settings.batchBytes()) {
                    break;
                }
                taken.add(next);
            }
            next = taken.size() < settings.batchSize() ? queue.poll() : null;
        }
        return taken();
    }

    private List<PendingAppend> taken() {
        List<PendingAppend> all = new ArrayList<>(taken);
        taken.clear();
        return all;
    }

    /**
     * What the writer has done.
     *
     * @param commits since its start
     * @param commands that were saved in them
     * @param waiting in its queue now
     */
    public record Work(long commits, long commands, int waiting) {}
}
