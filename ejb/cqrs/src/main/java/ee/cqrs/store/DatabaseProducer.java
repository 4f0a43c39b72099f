package ee.cqrs.store;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Finds out once which database there is. */
class DatabaseProducer {

    @Resource(lookup = "java:jboss/datasources/CqrsDS")
    private DataSource dataSource;

    @Produces
    @Singleton
    Database database() {
        return Database.of(dataSource);
    }
}
