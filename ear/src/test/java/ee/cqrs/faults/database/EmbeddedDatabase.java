package ee.cqrs.faults.database;

import ee.cqrs.server.Database;
import ee.cqrs.server.ServerInstance;

/** H2, in the server and its data directory. */
final class EmbeddedDatabase implements FaultDatabase {

    @Override
    public Database kind() {
        return Database.H2;
    }

    @Override
    public void serve(ServerInstance unstarted) {
        unstarted.database(Database.H2);
    }

    @Override
    public void close() {
        // it ends with its server
    }
}
