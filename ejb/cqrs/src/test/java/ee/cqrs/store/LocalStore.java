package ee.cqrs.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.settings.Settings;
import ee.cqrs.settings.TestSettings;
import ee.cqrs.testkit.LocalTransactions;

/** The real store on a real database, with transactions of JPA's own where the server has the container's. */
public final class LocalStore implements AutoCloseable {

    /** What happens in the next look-ups of command ids. */
    public final Script lookingUp = new Script();

    /** What happens in the next reads of the log. */
    public final Script reading = new Script();

    /** What this node writes with its appends. */
    public volatile InlineReadModels readModels = new NoReadModels();

    /** How often the log was read. */
    public final AtomicLong readings = new AtomicLong();

    private final TestDatabase database;
    private final Settings settings;
    /** Without one H2 would close its file after each query, and open it for the next. */
    private final Connection keepsFileOpen;

    private final EntityManagerFactory factory;
    private final LocalTransactions transactions;
    private final LocalSynchronizations synchronizations = new LocalSynchronizations();
    private final JournalTurns turns;

    public LocalStore(Path folder) {
        this(TestDatabase.h2(folder));
    }

    public LocalStore(TestDatabase database) {
        this(database, TestSettings.with());
    }

    LocalStore(TestDatabase database, Settings settings) {
        this.database = database;
        this.settings = settings;
        keepsFileOpen = open(database.application());
        factory = database.connect();
        transactions = new LocalTransactions(factory);
        turns = new JournalTurns(Database.of(database.application()), settings, synchronizations);
    }

    TestDatabase database() {
        return database;
    }

    public EventStore events() {
        EventQueries queries = new EventQueries(perCall()) {
            @Override
            List<RecordedEvent> feed(long after, long head, int limit, Optional<String> type) {
                readings.incrementAndGet();
                reading.run();
                return super.feed(after, head, limit, type);
            }

            @Override
            public Optional<CommandRecord> command(String commandId) {
                lookingUp.run();
                return super.command(commandId);
            }
        };
        return new EventStore(queries, log(), new TimedReads(settings, LocalStore::reader));
    }

    /** What reads without a look at how large the events are fails. */
    public EventStore portions() {
        return new EventStore(new EventQueries(perCall()), log(), new TimedReads(settings, LocalStore::reader)) {
            @Override
            public List<RecordedEvent> events(AggregateId aggregate, long after, int limit) {
                throw new AssertionError("%d events of %s, however large".formatted(limit, aggregate));
            }
        };
    }

    private static Thread reader(Runnable reads) {
        Thread thread = new Thread(reads, "reader");
        thread.setDaemon(true); // nobody stops them
        return thread;
    }

    /** A node that believes to be alone, rightly or not. */
    public Membership alone() {
        Membership membership = new Membership();
        membership.ownForever(0, Set.of());
        return membership;
    }

    /** A node that knows that there are others, who stay. */
    public Membership amongOthers() {
        Membership membership = new Membership();
        membership.admit(new Member("", 0, Set.of()));
        return membership;
    }

    /** The heartbeat of a node that knows of others. */
    public Heartbeat heartbeat(Membership membership, Settings nodeSettings) {
        return new Heartbeat(
                new LocalNodes(nodeSettings), membership, () -> Database.of(database.application()), nodeSettings);
    }

    public ReadableHead readable(DurableHead head) {
        return new ReadableHead(head, events(), () -> Database.of(database.application()));
    }

    public Journal journal(DurableHead head) {
        return journal(head, new Saves());
    }

    public Journal journal(DurableHead head, Saves saves) {
        return journal(head, saves, alone());
    }

    public Journal journal(DurableHead head, Saves saves, Membership membership) {
        ForcedDisk disk = new ForcedDisk(settings, Database.of(database.application()), database.owner());
        DiskSpace space = new DiskSpace(database.owner()) {
            @Override
            void require() {
                saves.beforeRoom.run();
                super.require();
            }
        };
        return new Journal(
                new LocalTransaction(saves, membership),
                membership,
                presentReadModels(),
                events(),
                head,
                disk,
                space,
                settings);
    }

    private InlineReadModels presentReadModels() {
        return new InlineReadModels() {
            @Override
            public boolean have(Set<String> names) {
                return readModels.have(names);
            }

            @Override
            public void write(Set<String> names, List<Append> appends) {
                readModels.write(names, appends);
            }
        };
    }

    public JournalTurns turns() {
        return turns;
    }

    public TransactionStart transactions() {
        return new TransactionStart(() -> Database.of(database.application()), new DiskSpace(database.owner()));
    }

    /** The tables as the application can read them. */
    public StoredLog log() {
        return StoredLog.of(database.application());
    }

    public RootHashes roots() {
        return new RootHashes(new DiskSpace(database.owner()), database.application());
    }

    public Quarantine quarantine() {
        return new Quarantine(new DiskSpace(database.owner()), database.application());
    }

    public CommandRetention retention() {
        return new CommandRetention(perCall()) {
            @Override
            public int removeSome(java.time.Instant before) {
                return inTransaction(() -> super.removeSome(before));
            }
        };
    }

    /** Work of the caller's that the journal joins. */
    public void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return null;
        });
    }

    /** Plain SQL, for damage and for looking at columns. */
    public <T> T sql(String statement, Function<java.sql.ResultSet, T> reader) {
        try (var connection = database.vandal().getConnection();
                var query = connection.createStatement()) {
            if (!query.execute(statement)) {
                return null;
            }
            return reader.apply(query.getResultSet());
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    public void execute(String statement) {
        sql(statement, rows -> null);
    }

    /** Gives the events of an aggregate hashes that fit what was done to them, as if they had been stored like this. */
    public void hashAnew(AggregateId aggregate) {
        hashAnew(aggregate, Integer.MAX_VALUE);
    }

    /** The same for the first events only: the next one does not continue them any more. */
    public void hashAnew(AggregateId aggregate, int count) {
        String previous = null;
        for (RecordedEvent event : events().events(aggregate, -1, count)) {
            String hash = following(previous, event, event.data()).meta().hash();
            execute("update event set hash = '%s', previous_hash = %s where position = %d"
                    .formatted(
                            hash,
                            previous == null ? "null" : "'" + previous + "'",
                            event.meta().position()));
            previous = hash;
        }
    }

    /** An event with other data, with the hash that it has behind another one. */
    public static RecordedEvent following(String previousHash, RecordedEvent event, String data) {
        EventMeta meta = event.meta();
        EventMeta linked = new EventMeta(
                meta.timestamp(),
                meta.uuid(),
                meta.version(),
                meta.origin(),
                meta.index(),
                meta.type(),
                meta.id(),
                meta.snapshotPeriod(),
                meta.position(),
                meta.commandId(),
                meta.correlationId(),
                meta.causationId(),
                null,
                previousHash);
        return new RecordedEvent(linked, event.type(), data).hashed();
    }

    /** The first column of a query. */
    public List<Long> numbers(String query) {
        return sql(query, rows -> {
            try {
                List<Long> column = new ArrayList<>();
                while (rows.next()) {
                    column.add(rows.getLong(1));
                }
                return column;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    public long count(String from) {
        return numbers("select count(*) from " + from).get(0);
    }

    @Override
    public void close() {
        database.disconnect(factory);
        try {
            keepsFileOpen.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection open(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public EntityManager perCall() {
        return transactions.entities();
    }

    public <T> T inTransaction(Supplier<T> work) {
        try {
            return transactions.commit(work);
        } finally {
            synchronizations.end(Status.STATUS_UNKNOWN);
        }
    }

    private final class LocalTransaction extends JournalTransaction {

        private final Saves saves;

        LocalTransaction(Saves saves, Membership membership) {
            super(
                    perCall(),
                    Database.of(database.application()).journal(settings.journal()),
                    membership,
                    presentReadModels(),
                    turns,
                    synchronizations);
            this.saves = saves;
        }

        @Override
        public List<Append> appendAlone(List<Append> appends, CommitWatch watch) {
            saves.beforeWrite.run();
            List<Append> placed = inTransaction(() -> {
                List<Append> written = super.appendAlone(appends, watch);
                saves.beforeCommit.run();
                return written;
            });
            saves.afterCommit.run();
            return placed;
        }

        @Override
        public InlineNames adopt() {
            return inTransaction(super::adopt);
        }

        @Override
        public long settle() {
            saves.beforeSettle.run();
            return inTransaction(super::settle);
        }
    }

    private final class LocalNodes extends NodeTransaction {

        LocalNodes(Settings settings) {
            super(perCall(), Database.of(database.application()), settings, turns);
        }

        @Override
        public void register(String nodeId) {
            inTransaction(() -> {
                super.register(nodeId);
                return null;
            });
        }

        @Override
        public Census beat(String nodeId) {
            return inTransaction(() -> super.beat(nodeId));
        }

        @Override
        public boolean remove(String nodeId, long beats) {
            return inTransaction(() -> super.remove(nodeId, beats));
        }
    }
}
