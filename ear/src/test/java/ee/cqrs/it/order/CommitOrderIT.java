package ee.cqrs.it.order;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.it.client.Postgres;
import ee.cqrs.it.order.Reader.Seen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

class CommitOrderIT {

    private static final int READERS = 5;

    private final long seed = Long.getLong("cqrs.test.seed", System.nanoTime());
    private final Writers writers = new Writers();
    private Postgres postgres;
    private List<Node> nodes = List.of();

    @BeforeEach
    void start() throws Exception {
        postgres = Postgres.start();
        String database = postgres.createDatabase();
        nodes = List.of(Node.start(2, postgres, database, "-Xmx768m"), Node.start(3, postgres, database, "-Xmx768m"));
        for (Node node : nodes) {
            node.awaitDeployed();
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
        postgres.close();
    }

    @Test
    @Timeout(300)
    void givenTransactionsThatDawdleAndRollBackOnTwoNodesThenReadersSkipNothingAndSeeNothingTwice() throws Exception {
        System.out.println("CommitOrderIT: to have the same commands again, -Dcqrs.test.seed=" + seed);
        writers.activateShared(nodes.get(0));
        List<Reader> readers = IntStream.range(0, READERS)
                .mapToObj(i -> Reader.start(nodes.get(i % nodes.size()).rest()))
                .toList();

        writers.write(nodes, seed);

        EventLog log = new EventLog(nodes.get(0).rest().feed(0));
        print(log);
        for (Reader reader : readers) {
            assertSame(reader.upTo(log.events().size()), seen(log));
        }
        assertSame(seen(new EventLog(nodes.get(1).rest().feed(0))), seen(log));
        assertWhatWasToldIsTrue(log);
    }

    private void assertWhatWasToldIsTrue(EventLog log) throws Exception {
        Logs.assertSound(log, writers.answered());
        Logs.assertHoldsOneEventOfEach(log, writers.committed());
        Logs.assertHoldsNoneOf(log, writers.withoutEffect());
        assertThat(writers.answered()).extracting(Answered::status).isSubsetOf(200, 409, 503);
        assertThat(writers.committed()).isNotEmpty();
    }

    /** Names the first difference only. */
    private static void assertSame(List<Seen> read, List<Seen> log) {
        for (int i = 0; i < Math.min(read.size(), log.size()); i++) {
            assertThat(read.get(i)).as("event %d that a reader saw", i + 1).isEqualTo(log.get(i));
        }
        assertThat(read.size()).as("events that a reader saw").isEqualTo(log.size());
    }

    private void print(EventLog log) {
        Map<Integer, Long> rest = writers.answered().stream().collect(groupingBy(Answered::status, counting()));
        System.out.printf(
                "CommitOrderIT: %d events, over REST by status %s, in transactions %d committed, without effect %d in all%n",
                log.events().size(),
                rest,
                writers.committed().size(),
                writers.withoutEffect().size());
    }

    private static List<Seen> seen(EventLog log) {
        return log.events().stream().map(Seen::of).toList();
    }
}
