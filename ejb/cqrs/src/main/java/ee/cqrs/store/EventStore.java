package ee.cqrs.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ee.cqrs.aggregate.AggregateId;

/**
 * Reads the event store. What a command may have to wait for is limited in time: a database that hangs must not keep it
 * past its deadline.
 */
@Singleton
public class EventStore {

    private final EventQueries queries;
    private final StoredLog log;
    private final TimedReads timed;

    @Inject
    EventStore(EventQueries queries, StoredLog log, TimedReads timed) {
        this.queries = queries;
        this.log = log;
        this.timed = timed;
    }

    /**
     * Reads the events of one aggregate.
     *
     * @param aggregate the aggregate
     * @param after the index after which to start; -1 for the first
     * @param limit how many at most
     * @return in order of their index
     * @throws StoreException if the database does not answer in time
     */
    public List<RecordedEvent> events(AggregateId aggregate, long after, int limit) {
        return timed.read(() -> log.events(aggregate, after, limit));
    }

    /**
     * Reads the log, and no more at once than memory has room for.
     *
     * @param after the position after which to start; 0 for the first
     * @param head the last position to read: the durable head
     * @param limit how many events at most
     * @param type only events of this aggregate type, if given
     * @return in order of their position
     */
    public Portion portion(long after, long head, int limit, Optional<String> type) {
        return queries.portion(after, head, limit, type);
    }

    /**
     * Reads events of one aggregate, and no more at once than memory has room for.
     *
     * @param aggregate the aggregate
     * @param after the index after which to start; -1 for the first
     * @param limit how many at most
     * @return in order of their index
     * @throws StoreException if the database does not answer in time
     */
    public Portion portion(AggregateId aggregate, long after, int limit) {
        return timed.read(() -> log.portion(aggregate, after, limit));
    }

    /**
     * Asks where an aggregate stands.
     *
     * @param aggregate the aggregate
     * @return the index of its last event, kept or in a snapshot; -1 if there is none
     * @throws StoreException if the database does not answer in time
     */
    public long lastIndex(AggregateId aggregate) {
        return timed.read(() -> queries.lastIndex(aggregate));
    }

    /**
     * Whether an aggregate was ever created.
     *
     * @param aggregate the aggregate
     * @return true if so, whatever is left of it
     * @throws StoreException if the database does not answer in time
     */
    boolean exists(AggregateId aggregate) {
        return timed.read(() -> queries.exists(aggregate));
    }

    /**
     * Which aggregates have events in a part of the log.
     *
     * @param after the position before it
     * @param until its last position
     * @return each with the index of its last event in there
     */
    public Map<AggregateId, Long> changes(long after, long until) {
        return queries.changes(after, until);
    }

    /**
     * Reads the snapshots of one aggregate.
     *
     * @param aggregate the aggregate
     * @return the latest and the base, as far as there are any, the highest index first
     * @throws StoreException if the database does not answer in time
     */
    public List<StoredState> snapshots(AggregateId aggregate) {
        return timed.read(() -> log.snapshots(aggregate));
    }

    /**
     * Reads what a restore begins with.
     *
     * @param aggregate the aggregate
     * @param inUse which of its snapshots
     * @param limit how many events at most
     * @return snapshots and events
     * @throws StoreException if the database does not answer in time
     */
    public StoredStream stream(AggregateId aggregate, Predicate<StoredState> inUse, int limit) {
        return timed.read(() -> log.stream(aggregate, inUse, limit));
    }

    /**
     * Lists the ids of a type.
     *
     * @param type the aggregate type
     * @param after the id after which to start; empty for the first
     * @param limit how many at most
     * @return in the order of the database
     */
    public List<String> ids(String type, String after, int limit) {
        return queries.ids(type, after, limit);
    }

    /**
     * Finds an accepted command.
     *
     * @param commandId its id
     * @return empty if no such command was accepted, or it is past its retention
     * @throws StoreException if the database does not answer in time
     */
    public Optional<CommandRecord> command(String commandId) {
        return timed.read(() -> queries.command(commandId));
    }

    /**
     * Where in the log a time is.
     *
     * @param since the time
     * @return the lowest position of an event of that time or later; empty if there is none
     */
    public OptionalLong firstPosition(Instant since) {
        return queries.firstPosition(since);
    }

    /**
     * The stored head of the journal.
     *
     * @return the last position given out, 0 before the first
     * @throws StoreException if the database does not answer in time
     */
    public long head() {
        return timed.read(() -> queries.head());
    }

    /**
     * Whether an event lies where the journal has not come yet.
     *
     * @param count how many positions beyond its head to look at
     * @return true if one of them is taken
     * @throws StoreException if the database does not answer in time
     */
    boolean isTaken(int count) {
        return timed.read(() -> log.beyondHead()
                .map(event -> event.position() - log.head())
                .filter(distance -> distance > 0 && distance <= count)
                .isPresent());
    }
}
