package ee.cqrs.faults.database;

import java.sql.Connection;
import java.sql.SQLException;

import ee.cqrs.it.client.Postgres;
import ee.cqrs.server.Database;
import ee.cqrs.server.ServerInstance;

/** A PostgreSQL of the scenario's own. */
final class OwnPostgres implements FaultDatabase {

    private final Postgres postgres = Postgres.start();
    private final String database = postgres.createDatabase();

    @Override
    public Database kind() {
        return Database.POSTGRESQL;
    }

    @Override
    public void serve(ServerInstance unstarted) {
        postgres.serve(unstarted, database);
    }

    @Override
    public Postgres postgres() {
        return postgres;
    }

    @Override
    public Connection connect() throws SQLException {
        return postgres.connect(database);
    }

    @Override
    public void close() {
        postgres.close();
    }
}
