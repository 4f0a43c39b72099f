package ee.cqrs.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;

import ee.cqrs.aggregate.AggregateId;
import org.eclipse.persistence.config.HintValues;
import org.eclipse.persistence.config.QueryHints;

/**
 * Queries of the {@link EventStore}. Always outside transactions: a caller's transaction must not bring the journal's
 * EntityManager in before the synchronization that appends.
 *
 * <p>Pages are in the order of an index, with all its columns: H2 would sort all that is left for each page otherwise.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventQueries {

    private static final String FEED =
            "select e from EventRow e where e.position > :after and e.position <= :head order by e.position";

    private static final String FEED_OF_TYPE = """
            select e from EventRow e
             where e.aggregateType = :type and e.position > :after and e.position <= :head
             order by e.aggregateType, e.position
            """;

    private static final String FEED_LENGTHS = """
            select e.position, function('octet_length', e.payload) from EventRow e
             where e.position > :after and e.position <= :head
             order by e.position
            """;

    private static final String FEED_LENGTHS_OF_TYPE = """
            select e.position, function('octet_length', e.payload) from EventRow e
             where e.aggregateType = :type and e.position > :after and e.position <= :head
             order by e.aggregateType, e.position
            """;

    /** So few events are read without asking before how large they are. */
    private static final int FEW = 4;

    /** What a pure snapshot type keeps counts too. */
    private static final String LAST_INDEX = """
            select max(last) from (
              select max(event_index) as last from event where aggregate_type = ?1 and aggregate_id = ?2
              union all
              select max(event_index) as last from snapshot where aggregate_type = ?1 and aggregate_id = ?2
            ) as kept
            """;

    private static final String CHANGES = """
            select e.aggregateType, e.aggregateId, max(e.eventIndex) from EventRow e
             where e.position > :after and e.position <= :until
             group by e.aggregateType, e.aggregateId
            """;

    private static final String FROM_POSITION =
            "select e.position, e.occurredAt from EventRow e where e.position >= :position order by e.position";

    /** The sum keeps PostgreSQL from looking for the minimum along the key, which is to read all that is older. */
    static final String FIRST_POSITION =
            "select min(position + 0) from event where occurred_at >= ?1 and occurred_at < ?2";

    /** So far the clocks of nodes may be apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private static final String EXISTS =
            "select count(a) from AggregateRow a where a.aggregateType = :type and a.aggregateId = :id";

    private static final String IDS = """
            select a.aggregateId from AggregateRow a
             where a.aggregateType = :type and a.aggregateId > :after
             order by a.aggregateType, a.aggregateId
            """;

    @PersistenceContext(unitName = "cqrs")
    private EntityManager entities;

    protected EventQueries() {}

    EventQueries(EntityManager entities) {
        this.entities = entities;
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
        if (head - after <= FEW) {
            List<RecordedEvent> events = feed(after, head, limit, type);
            return new Portion(events, events.size() == limit);
        }
        var query = entities.createQuery(type.isPresent() ? FEED_LENGTHS_OF_TYPE : FEED_LENGTHS, Object[].class)
                .setParameter("after", after)
                .setParameter("head", head)
                .setMaxResults(limit);
        type.ifPresent(name -> query.setParameter("type", name));
        List<Object[]> lengths = query.getResultList();
        int count = Portion.countWithin(lengths, length -> ((Number) length[1]).longValue());
        return count == 0
                ? new Portion(List.of(), false)
                : new Portion(
                        feed(after, (Long) lengths.get(count - 1)[0], limit, type),
                        count < lengths.size() || count == limit);
    }

    List<RecordedEvent> feed(long after, long head, int limit, Optional<String> type) {
        var query = readOnly(type.isPresent() ? FEED_OF_TYPE : FEED, EventRow.class)
                .setParameter("after", after)
                .setParameter("head", head)
                .setMaxResults(limit);
        type.ifPresent(name -> query.setParameter("type", name));
        return query.getResultStream().map(EventRow::toEvent).toList();
    }

    /**
     * Asks where an aggregate stands.
     *
     * @param aggregate the aggregate
     * @return the index of its last event, kept or in a snapshot; -1 if there is none
     */
    public long lastIndex(AggregateId aggregate) {
        Object last = entities.createNativeQuery(LAST_INDEX)
                .setParameter(1, aggregate.type())
                .setParameter(2, aggregate.id())
                .getSingleResult();
        return last == null ? -1 : ((Number) last).longValue();
    }

    /**
     * Whether an aggregate was ever created.
     *
     * @param aggregate the aggregate
     * @return true if so, whatever is left of it
     */
    public boolean exists(AggregateId aggregate) {
        return entities.createQuery(EXISTS, Long.class)
                        .setParameter("type", aggregate.type())
                        .setParameter("id", aggregate.id())
                        .getSingleResult()
                > 0;
    }

    /**
     * Which aggregates have events in a part of the log.
     *
     * @param after the position before it
     * @param until its last position
     * @return each with the index of its last event in there
     */
    public Map<AggregateId, Long> changes(long after, long until) {
        return entities.createQuery(CHANGES, Object[].class)
                .setParameter("after", after)
                .setParameter("until", until)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> new AggregateId((String) row[0], (String) row[1]), row -> (Long) row[2]));
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
        return entities.createQuery(IDS, String.class)
                .setParameter("type", type)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * Finds an accepted command.
     *
     * @param commandId its id
     * @return empty if no such command was accepted, or it is past its retention
     */
    public Optional<CommandRecord> command(String commandId) {
        return Optional.ofNullable(entities.find(CommandRow.class, commandId)).map(CommandRow::toRecord);
    }

    /**
     * Where in the log a time is. Times grow with positions but for the clocks of nodes: so some event around the place is found by
     * halves, and the first one among those of about the same time.
     *
     * @param since the time
     * @return the lowest position of an event of that time or later, while clocks are a minute apart at most; empty if there is none
     */
    public OptionalLong firstPosition(Instant since) {
        long from = Micros.of(since);
        long older = 0;
        long later = head() + 1;
        long until = Long.MAX_VALUE;
        while (later - older > 1) {
            long middle = older + (later - older) / 2;
            Object[] event = firstFrom(middle); // the one at this position may be missing
            if (event == null || (Long) event[0] >= later) {
                later = middle;
            } else if ((Long) event[1] < from) {
                older = (Long) event[0];
            } else {
                later = middle;
                until = (Long) event[1] + CLOCKS.toSeconds() * 1_000_000;
            }
        }
        Object first = entities.createNativeQuery(FIRST_POSITION)
                .setParameter(1, from)
                .setParameter(2, until)
                .getSingleResult();
        return first == null ? OptionalLong.empty() : OptionalLong.of(((Number) first).longValue());
    }

    private Object[] firstFrom(long position) {
        return entities.createQuery(FROM_POSITION, Object[].class)
                .setParameter("position", position)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }

    /**
     * The stored head of the journal.
     *
     * @return the last position given out, 0 before the first
     */
    public long head() {
        return entities.find(JournalRow.class, JournalRow.ONLY).head();
    }

    /** Rows that nobody changes: without the hint EclipseLink keeps each, and a copy to find changes by. */
    private <T> TypedQuery<T> readOnly(String query, Class<T> row) {
        return entities.createQuery(query, row).setHint(QueryHints.READ_ONLY, HintValues.TRUE);
    }
}
