package ee.cqrs.it.crash;

import ee.cqrs.it.client.Postgres;
import ee.cqrs.server.ServerInstance;
import org.junit.jupiter.api.AfterEach;

class PostgresCrashIT extends CrashTest {

    private final Postgres postgres = Postgres.start();

    @Override
    void configure(ServerInstance unstarted) {
        postgres.serve(unstarted, postgres.createDatabase());
    }

    @Override
    @AfterEach
    void stop() {
        super.stop();
        postgres.close();
    }
}
