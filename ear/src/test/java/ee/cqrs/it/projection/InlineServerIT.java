package ee.cqrs.it.projection;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.faults.oracle.Oracle;
import ee.cqrs.it.client.Postgres;
import ee.cqrs.it.projection.inside.Totals;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A projection in the transaction of the commands on two servers that share a PostgreSQL. */
class InlineServerIT {

    private static final int WRITERS_OF_EACH = 3;
    private static final List<String> SHARED = List.of("shared-0", "shared-1", "shared-2");
    private static final int SOME = 50;

    private final Postgres postgres = Postgres.start();
    private final Collection<Answered> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean done;
    private ReadNode victim;
    private ReadNode survivor;

    @BeforeEach
    void start() throws Exception {
        String database = postgres.createDatabase();
        Path ear = InlineEar.write(Path.of(System.getProperty("cqrs.test.base")).resolveSibling("inline-ear"));
        victim = ReadNode.start(2, postgres, database, ear);
        victim.awaitDeployed();
        survivor = ReadNode.start(3, postgres, database, ear);
        survivor.awaitDeployed();
    }

    @AfterEach
    void stop() {
        done = true;
        threads.shutdown();
        victim.close();
        if (survivor != null) {
            survivor.close();
        }
        postgres.close();
    }

    @Test
    @Timeout(300)
    void givenWritersOnBothNodesWhenOneIsKilledAndStartedAgainThenTheReadModelIsTheLog() throws Exception {
        eventually().until(() -> isInline(victim) && isInline(survivor));
        SHARED.forEach(account -> open(account, victim));
        AtomicInteger acceptedByVictim = new AtomicInteger();
        AtomicInteger acceptedBySurvivor = new AtomicInteger();
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS_OF_EACH; i++) {
            writers.add(start("victim-" + i, victim, survivor, acceptedByVictim));
            writers.add(start("survivor-" + i, survivor, victim, acceptedBySurvivor));
        }
        awaitMore(acceptedByVictim);
        awaitMore(acceptedBySurvivor);

        victim.server().kill();
        awaitMore(acceptedBySurvivor);
        assertThat(isInline(survivor)).isTrue();
        victim.server().start();
        victim.awaitDeployed();
        awaitMore(acceptedByVictim);
        awaitMore(acceptedBySurvivor);
        done = true;
        for (Future<?> writer : writers) {
            writer.get(60, TimeUnit.SECONDS);
        }

        EventLog log = new EventLog(victim.rest().feed(0));
        assertThat(new EventLog(survivor.rest().feed(0))).isEqualTo(log);
        assertSound(log);
        for (ReadNode node : List.of(victim, survivor)) {
            assertThat(isInline(node)).isTrue();
            assertThat(shownBy(node, log)).isEqualTo(totalsOf(log));
        }
    }

    private Future<?> start(String own, ReadNode node, ReadNode other, AtomicInteger accepted) {
        open(own, node);
        Random random = new Random(own.hashCode());
        return threads.submit(() -> {
            while (!done) {
                String account = random.nextBoolean() ? own : SHARED.get(random.nextInt(SHARED.size()));
                String name = random.nextInt(4) == 0 ? "WithdrawMoney" : "DepositMoney";
                String body = "{\"amount\":%d}".formatted(1 + random.nextInt(9));
                SentCommand command = SentCommand.of("account", account, name, body);
                if (send(command, node).accepted()) {
                    accepted.incrementAndGet();
                } else {
                    settle(command, other, node);
                }
            }
        });
    }

    private void open(String account, ReadNode node) {
        SentCommand command =
                SentCommand.of("account", account, "OpenAccount", "{\"owner\":\"Ada\",\"currency\":\"EUR\"}");
        assertThat(send(command, node).accepted()).as("%s", command).isTrue();
    }

    private Answered send(SentCommand command, ReadNode node) {
        Answered answer = command.send(node.rest());
        answers.add(answer);
        return answer;
    }

    /** Whoever has no answer asks the nodes in turn, under the same id. */
    private void settle(SentCommand command, ReadNode... nodes) {
        eventually().until(() -> List.of(nodes).stream()
                .map(node -> send(command, node))
                .anyMatch(answer -> answer.accepted() || answer.rejected()));
    }

    private void assertSound(EventLog log) throws Exception {
        Model model = new Model();
        answers.forEach(model::answered);
        Findings findings = new Findings();
        Oracle.judge(Oracle.ofAnswers(), model, log, findings);
        assertThat(findings.sentences()).isEmpty();
    }

    /** Balance and number of bookings of each account, by its events. */
    private static Map<String, String> totalsOf(EventLog log) {
        Map<String, String> totals = new TreeMap<>();
        log.byAggregate().forEach((aggregate, events) -> totals.put(aggregate, totalOf(events)));
        totals.put("account/" + Totals.ALL, totalOf(log.events()));
        return totals;
    }

    private static String totalOf(List<JsonNode> events) {
        List<BigDecimal> amounts = events.stream()
                .filter(event -> event.at("/data/amount").isNumber())
                .map(InlineServerIT::amountOf)
                .toList();
        return shown(amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add), amounts.size());
    }

    private static BigDecimal amountOf(JsonNode event) {
        BigDecimal amount = event.at("/data/amount").decimalValue();
        return event.get("type").textValue().equals("MoneyWithdrawn") ? amount.negate() : amount;
    }

    private static Map<String, String> shownBy(ReadNode node, EventLog log) throws Exception {
        Map<String, String> totals = new TreeMap<>();
        long head = log.events().size();
        node.answer(Totals.NAME + "?limit=1000", head)
                .get("items")
                .forEach(total -> totals.put(
                        "account/" + total.get("account").textValue(),
                        shown(
                                total.get("balance").decimalValue(),
                                total.get("bookings").intValue())));
        return totals;
    }

    private static String shown(BigDecimal balance, int bookings) {
        return "%s in %d bookings".formatted(balance.stripTrailingZeros().toPlainString(), bookings);
    }

    private static boolean isInline(ReadNode node) throws IOException, InterruptedException {
        return node.get("/subscriptions/" + Totals.NAME)
                .get("state")
                .textValue()
                .equals("INLINE");
    }

    private static void awaitMore(AtomicInteger accepted) {
        int before = accepted.get();
        eventually().until(() -> accepted.get() >= before + SOME);
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(60));
    }
}
