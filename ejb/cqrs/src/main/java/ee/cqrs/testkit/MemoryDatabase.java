package ee.cqrs.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;

import ee.cqrs.store.Migration;
import org.h2.jdbcx.JdbcDataSource;

/**
 * An H2 in memory with the tables of an application, and its persistence unit as the server has it, but for the transactions:
 * they are JPA's own. The application works with its tables as a user who may do no more than its scripts grant him.
 */
final class MemoryDatabase implements AutoCloseable {

    private static final String APPLICATION = "cqrs_app";

    private final JdbcDataSource owner;
    private final Connection keepsItThere;
    private final EntityManagerFactory factory;
    private final LocalTransactions transactions;

    MemoryDatabase(String application, String unit, ClassLoader loader) {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        owner = user("cqrs", url);
        keepsItThere = open(owner);
        execute("create user " + APPLICATION + " password ''");
        JdbcDataSource user = user(APPLICATION, url);
        Migration.migrate(owner, user, application, loader);
        factory = Persistence.createEntityManagerFactory(unit, local(user));
        transactions = new LocalTransactions(factory);
    }

    private static Map<String, Object> local(DataSource source) {
        return Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", "",
                "jakarta.persistence.nonJtaDataSource", source,
                "eclipselink.target-server", "None",
                "eclipselink.archive.factory", "org.eclipse.persistence.internal.jpa.deployment.ArchiveFactoryImpl",
                "eclipselink.session-name", UUID.randomUUID().toString());
    }

    LocalTransactions transactions() {
        return transactions;
    }

    @Override
    public void close() {
        factory.close();
        execute("shutdown");
    }

    private void execute(String statement) {
        try (var execution = keepsItThere.createStatement()) {
            execution.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private static Connection open(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JdbcDataSource user(String name, String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser(name);
        source.setPassword("");
        return source;
    }
}
