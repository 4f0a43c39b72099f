package ee.cqrs.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionSynchronizationRegistry;

import ee.cqrs.aggregate.AggregateId;
import org.jboss.logging.Logger;

/** Writes appends into the current transaction and flushes them; the commit is the caller's. */
final class JournalWriter {

    private static final Logger LOG = Logger.getLogger(JournalWriter.class);

    private static final String REPLACE_SNAPSHOT = """
            update SnapshotRow s
               set s.eventIndex = :index, s.version = :version, s.uuid = :uuid, s.occurredAt = :occurredAt,
                   s.origin = :origin, s.snapshotPeriod = :snapshotPeriod, s.eventHash = :eventHash,
                   s.payload = :payload, s.checksum = :checksum
             where s.aggregateType = :type and s.aggregateId = :id and s.base = :base and s.eventIndex <= :seen
            """;

    private static final String UNIQUE_VIOLATION = "23505";

    private final EntityManager entities;
    private final JournalStatements statements;
    private final Membership membership;
    private final InlineReadModels readModels;
    private final JournalTurns turns;
    private final TransactionSynchronizationRegistry transactions;

    JournalWriter(
            EntityManager entities,
            JournalStatements statements,
            Membership membership,
            InlineReadModels readModels,
            JournalTurns turns,
            TransactionSynchronizationRegistry transactions) {
        // the container's looks for the transaction in every call
        this.entities = (EntityManager) entities.getDelegate();
        this.statements = statements;
        this.membership = membership;
        this.readModels = readModels;
        this.turns = turns;
        this.transactions = transactions;
    }

    /** Returns the appends with the positions of their events. */
    List<Append> write(List<Append> appends) {
        Member member = membership.member();
        writeReadModels(appends, member); // first: the others of a batch come again when it refuses one
        return append(appends, member);
    }

    /** The same for appends of which {@link #project} was told already: then those read models were the inline ones. */
    List<Append> write(List<Append> appends, Set<String> projected) {
        Member member = membership.member();
        if (!member.inline().equals(projected)) {
            throw new StoreException(StoreException.Fault.PROJECTIONS, null);
        }
        return append(appends, member);
    }

    /** Writes the inline read models of an append that will be written before this transaction ends, and returns which. */
    Set<String> project(Append append) {
        Member member = membership.member();
        writeReadModels(List.of(append), member);
        return member.inline();
    }

    private List<Append> append(List<Append> appends, Member member) {
        try {
            // what may wait for other writers or lose against them comes before the journal's lock
            List<Append> creating = appends.stream().filter(Append::creates).toList();
            Map<SnapshotKey, SeenSnapshot> snapshots = latestSnapshots(appends);
            boolean changesKeys =
                    appends.stream().anyMatch(append -> !append.keys().isEmpty());
            if (!creating.isEmpty() || !snapshots.isEmpty() || changesKeys) {
                statements.limitWaits().ifPresent(this::set);
                creating.forEach(append -> entities.persist(new AggregateRow(append.aggregate())));
                snapshots.forEach(this::saveSnapshot);
                entities.flush();
                if (changesKeys) {
                    new Reservations(entities, statements).save(appends);
                }
            }
            List<Append> placed = place(appends, member);
            for (Append append : placed) {
                append.events().forEach(event -> entities.persist(new EventRow(event)));
                entities.persist(new CommandRow(append.command()));
            }
            entities.flush(); // violations occur here and now, not in the commit
            return placed;
        } catch (PersistenceException e) {
            throw UNIQUE_VIOLATION.equals(StoreException.sqlState(e))
                    ? new ConflictException(e)
                    : new StoreException(e);
        }
    }

    private void writeReadModels(List<Append> appends, Member member) {
        if (member.inline().isEmpty()) {
            return;
        }
        if (!readModels.have(member.inline())) {
            throw new StoreException(StoreException.Fault.PROJECTIONS, null);
        }
        statements.limitWaits().ifPresent(this::set);
        try {
            readModels.write(member.inline(), appends);
            requireUnmarked(appends, member);
        } catch (RuntimeException e) {
            throw InlineFailure.of(e);
        }
    }

    /** The container rolls such a transaction back without a word, and the commands would be told that they are saved. */
    private void requireUnmarked(List<Append> appends, Member member) {
        if (!transactions.getRollbackOnly()) {
            return;
        }
        Append first = appends.get(0);
        throw new ProjectionFailureException(
                String.join(", ", member.inline()),
                first.aggregate(),
                appends.size() == 1 ? first.command().commandId() : null,
                new IllegalStateException("The transaction was marked to be rolled back, and the projection went on"));
    }

    private List<Append> place(List<Append> appends, Member member) {
        int events = appends.stream().mapToInt(append -> append.events().size()).sum();
        // taken also without events: who asks for the outcome of a broken commit waits here until it is decided
        long next = takePositions(events, member) - events + 1;
        List<Append> placed = new ArrayList<>(appends.size());
        for (Append append : appends) {
            placed.add(append.at(next));
            next += append.events().size();
        }
        return placed;
    }

    /** Locks the journal until the transaction ends, and returns its new head. */
    private long takePositions(int count, Member member) {
        turns.take();
        List<?> head = takePositions(count, member.epoch());
        if (head.isEmpty()) {
            head = takePositions(count, presentEpoch(member));
        }
        return ((Number) head.get(0)).longValue();
    }

    private List<?> takePositions(int count, long epoch) {
        return entities.createNativeQuery(statements.takePositions())
                .setParameter(1, count)
                .setParameter(2, epoch)
                .getResultList();
    }

    /** A node has left, or was taken for dead. If it was not this one, the new epoch is as good. */
    private long presentEpoch(Member member) {
        statements.limitWaits().ifPresent(this::set);
        InlineRows inline = new InlineRows(entities, turns);
        long epoch = inline.lockedJournal().epoch();
        requireMember(member);
        if (!inline.names().equals(member.inline())) {
            throw new StoreException(StoreException.Fault.PROJECTIONS, null);
        }
        membership.replace(member, new Member(member.nodeId(), epoch, member.inline()));
        return epoch;
    }

    /** The journal is locked: nobody is removed now. */
    private void requireMember(Member member) {
        if (member.nodeId().isEmpty()) { // there can be no others
            return;
        }
        long rows = entities.createQuery("select count(n) from NodeRow n where n.nodeId = :id", Long.class)
                .setParameter("id", member.nodeId())
                .getSingleResult();
        if (rows == 0) {
            throw new StoreException(StoreException.Fault.MEMBERSHIP, null);
        }
    }

    /**
     * Finds out which projections are inline now. Those that this node does not have are none from now on: they would miss what
     * it writes.
     *
     * @return what holds when this is committed
     */
    InlineNames adopt() {
        Member member = membership.member();
        statements.limitWaits().ifPresent(this::set);
        InlineRows inline = new InlineRows(entities, turns);
        long epoch = inline.lockedJournal().epoch();
        requireMember(member);
        InlineNames present = new InlineNames(epoch, inline.names());
        for (String name : present.names()) {
            if (!readModels.have(Set.of(name))) {
                LOG.warnf("This node does not have the inline projection %s: it follows the log from here on", name);
                present = inline.remove(name);
            }
        }
        return present;
    }

    /** Locks the journal, whatever its epoch, and returns its head. */
    long settle() {
        turns.take();
        return ((Number) entities.createNativeQuery(statements.settle()).getSingleResult()).longValue();
    }

    private void set(String settings) {
        entities.createNativeQuery(settings).getSingleResult();
    }

    /**
     * Of several appends to one aggregate only the last snapshot counts, judged by the index the first one saw. In one
     * order for all writers: two who lock the same rows wait for each other and do not deadlock.
     */
    private static Map<SnapshotKey, SeenSnapshot> latestSnapshots(List<Append> appends) {
        Map<SnapshotKey, SeenSnapshot> latest = new TreeMap<>();
        for (Append append : appends) {
            append.snapshot()
                    .ifPresent(snapshot -> latest.merge(
                            new SnapshotKey(append.aggregate(), snapshot.base()),
                            new SeenSnapshot(append.seenIndex(), snapshot),
                            (first, last) -> new SeenSnapshot(first.seenIndex(), last.snapshot())));
        }
        return latest;
    }

    private void saveSnapshot(SnapshotKey key, SeenSnapshot seen) {
        if (seen.seenIndex() >= 0 && replaceSnapshot(seen) == 1) {
            return;
        }
        // no row yet, or one that is newer than what was seen: then its key refuses this one
        entities.persist(new SnapshotRow(seen.snapshot()));
    }

    private int replaceSnapshot(SeenSnapshot seen) {
        StoredState snapshot = seen.snapshot();
        var meta = snapshot.meta();
        return entities.createQuery(REPLACE_SNAPSHOT)
                .setParameter("index", meta.index())
                .setParameter("version", meta.version())
                .setParameter("uuid", meta.uuid())
                .setParameter("occurredAt", Micros.of(meta.timestamp()))
                .setParameter("origin", meta.origin())
                .setParameter("snapshotPeriod", meta.snapshotPeriod())
                .setParameter("eventHash", snapshot.eventHash())
                .setParameter("payload", snapshot.data())
                .setParameter("checksum", snapshot.checksum())
                .setParameter("type", meta.type())
                .setParameter("id", meta.id())
                .setParameter("base", snapshot.base())
                .setParameter("seen", seen.seenIndex())
                .executeUpdate();
    }

    private record SnapshotKey(AggregateId aggregate, boolean base) implements Comparable<SnapshotKey> {

        private static final Comparator<SnapshotKey> ORDER = Comparator.comparing(
                        (SnapshotKey key) -> key.aggregate.type())
                .thenComparing(key -> key.aggregate.id())
                .thenComparing(SnapshotKey::base);

        @Override
        public int compareTo(SnapshotKey other) {
            return ORDER.compare(this, other);
        }
    }

    private record SeenSnapshot(long seenIndex, StoredState snapshot) {}
}
