package ee.cqrs.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

/** A real file, opened as the server does. */
final class H2Database implements TestDatabase {

    private static final String FILE = "store.mv.db";

    private final JdbcDataSource owner;
    private final JdbcDataSource application;

    private H2Database(String files, Path folder) {
        String url = "jdbc:h2:" + files + ":" + folder.resolve("store") + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
        owner = user("cqrs", url);
        application = user("cqrs_app", url + ";IFEXISTS=TRUE;IGNORE_UNKNOWN_SETTINGS=TRUE");
    }

    /** A file that is not there yet is a copy of one that was made before: the scripts take their time. */
    static H2Database in(Path folder) {
        return in("file", folder);
    }

    /** The same in another of H2's file systems. */
    static H2Database in(String files, Path folder) {
        H2Database database = new H2Database(files, folder);
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            Migration.migrate(database.owner, database.application);
        } else {
            copy(Migrated.FILE, file);
        }
        return database;
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JdbcDataSource user(String name, String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        dataSource.setUser(name);
        return dataSource;
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
        return owner;
    }

    @Override
    public String lockWaiters() {
        return "information_schema.sessions where blocker_id is not null";
    }

    /** Made once. */
    private static final class Migrated {

        private static final Path FILE = make();

        private static Path make() {
            try {
                Path folder = Files.createTempDirectory("cqrs-h2");
                H2Database database = new H2Database("file", folder);
                Migration.migrate(database.owner, database.application);
                Path file = folder.resolve(H2Database.FILE);
                folder.toFile().deleteOnExit();
                file.toFile().deleteOnExit();
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
