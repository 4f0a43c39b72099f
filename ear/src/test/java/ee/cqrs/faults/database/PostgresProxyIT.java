package ee.cqrs.faults.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import ee.cqrs.it.client.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The proxy does to a connection what it says, between the real driver and a real PostgreSQL. */
class PostgresProxyIT {

    private static final String BROKEN = "08006"; // connection_failure

    private static Postgres postgres;
    private static String database;

    private PostgresProxy proxy;
    private Connection connection;

    @BeforeAll
    static void startDatabase() {
        postgres = Postgres.start();
        database = postgres.createDatabase();
        postgres.execute(database, "create table written (number int)");
    }

    @AfterAll
    static void stopDatabase() {
        postgres.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        postgres.execute(database, "truncate written");
        proxy = PostgresProxy.to(postgres.port());
        connection = open();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        proxy.close();
    }

    @Test
    void givenNoFaultThenWhatIsCommittedIsThere() throws Exception {
        for (int i = 1; i <= 20; i++) { // often enough for the driver to prepare its statements
            insert();
            connection.commit();
        }

        assertThat(written()).isEqualTo(20);
    }

    @Test
    void givenACutBeforeTheCommitThenTheClientIsToldAndNothingIsThere() throws Exception {
        proxy.cutBeforeCommit();

        assertCommitBreaks();

        assertThat(written()).isZero();
        assertThat(proxy.cuts()).isEqualTo(1);
    }

    @Test
    void givenACutAfterTheCommitThenTheClientIsToldTheSameAndAllIsThere() throws Exception {
        proxy.cutAfterCommit();

        assertCommitBreaks();

        assertThat(written()).isEqualTo(1);
        assertThat(proxy.cuts()).isEqualTo(1);
    }

    @Test
    void givenACommitThatIsPreparedByNowThenItIsCutToo() throws Exception {
        for (int i = 1; i <= 20; i++) {
            insert();
            connection.commit();
        }
        proxy.cutBeforeCommit();

        assertCommitBreaks();

        assertThat(written()).isEqualTo(20);
    }

    @Test
    void givenACutThenTheNextConnectionWorks() throws Exception {
        proxy.cutBeforeCommit();
        assertCommitBreaks();

        connection = open();

        insert();
        connection.commit();
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void givenABlackHoleThenNobodyIsToldUntilTimeIsUp() throws Exception {
        proxy.blackHole();

        assertThatThrownBy(this::insert).isInstanceOf(SQLException.class).hasRootCauseMessage("Read timed out");
        assertThatThrownBy(this::open).isInstanceOf(SQLException.class);

        proxy.heal();
        connection = open();
        insert();
    }

    @Test
    void givenForgottenConnectionsThenOnlyNewOnesWork() throws Exception {
        proxy.forgetConnections();
        proxy.heal();

        assertThatThrownBy(this::insert).isInstanceOf(SQLException.class).hasRootCauseMessage("Read timed out");

        connection = open();
        assertThatCode(this::insert).doesNotThrowAnyException();
    }

    @Test
    void givenADelayThenAnAnswerTakesTheWayThereAndBack() throws Exception {
        Duration oneWay = Duration.ofMillis(300);
        proxy.delay(oneWay);

        long start = System.nanoTime();
        insert();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(oneWay.multipliedBy(2));
    }

    private void assertCommitBreaks() throws SQLException {
        insert();
        assertThatThrownBy(connection::commit)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(BROKEN));
    }

    private void insert() throws SQLException {
        try (var statement = connection.prepareStatement("insert into written values (1)")) {
            statement.executeUpdate();
        }
    }

    private long written() {
        return postgres.number(database, "select count(*) from written");
    }

    private Connection open() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setPortNumbers(new int[] {proxy.port()});
        source.setDatabaseName(database);
        source.setUser("postgres");
        source.setConnectTimeout(2);
        source.setSocketTimeout(2);
        Connection opened = source.getConnection();
        opened.setAutoCommit(false);
        return opened;
    }
}
