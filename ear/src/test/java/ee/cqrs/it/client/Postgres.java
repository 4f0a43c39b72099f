package ee.cqrs.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ee.cqrs.server.Database;
import ee.cqrs.server.ServerInstance;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL of the tests' own, which keeps its commits as one of an operator's does. */
public final class Postgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final Path data;
    private final String fsync;
    private EmbeddedPostgres cluster;

    private Postgres(Path data, String fsync) throws IOException {
        this.data = data;
        this.fsync = fsync;
        cluster = builder().start();
    }

    /** Starts a new, empty one. */
    public static Postgres start() {
        return start("on");
    }

    /** Starts one that keeps no promise: {@code fsync} as given. */
    public static Postgres start(String fsync) {
        try {
            return new Postgres(Files.createTempDirectory("cqrs-postgres"), fsync);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", fsync)
                .setServerConfig("synchronous_commit", "on") // the library's default is off
                .setServerConfig("max_connections", "150");
    }

    /** Ends all its processes at once, as {@code pg_ctl stop -m immediate} does: whoever is connected notices. */
    public void fail() throws IOException, InterruptedException {
        ProcessHandle process = process();
        new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Starts it again after a failure, on the same data and at the same port. */
    public void comeBack() throws IOException {
        int port = cluster.getPort();
        cluster.close();
        cluster = builder().setPort(port).start();
    }

    /** Makes a database with a name of its own. */
    public String createDatabase() {
        String name = "db_" + UUID.randomUUID().toString().replace("-", "");
        execute(USER, "create database " + name);
        return name;
    }

    /** Where it listens. */
    public int port() {
        return cluster.getPort();
    }

    /** Has all of a database lie in another directory; nobody may be connected to it. */
    public void moveTo(Path directory, String database) {
        execute(USER, "create tablespace elsewhere location '%s'".formatted(directory));
        execute(USER, "alter database %s set tablespace elsewhere".formatted(database));
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
        return ProcessHandle.of(
                        number(USER, "select (string_to_array(pg_read_file('postmaster.pid'), E'\\n'))[1]::bigint"))
                .orElseThrow();
    }

    /** What a query says. */
    public long number(String database, String query) {
        try (var connection = connect(database);
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Where its files are. */
    public Path data() {
        return data;
    }

    @Override
    public void close() {
        try {
            cluster.close();
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
