package ee.cqrs.it.crash;

import ee.cqrs.server.ServerInstance;

class CrashIT extends CrashTest {

    @Override
    void configure(ServerInstance unstarted) {
        // H2, as it comes
    }
}
