package ee.cqrs.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import ee.cqrs.server.Database;
import ee.cqrs.server.ServerInstance;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL of the tests' own, which keeps its commits as one of an operator's does. */
public final class Postgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final EmbeddedPostgres cluster;

    private Postgres(EmbeddedPostgres cluster) {
        this.cluster = cluster;
    }

    /** Starts a new, empty one. */
    public static Postgres start() {
        return start("on");
    }

    /** Starts one that keeps no promise: {@code fsync} as given. */
    public static Postgres start(String fsync) {
        try {
            return new Postgres(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", fsync)
                    .setServerConfig("synchronous_commit", "on") // the library's default is off
                    .setServerConfig("max_connections", "150")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a database with a name of its own. */
    public String createDatabase() {
        String name = "db_" + UUID.randomUUID().toString().replace("-", "");
        execute(USER, "create database " + name);
        return name;
    }

    public String url(String database) {
        return cluster.getJdbcUrl(USER, database);
    }

    /** Has a server keep its events here. */
    public ServerInstance serve(ServerInstance server, String database) {
        return server.database(Database.POSTGRESQL)
                .property("cqrs.postgresql.url", url(database))
                .property("cqrs.postgresql.user", USER);
    }

    public Connection connect(String database) throws SQLException {
        return cluster.getDatabase(USER, database).getConnection();
    }

    public void execute(String database, String sql) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The process of the cluster; each connection is a child of it. */
    public ProcessHandle process() {
        try (var connection = connect(USER);
                var rows = connection
                        .createStatement()
                        .executeQuery("select (string_to_array(pg_read_file('postmaster.pid'), E'\\n'))[1]::bigint")) {
            rows.next();
            return ProcessHandle.of(rows.getLong(1)).orElseThrow();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where its files are. */
    public Path data() {
        try (var connection = connect(USER);
                var rows = connection.createStatement().executeQuery("show data_directory")) {
            rows.next();
            return Path.of(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
