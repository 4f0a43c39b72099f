package ee.cqrs.subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import ee.cqrs.settings.Backoff;
import ee.cqrs.store.Portion;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.subscription.SubscriptionStatus.PartitionStatus;
import ee.cqrs.subscription.SubscriptionStatus.State;
import org.jboss.logging.Logger;

/**
 * Runs a partition of a subscription: each turn handles one batch. Between turns it takes no thread, and there is never more
 * than one turn under way.
 */
final class Partition implements Runnable {

    private static final Logger LOG = Logger.getLogger(Partition.class);
    private static final Backoff OUTAGES = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));
    private static final Backoff ABSENCES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    /** A position behind which nothing was handled is kept so seldom: it only saves reading again. */
    private static final long KEEP = TimeUnit.SECONDS.toNanos(1);

    private static final int MOST_PAGES = 20;

    private final PartitionId id;
    private final Means means;
    private final Consumer<Partition> again;
    private final EventFilter filter;
    private final Delivery delivery;
    private final Quarantine quarantine;
    private final Rate rate = new Rate();
    private final AtomicBoolean underWay = new AtomicBoolean();

    private volatile Claim claim; // null while another node has it
    private volatile long read;
    private volatile boolean free = true;
    private volatile long notBefore = System.nanoTime();
    private volatile long keptAt = notBefore;
    private volatile String failure;
    private volatile Delivery.Handling reported; // that takes too long
    private volatile boolean closed;

    private boolean inDoubt; // these are the turn's
    private int most; // smaller while it is looked for the event that fails
    private long failingAt;
    private int failures;
    private int outages;
    private boolean waits; // for something that is no database

    /** @param again gives it another turn, now or after its pause */
    Partition(PartitionId id, Means means, Subscriber subscriber, EventFilter filter, Consumer<Partition> again) {
        this.id = id;
        this.means = means;
        this.again = again;
        this.filter = filter;
        most = means.settings().batchSize();
        delivery = new Delivery(means, subscriber);
        quarantine = new Quarantine(id, means, delivery, filter);
    }

    PartitionId id() {
        return id;
    }

    Quarantine quarantine() {
        return quarantine;
    }

    /** Whether this node has it. */
    boolean isHere() {
        return claim != null;
    }

    PartitionStatus status(long readable) {
        Claim present = claim;
        String trouble = failure;
        long lag = Math.max(0, readable - read);
        State state = lag > 0 ? State.RUNNING : State.WAITING;
        if (present == null) {
            state = free ? State.STOPPED : State.ELSEWHERE;
        }
        Optional<Delivery.Handling> hanging = hanging();
        if (trouble != null) {
            state = State.FAILING;
        }
        if (hanging.isPresent()) {
            state = State.HANGING;
            trouble = hanging.get().inWords();
        }
        return new PartitionStatus(
                id.number(), state, read, lag, rate.perSecond(), present == null ? null : present.owner(), trouble);
    }

    private Optional<Delivery.Handling> hanging() {
        return delivery.handling()
                .filter(handling -> handling.isOver(means.settings().hangLimit()));
    }

    /** Now and then: reports a subscriber who does not come back, and one who has. */
    void watch() {
        Delivery.Handling known = reported;
        Delivery.Handling present = hanging().orElse(null);
        if (known != null && present != known) {
            LOG.infof("%s has come back", id);
        }
        if (present != null && present != known) {
            LOG.errorf(present.place(), "%s hangs: %s", id, present.inWords());
        }
        reported = present;
    }

    /** Whether a node may take it, as far as can be seen. */
    void setFree(boolean seen) {
        free = seen;
    }

    boolean wantsTurn(long now) {
        if (now - notBefore < 0) {
            return false;
        }
        Claim present = claim;
        if (present == null) {
            return free;
        }
        return read < means.head().position()
                || quarantine.wantsLook(now)
                || present.position() < read && now - keptAt >= KEEP;
    }

    /** How long it pauses after a failure; 0 or less if it does not. */
    long pauseLeft(long now) {
        return notBefore - now;
    }

    /** Whoever begins a turn has to run it. */
    boolean begin() {
        return underWay.compareAndSet(false, true);
    }

    void giveUpTurn() {
        underWay.set(false);
    }

    /** The last position that was read here: what comes up to it is handled, or parked. */
    long read() {
        return read;
    }

    @Override
    public void run() {
        boolean more = false;
        long before = read;
        try {
            more = turn();
            means.outage().over();
        } catch (RuntimeException | Error e) {
            inDoubt = true;
            more = Trouble.of(e) == Trouble.FENCED;
            if (!more) {
                outage(e);
            }
        } finally {
            underWay.set(false);
        }
        if (read > before) {
            means.moves().tell();
        }
        if (closed) {
            leave();
            return;
        }
        long now = System.nanoTime();
        if (more || pauseLeft(now) > 0 || wantsTurn(now)) { // the head may have moved while this turn was under way
            again.accept(this);
        }
    }

    /** It gets no more turns: it is left to others now, or when the turn that is under way has ended. */
    void close() {
        closed = true;
        leave();
    }

    private void leave() {
        try {
            release();
        } catch (RuntimeException e) { // its place is gone, or else the lease ends by itself
            LOG.debugf(e, "%s is not left in order", id);
        }
    }

    /** The turns have ended: keeps where it stands, for whoever takes it next. */
    void release() {
        if (!begin()) { // a turn that does not end: the lease will
            return;
        }
        Claim last = claim;
        claim = null;
        if (last != null) {
            means.transactions().call(tables -> {
                if (!inDoubt && read > last.position()) {
                    tables.partitions()
                            .move(
                                    last,
                                    last.moved(read, List.of()),
                                    means.settings().lease());
                }
                tables.partitions().release(last);
                return last;
            });
        }
    }

    /** Returns whether there may be more to do. */
    private boolean turn() {
        if (!isClaimed()) {
            return false;
        }
        if (quarantine.wantsLook(System.nanoTime())) {
            quarantine.look();
        }
        Optional<ParkedStream> stream = quarantine.nextToRetry();
        if (stream.isPresent()) { // a part of it, so that the others flow meanwhile
            keep(quarantine.drain(claim, read, stream.get()));
        }
        Batch batch = nextBatch();
        if (batch.events.isEmpty()) {
            read = batch.last;
            keepSeldom();
            return stream.isPresent();
        }
        handle(batch);
        return true;
    }

    private boolean isClaimed() {
        Optional<Claim> present = Optional.ofNullable(claim);
        if (present.isEmpty()) {
            present = means.transactions().call(tables -> tables.partitions()
                    .claim(
                            id,
                            means.node(),
                            means.settings().lease(),
                            means.membership().isAlone()));
            present.ifPresent(taken -> {
                read = taken.position();
                quarantine.ask();
            });
        } else if (inDoubt) {
            Claim known = claim;
            present = means.transactions().call(tables -> tables.partitions().reload(known));
            if (present.isEmpty()) {
                LOG.infof("%s is not this node's any more", id);
                failure = null;
            }
        }
        present.ifPresent(kept -> read = Math.max(read, kept.position()));
        inDoubt = false;
        free = present.isPresent();
        claim = present.orElse(null);
        return claim != null;
    }

    private Batch nextBatch() {
        long head = means.head().position();
        int room = Math.min(most, delivery.most());
        List<RecordedEvent> mine = new ArrayList<>();
        long last = read;
        long bytes = 0;
        for (int pages = 0; last < head && mine.size() < room && bytes < Portion.BYTES && pages < MOST_PAGES; pages++) {
            LogSlice slice = means.pages().after(last, head);
            List<RecordedEvent> more =
                    slice.events().stream().filter(this::isMine).toList();
            mine.addAll(more);
            bytes += more.stream().mapToLong(event -> event.data().length()).sum();
            last = slice.last();
        }
        if (mine.size() <= room) {
            return new Batch(mine, last);
        }
        return new Batch(mine.subList(0, room), mine.get(room - 1).meta().position());
    }

    private boolean isMine(RecordedEvent event) {
        return filter.takes(event)
                && id.has(event.meta().aggregate())
                && !quarantine.holds(event.meta().aggregate());
    }

    private void handle(Batch batch) {
        Claim next = claim.moved(batch.last, batch.events);
        try {
            keep(delivery.deliver(claim, next, batch.events, tables -> {}));
            goOn();
            read = batch.last;
            rate.add(batch.events.size());
            most = Math.min(most * 2, means.settings().batchSize());
        } catch (UndeliveredException e) {
            inDoubt = true;
            if (e.trouble() != Trouble.SUBSCRIBER) {
                throw e;
            }
            refused(batch, e);
        }
    }

    /** Smaller and smaller batches find out which event it is; that one is tried some times more. */
    private void refused(Batch batch, UndeliveredException e) {
        RecordedEvent first = batch.events.get(0);
        if (batch.events.size() > 1) {
            most = batch.events.size() / 2;
            return;
        }
        failures = failingAt == first.meta().position() ? failures + 1 : 1;
        failingAt = first.meta().position();
        failure = e.reason();
        boolean last = failures >= means.settings().attempts();
        if (last && !quarantine.isFull()) {
            isClaimed();
            park(first, e);
            return;
        }
        if (failures == 1) {
            LOG.warnf(e.getCause(), "%s cannot handle the event at position %d; it is tried again", id, failingAt);
        }
        pause(means.settings().retries().after(failures));
    }

    private void park(RecordedEvent event, UndeliveredException e) {
        if (claim == null || read >= failingAt) { // lost, or handled after all
            return;
        }
        keep(quarantine.park(claim, event, failures, e.reason()));
        read = failingAt;
        LOG.errorf(
                "%s parks %s from position %d on, after %d failures: %s",
                id, event.meta().aggregate(), failingAt, failures, e.reason());
    }

    private void keep(Claim kept) {
        if (kept.position() > claim.position()) {
            failure = null;
        }
        claim = kept;
        keptAt = System.nanoTime();
        outages = 0;
    }

    private void keepSeldom() {
        long now = System.nanoTime();
        if (read > claim.position() && now - keptAt >= KEEP) {
            keep(delivery.deliver(claim, claim.moved(read, List.of()), List.of(), tables -> {}));
        }
        if (outages > 0) {
            outages = 0;
            failure = null;
        }
    }

    private void outage(Throwable e) {
        outages++;
        failure = e instanceof UndeliveredException undelivered ? undelivered.reason() : String.valueOf(e);
        if (Trouble.of(e) == Trouble.UNAVAILABLE) {
            if (!waits) {
                LOG.warnf("%s waits: %s", id, failure);
            }
            waits = true;
            pause(ABSENCES.after(outages));
        } else {
            means.outage().met(e);
            pause(OUTAGES.after(outages));
        }
    }

    private void goOn() {
        if (waits) {
            LOG.infof("%s goes on", id);
        }
        waits = false;
    }

    private void pause(Duration length) {
        notBefore = System.nanoTime() + length.toNanos();
    }

    /**
     * What to handle next.
     *
     * @param events of this partition
     * @param last the last position that was read for them
     */
    private record Batch(List<RecordedEvent> events, long last) {}
}
