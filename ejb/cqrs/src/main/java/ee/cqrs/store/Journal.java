package ee.cqrs.store;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.settings.Settings;

/** The log that all appends go to: one order, no gaps, and a head that only moves when a commit has returned. */
@Singleton
public class Journal {

    private final JournalTransaction transaction;
    private final Membership membership;
    private final InlineReadModels readModels;
    private final EventStore store;
    private final DurableHead head;
    private final ForcedDisk disk;
    private final DiskSpace space;
    private final long settleNanos;
    private final ReentrantLock settling = new ReentrantLock();
    private final AtomicLong doubts = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();

    @Inject
    Journal(
            JournalTransaction transaction,
            Membership membership,
            InlineReadModels readModels,
            EventStore store,
            DurableHead head,
            ForcedDisk disk,
            DiskSpace space,
            Settings settings) {
        this.transaction = transaction;
        this.membership = membership;
        this.readModels = readModels;
        this.store = store;
        this.head = head;
        this.disk = disk;
        this.space = space;
        settleNanos = settings.readLimit().toNanos();
    }

    /**
     * Appends in a transaction of its own and returns when it is durable.
     *
     * @param appends what to append, all or nothing
     * @return the appends with their positions
     * @throws ConflictException if another writer came first; nothing is saved
     * @throws StoreException if the database failed before the commit; nothing is saved
     * @throws ProjectionFailureException if an inline projection cannot take one of them; nothing is saved
     * @throws UnknownOutcomeException if the commit call failed
     */
    public List<Append> append(List<Append> appends) {
        space.require();
        CommitWatch watch = new CommitWatch();
        List<Append> placed;
        try {
            placed = appendAlone(appends, watch);
        } catch (ConflictException | StoreException | ProjectionFailureException e) {
            throw e;
        } catch (RuntimeException e) {
            if (!watch.began()) {
                throw new StoreException(e);
            }
            doubt();
            throw new UnknownOutcomeException(e);
        }
        try {
            committed(placed);
        } catch (StoreException e) { // committed, and yet a power loss may take it back
            doubt();
            throw new UnknownOutcomeException(e);
        }
        return placed;
    }

    private List<Append> appendAlone(List<Append> appends, CommitWatch watch) {
        try {
            return transaction.appendAlone(appends, watch);
        } catch (StoreException e) {
            if (e.fault() != StoreException.Fault.PROJECTIONS) {
                throw e;
            }
        }
        adopt();
        return transaction.appendAlone(appends, watch);
    }

    private void adopt() {
        InlineNames present;
        try {
            present = transaction.adopt();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreException(e);
        }
        membership.learn(present); // not before the commit: till then another epoch may get its number
    }

    /**
     * Whether another writer has changed an aggregate since it was looked at.
     *
     * @param append what was to be appended
     * @return true if so
     * @throws StoreException if the database is away
     */
    boolean isOutrun(Append append) {
        return store.lastIndex(append.aggregate()) != append.seenIndex();
    }

    /**
     * Whether the aggregate that an append is to create exists already.
     *
     * @param append what was to be appended
     * @return true if so, whatever is left of it
     * @throws StoreException if the database is away
     */
    boolean isCreated(Append append) {
        return append.creates() && store.exists(append.aggregate());
    }

    /**
     * Makes sure that nobody else has written where the next events belong.
     *
     * @param events how many they are
     * @throws StoreException if somebody has, or if the database is away
     */
    void requireFree(int events) {
        if (store.isTaken(events)) {
            throw new StoreException(StoreException.Fault.FOREIGN_EVENT, null);
        }
    }

    /**
     * Writes the inline read models of an append in the caller's transaction, in which {@link #appendJoined} has to follow.
     *
     * @param append what will be appended
     * @return which they are
     * @throws StoreException if the database failed
     * @throws ProjectionFailureException if an inline projection cannot take it; the transaction can only be rolled back
     */
    public Set<String> projectJoined(Append append) {
        if (!readModels.have(membership.member().inline())) { // found out in that transaction, it would be its end
            adopt();
        }
        return membership.member().inline().isEmpty() ? Set.of() : transaction.projectJoined(append);
    }

    /**
     * Appends in the caller's transaction, which must call {@link #committed} when it has ended well.
     *
     * @param appends what to append
     * @param projected the inline read models that were written for each of them
     * @return the appends with their positions
     * @throws ConflictException if another writer came first
     * @throws StoreException if the database failed
     */
    public List<Append> appendJoined(List<Append> appends, Set<String> projected) {
        space.require();
        return transaction.appendJoined(appends, projected);
    }

    /**
     * Which commands were saved before.
     *
     * @param commandIds the ids to look for
     * @return those that were found
     * @throws StoreException if the database is away
     */
    public Set<String> savedCommands(List<String> commandIds) {
        if (commandIds.isEmpty()) {
            return Set.of();
        }
        try {
            return transaction.savedCommands(commandIds);
        } catch (RuntimeException e) {
            throw new StoreException(e);
        }
    }

    /**
     * Who has the natural keys that some appends are about.
     *
     * @param appends what is to be appended, or some of it
     * @return as it is stored
     * @throws StoreException if the database is away
     */
    public KeyHolders holders(List<Append> appends) {
        if (appends.stream().allMatch(append -> append.keys().isEmpty())) {
            return new KeyHolders(List.of());
        }
        try {
            return transaction.holders(appends);
        } catch (RuntimeException e) {
            throw new StoreException(e);
        }
    }

    /** Has the journal join the caller's transaction, behind the synchronization that will append. */
    public void join() {
        transaction.join();
    }

    /**
     * Moves the durable head.
     *
     * @param placed appends whose commit has returned
     * @throws StoreException if they cannot be forced to the disk: then they are in doubt
     */
    public void committed(List<Append> placed) {
        if (placed.isEmpty()) {
            return;
        }
        disk.force();
        placed.stream()
                .flatMap(append -> append.events().stream())
                .mapToLong(event -> event.meta().position())
                .max()
                .ifPresent(head::advance);
    }

    /** Remembers that a commit ended in a way that leaves open what became of its events. */
    public void doubt() {
        doubts.incrementAndGet();
    }

    /**
     * Settles what is in doubt before somebody restores from the store.
     *
     * @throws StoreException if the database is away
     */
    public void settleDoubts() {
        if (settled.get() < doubts.get()) {
            settleInTurn();
        }
    }

    /** One for all: each by himself they would take all connections. */
    private void settleInTurn() {
        try {
            if (!settling.tryLock(settleNanos, TimeUnit.NANOSECONDS)) {
                throw new StoreException(StoreException.Fault.SILENCE, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(StoreException.Fault.SILENCE, e);
        }
        try {
            long known = doubts.get();
            if (settled.get() < known) {
                settle();
                settled.accumulateAndGet(known, Math::max);
            }
        } finally {
            settling.unlock();
        }
    }

    /**
     * Finds out whether something could be saved now, without saving anything.
     *
     * @param events how many events it would have
     * @throws StoreException if it could not
     */
    void probe(int events) {
        space.require();
        settle();
        requireFree(events);
    }

    /**
     * Waits until no append is in doubt any more. What can be read after it stays.
     *
     * @throws StoreException if the database is away
     */
    public void settle() {
        space.requireLittle();
        try {
            long stored = transaction.settle();
            disk.force();
            head.advance(stored);
        } catch (RuntimeException e) {
            throw new StoreException(e);
        }
    }
}
