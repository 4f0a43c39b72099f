package ee.cqrs.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;

import ee.cqrs.settings.TestSettings;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The real store on a real H2 file, with the users of the server's two data sources, and with transactions of JPA's own
 * where the server has the container's.
 */
public final class LocalStore implements AutoCloseable {

    private final JdbcDataSource owner = new JdbcDataSource();
    private final JdbcDataSource application = new JdbcDataSource();
    /** Without one the file would be closed after each query, and opened for the next. */
    private final Connection keepsFileOpen;

    private final EntityManagerFactory factory;
    private final ThreadLocal<EntityManager> transactional = new ThreadLocal<>();

    public LocalStore(Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("store") + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
        owner.setURL(url);
        owner.setUser("cqrs");
        application.setURL(url + ";IFEXISTS=TRUE;IGNORE_UNKNOWN_SETTINGS=TRUE");
        application.setUser("cqrs_app");
        Migration.migrate(owner);
        keepsFileOpen = open(application);
        factory = Persistence.createEntityManagerFactory(
                "cqrs-local", Map.of("jakarta.persistence.nonJtaDataSource", application));
    }

    /** What the application connects with. */
    DataSource application() {
        return application;
    }

    public EventStore events() {
        return new EventStore(perCall());
    }

    public ReadableHead readable(DurableHead head) {
        return new ReadableHead(head, events(), () -> Database.of(application));
    }

    public Journal journal(DurableHead head) {
        return journal(head, new Saves());
    }

    public Journal journal(DurableHead head, Saves saves) {
        return new Journal(new LocalTransaction(saves), head);
    }

    public CommandRetention retention() {
        return new CommandRetention(perCall()) {
            @Override
            public int removeSome(java.time.Instant before) {
                return inTransaction(() -> super.removeSome(before));
            }
        };
    }

    /** Plain SQL of the owner, for damage and for looking at columns. */
    public <T> T sql(String statement, Function<java.sql.ResultSet, T> reader) {
        try (var connection = owner.getConnection();
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

    public long count(String from) {
        return sql("select count(*) from " + from, rows -> {
            try {
                rows.next();
                return rows.getLong(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public void close() {
        factory.close();
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

    /** Like the container's: the transaction's persistence context within one, else a new one for each call. */
    private EntityManager perCall() {
        return (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    EntityManager target = transactional.get();
                    try {
                        return method.invoke(target == null ? factory.createEntityManager() : target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        EntityManager entities = factory.createEntityManager();
        transactional.set(entities);
        try {
            entities.getTransaction().begin();
            T result = work.get();
            entities.getTransaction().commit();
            return result;
        } finally {
            transactional.remove();
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.close();
        }
    }

    private final class LocalTransaction extends JournalTransaction {

        private final Saves saves;

        LocalTransaction(Saves saves) {
            super(
                    perCall(),
                    Database.of(application).takePositions(TestSettings.with().journal()));
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
        public long settle() {
            saves.beforeSettle.run();
            return inTransaction(super::settle);
        }
    }
}
