package ee.cqrs.store;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

/** A real file, opened as the server does. */
final class H2Database implements TestDatabase {

    private final JdbcDataSource owner;
    private final JdbcDataSource application;

    H2Database(Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("store") + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
        owner = user("cqrs", url);
        application = user("cqrs_app", url + ";IFEXISTS=TRUE;IGNORE_UNKNOWN_SETTINGS=TRUE");
        Migration.migrate(owner, application);
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
}
