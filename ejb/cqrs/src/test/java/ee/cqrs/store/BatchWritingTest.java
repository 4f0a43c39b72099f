package ee.cqrs.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** With the persistence unit of the server: how often a save goes to the database, each time over the network. */
class BatchWritingTest extends StoreTest {

    private final List<String> trips = new ArrayList<>();

    @TempDir
    Path folder;

    @Override
    TestDatabase database() {
        return new WatchedDatabase(TestDatabase.h2(folder));
    }

    @BeforeEach
    void begin() {
        append(Appends.events("before", -1, 1));
        trips.clear();
    }

    @Test
    void events_and_commands_of_a_batch_are_written_in_one_trip_each() {
        journal.append(IntStream.range(0, 50)
                .mapToObj(i -> Appends.events("before", i, 1))
                .toList());

        assertThat(trips).as("journal, events, commands").hasSize(3);
        assertThat(trips).filteredOn("executeBatch"::equals).hasSize(2);
        assertThat(log()).hasSize(51);
    }

    @Test
    void new_aggregates_of_a_batch_are_one_trip_more() {
        journal.append(IntStream.range(0, 50)
                .mapToObj(i -> Appends.events("new" + i, -1, 1))
                .toList());

        assertThat(trips).as("aggregates, journal, events, commands").hasSize(4);
    }

    private Object watched(Object target, Class<?> type) {
        return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, new Watch(target));
    }

    /** Sees what a data source, its connections and their statements are asked for. */
    private final class Watch implements InvocationHandler {

        private final Object target;

        Watch(Object target) {
            this.target = target;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().startsWith("execute")) {
                trips.add(method.getName());
            }
            try {
                Object answer = method.invoke(target, arguments);
                Class<?> type = method.getReturnType();
                return type == Connection.class || type == PreparedStatement.class ? watched(answer, type) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private final class WatchedDatabase implements TestDatabase {

        private final TestDatabase database;

        WatchedDatabase(TestDatabase database) {
            this.database = database;
        }

        @Override
        public EntityManagerFactory connect() {
            return Persistence.createEntityManagerFactory(
                    "cqrs",
                    Map.of(
                            "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                            "jakarta.persistence.jtaDataSource", "",
                            "jakarta.persistence.nonJtaDataSource", watched(application(), DataSource.class),
                            "eclipselink.target-server", "None",
                            "eclipselink.archive.factory",
                                    "org.eclipse.persistence.internal.jpa.deployment.ArchiveFactoryImpl"));
        }

        @Override
        public DataSource owner() {
            return database.owner();
        }

        @Override
        public DataSource application() {
            return database.application();
        }

        @Override
        public DataSource vandal() {
            return database.vandal();
        }

        @Override
        public String lockWaiters() {
            return database.lockWaiters();
        }
    }
}
