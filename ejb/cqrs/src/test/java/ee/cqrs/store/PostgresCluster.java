package ee.cqrs.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real, durable PostgreSQL for all tests, with the users and the database that the README of the server has the operator
 * make. It starts when it is first asked for and ends with the JVM.
 */
final class PostgresCluster {

    private static final Path README = Path.of("../../server-config/README.md");
    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final String STORE = "cqrs";
    private static final String OWNER = "cqrs_owner";
    private static final String APPLICATION = "cqrs_app";
    private static final String SUPERUSER = "postgres";
    private static final int MOST_CONNECTIONS = 64;

    private final EmbeddedPostgres server = start("on");
    private final Store store;

    private PostgresCluster() {
        Matcher sql = SQL.matcher(readme());
        if (!sql.find()) {
            throw new IllegalStateException("The README does not say how to make users and database");
        }
        for (String statement : sql.group(1).split(";\n")) {
            execute(superuser(SUPERUSER), statement);
        }
        PGSimpleDataSource vandal = superuser(STORE);
        vandal.setOptions("-c session_replication_role=replica"); // no trigger stops it
        store = new Store(user(OWNER, STORE), pool(APPLICATION), vandal);
        Migration.migrate(store.owner, store.application);
    }

    static PostgresCluster get() {
        return Only.CLUSTER;
    }

    /** The library's own settings are fast ones: what is durable must be said. */
    static EmbeddedPostgres start(String forced) {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", forced)
                    .setServerConfig("full_page_writes", forced)
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database without any table, for who may do all. */
    DataSource newDatabase() {
        String name = "db_" + UUID.randomUUID().toString().replace("-", "");
        execute(superuser(SUPERUSER), "create database " + name);
        return superuser(name);
    }

    /** The one that the README has made, emptied: to make one for each test would keep the disk busy. */
    TestDatabase emptyStore() {
        execute(
                store.vandal(),
                "truncate event, aggregate, snapshot, command, node, root_hash, drift, subscription, parked_stream, skipped_event, reservation, projection, projection_version, inline_projection; update journal set head = 0, epoch = 0");
        return store;
    }

    /** Another user for the application. */
    DataSource applicationNamed(String name) {
        execute(superuser(SUPERUSER), "create user \"%s\"".formatted(name.replace("\"", "\"\"")));
        return user(name, STORE);
    }

    private PGSimpleDataSource superuser(String database) {
        return user(SUPERUSER, database);
    }

    private PGSimpleDataSource user(String name, String database) {
        PGSimpleDataSource dataSource = (PGSimpleDataSource) server.getDatabase(name, database);
        dataSource.setReWriteBatchedInserts(true);
        return dataSource;
    }

    /** A new connection takes longer than most of what tests do with one. */
    private DataSource pool(String name) {
        PGSimpleDataSource users = user(name, STORE);
        PGConnectionPoolDataSource connections = new PGConnectionPoolDataSource();
        connections.setURL(users.getURL());
        connections.setUser(name);
        JdbcConnectionPool pool = JdbcConnectionPool.create(connections);
        pool.setMaxConnections(MOST_CONNECTIONS);
        return pool;
    }

    private static String readme() {
        try {
            return Files.readString(README);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void execute(DataSource dataSource, String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static final class Only {
        private static final PostgresCluster CLUSTER = new PostgresCluster();
    }

    private static final class Store implements TestDatabase {

        private final DataSource owner;
        private final DataSource application;
        private final DataSource vandal;
        private final EntityManagerFactory factory;

        Store(DataSource owner, DataSource application, DataSource vandal) {
            this.owner = owner;
            this.application = application;
            this.vandal = vandal;
            factory = TestDatabase.super.connect(); // slow, and the tables stay
        }

        @Override
        public DataSource owner() {
            return owner;
        }

        @Override
        public DataSource application() {
            return application;
        }

        @Override
        public DataSource vandal() {
            return vandal;
        }

        @Override
        public EntityManagerFactory connect() {
            return factory;
        }

        @Override
        public void disconnect(EntityManagerFactory unused) {}

        @Override
        public String lockWaiters() {
            return "pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
        }
    }
}
