package ee.cqrs.faults.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

import ee.cqrs.server.Database;
import ee.cqrs.server.ServerInstance;

/** The user's PostgreSQL, in a schema that the scenario makes and drops. */
final class UsersPostgres implements FaultDatabase {

    private final String url;
    private final String user;
    private final String password;
    private final String schema = "faults_" + UUID.randomUUID().toString().replace("-", "");

    private UsersPostgres(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    static UsersPostgres at(String url, String user, String password) {
        UsersPostgres postgres = new UsersPostgres(url, user, password);
        postgres.execute("create schema " + postgres.schema);
        return postgres;
    }

    @Override
    public Database kind() {
        return Database.POSTGRESQL;
    }

    @Override
    public void serve(ServerInstance unstarted) {
        unstarted
                .database(Database.POSTGRESQL)
                .property("cqrs.postgresql.url", inSchema())
                .property("cqrs.postgresql.user", user);
        if (!password.isEmpty()) { // a server refuses an empty one
            unstarted.property("cqrs.postgresql.password", password);
        }
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(inSchema(), user, password);
    }

    @Override
    public void close() {
        execute("drop schema " + schema + " cascade");
    }

    private String inSchema() {
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }
}
