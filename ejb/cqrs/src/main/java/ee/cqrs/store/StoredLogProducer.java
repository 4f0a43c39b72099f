package ee.cqrs.store;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The log of this server, read with the application's user. */
class StoredLogProducer {

    @Resource(lookup = "java:jboss/datasources/CqrsDS")
    private DataSource dataSource;

    @Produces
    @Singleton
    StoredLog storedLog() {
        return StoredLog.of(dataSource);
    }
}
