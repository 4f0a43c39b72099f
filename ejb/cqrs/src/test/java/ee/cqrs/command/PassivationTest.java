package ee.cqrs.command;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.ejb.NoSuchEJBException;

import ee.cqrs.aggregate.AggregateId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Aggregates come and go all the time, and what is asked of them does not notice. */
class PassivationTest extends SharedStoreTest {

    private static final int SENDERS = 6;
    private static final int AGGREGATES = 12;
    private static final long PACE = 100_000;

    @Test
    void given_aggregates_leave_memory_while_commands_come_then_each_has_one_effect() {
        reopen("cqrs.aggregate.max-live", "3", "cqrs.aggregate.idle-time", "PT0.001S");
        int commands = 25;
        Map<String, Long> sums = new ConcurrentHashMap<>();
        CountDownLatch sending = new CountDownLatch(SENDERS);
        Caller<Integer> passivating = Caller.of(() -> {
            int rounds = 0;
            while (sending.getCount() > 0) {
                engine.registry.passivateIdle();
                rounds++;
                LockSupport.parkNanos(PACE); // the senders need the processor
            }
            return rounds;
        });
        List<Caller<Integer>> senders = IntStream.range(0, SENDERS)
                .mapToObj(seed -> Caller.of(() -> {
                    try {
                        return send(new Random(seed), commands, sums);
                    } finally {
                        sending.countDown();
                    }
                }))
                .toList();

        assertThat(senders).extracting(Caller::answer).containsOnly(commands);
        assertThat(passivating.answer()).isPositive();
        assertThat(engine.registry.size()).isLessThanOrEqualTo(3);
        sums.forEach((name, sum) -> assertThat(sum(Ledger.EVERY_3, name).sum()).isEqualTo(sum));
    }

    /** Now and then a bean is destroyed by hand, and sometimes the new one, too, which is a failure then. */
    private int send(Random random, int commands, Map<String, Long> sums) {
        for (int i = 0; i < commands; i++) {
            if (random.nextInt(10) == 0) {
                engine.attempting.next(() -> {
                    throw new NoSuchEJBException();
                });
            }
            String name = id + "-" + random.nextInt(AGGREGATES);
            long amount = random.nextInt(100);
            try {
                begin(name, new Ledger.Add(amount)).await();
                sums.merge(name, amount, Long::sum);
            } catch (NoSuchEJBException e) {
                assertThat(e).isNotNull();
            }
        }
        return commands;
    }

    @Test
    void given_random_ids_are_asked_for_then_nothing_grows() {
        int before = engine.registry.size();
        List<String> tables = List.of("event", "command", "snapshot", "aggregate");
        List<Long> rows = tables.stream().map(store::count).toList();

        Stream.generate(UUID::randomUUID).limit(300).forEach(random -> {
            String unknown = random.toString();
            assertThat(engine.repository.find(Ledger.EVERY_3, new AggregateId("ledger", unknown)))
                    .isEmpty();
            assertThat(begin(unknown, new Ledger.Take(1)).await()).isInstanceOf(CommandOutcome.Rejected.class);
        });

        assertThat(engine.registry.size()).isEqualTo(before);
        assertThat(tables.stream().map(store::count)).containsExactlyElementsOf(rows);
    }
}
