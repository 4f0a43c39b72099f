package ee.cqrs.it.projection;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.Postgres;
import ee.cqrs.it.client.Reply;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The read models of the accounts on two servers that share a PostgreSQL. */
class ProjectionServerIT {

    private static final String PARKED = "/subscriptions/balances/parked";

    private final Postgres postgres = Postgres.start();
    private final String database = postgres.createDatabase();
    private ReadNode node;
    private ReadNode other;

    @BeforeEach
    void start() throws Exception {
        node = ReadNode.start(2, postgres, database);
        node.awaitDeployed();
        other = ReadNode.start(3, postgres, database);
        other.awaitDeployed();
    }

    @AfterEach
    void stop() {
        node.close();
        if (other != null) {
            other.close();
        }
        postgres.close();
    }

    @Test
    @Timeout(400)
    void givenCommandsWhenTheirPositionIsAskedForThenEveryNodeAnswersWithWhatTheyDidAndPoisonStopsNobodyElse()
            throws Exception {
        everyNodeShowsWhatACommandHasDone();
        whoAsksWhileTheProjectionStandsStillIsToldWhereItStands();
        anEventThatFailsParksItsAccountOnly();
        whatFailsAtTheCommitIsRolledBackAndHandledLater();
        ofASubscriptionThatRunsElsewhereANodeDoesNotSayWhetherItIsComplete();
        aQueryThatHangsInTheDatabaseIsEnded();
    }

    private void everyNodeShowsWhatACommandHasDone() throws Exception {
        node.send("account", "a", "OpenAccount", "{\"owner\":\"Ada\",\"currency\":\"EUR\"}");
        for (int i = 1; i <= 20; i++) {
            ReadNode writer = i % 2 == 0 ? node : other;
            long position = writer.send("account", "a", "DepositMoney", "{\"amount\":1}");
            for (ReadNode reader : new ReadNode[] {node, other}) {
                assertThat(reader.answer("balance?account=a", position)
                                .get("balance")
                                .intValue())
                        .isEqualTo(i);
            }
        }
        long counted = other.send("counter", "c", "ActivateCounter", "{\"initialValue\":7}");
        assertThat(node.answer("sums-by-owner", counted).get("items")).isEmpty();
        long owned = other.send("counter", "c", "ChangeOwner", "{\"owner\":\"Ada\"}");
        assertThat(node.answer("sums-by-owner", owned).at("/items/0/sum").intValue())
                .isEqualTo(7);
        JsonNode total = other.answer("totals-by-currency", owned);
        assertThat(total.toString())
                .isEqualTo("{\"items\":[{\"currency\":\"EUR\",\"accounts\":1,\"total\":20.00}],\"next\":null}");
    }

    private void whoAsksWhileTheProjectionStandsStillIsToldWhereItStands() throws Exception {
        long before = node.send("account", "a", "DepositMoney", "{\"amount\":1}");
        node.answer("balance?account=a", before);
        try (Connection connection = postgres.connect(database);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select * from subscription where name = 'balances' for update");
            long position = node.send("account", "a", "DepositMoney", "{\"amount\":1}");

            HttpResponse<String> late = node.ask("balance?account=a", position);
            assertThat(late.statusCode()).as(late.body()).isEqualTo(504);
            JsonNode problem = Reply.json(late.body());
            assertThat(problem.get("type").textValue()).isEqualTo("urn:cqrs-ee:problem:position-not-reached");
            assertThat(problem.get("detail").textValue())
                    .contains("balances stands at")
                    .contains(" " + position + " ");
            assertThat(late.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(node.get("/queries/balance?account=a").get("balance").intValue())
                    .as("without a position")
                    .isEqualTo(21);

            CompletableFuture<JsonNode> waits = CompletableFuture.supplyAsync(() -> {
                try {
                    return node.answer("balance?account=a", position);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            connection.rollback();
            assertThat(waits.get(30, TimeUnit.SECONDS).get("balance").intValue())
                    .isEqualTo(22);
        }
    }

    private void anEventThatFailsParksItsAccountOnly() throws Exception {
        node.send("account", "b", "OpenAccount", "{\"owner\":\"Bob\",\"currency\":\"EUR\"}");
        long opened = node.send("account", "c", "OpenAccount", "{\"owner\":\"Cyd\",\"currency\":\"EUR\"}");
        node.answer("balance?account=c", opened);
        postgres.execute(database, "delete from account_balance where account = 'b'");

        node.send("account", "b", "DepositMoney", "{\"amount\":5}");
        long position = node.send("account", "c", "DepositMoney", "{\"amount\":6}");
        eventually().until(() -> node.get(PARKED).get("parked").size() == 1);
        assertThat(node.get(PARKED).at("/parked/0/aggregate/id").textValue()).isEqualTo("b");
        assertThat(node.answer("balance?account=c", position).get("balance").intValue())
                .isEqualTo(6);

        postgres.execute(
                database,
                "insert into account_balance (account, owner, currency, balance, status)"
                        + " values ('b', 'Bob', 'EUR', 0, 'OPEN')");
        retry("b");
        assertThat(node.answer("balance?account=b", position).get("balance").intValue())
                .isEqualTo(5);
    }

    private void whatFailsAtTheCommitIsRolledBackAndHandledLater() throws Exception {
        long next = node.send("account", "c", "DepositMoney", "{\"amount\":1}") + 1;
        node.answer("balance?account=c", next - 1);
        postgres.execute(
                database,
                "insert into account_entry (position, account, currency, booked_at, amount, balance)"
                        + " values (%d, 'nobody', 'EUR', 0, 0, 0)".formatted(next));

        assertThat(node.send("account", "c", "DepositMoney", "{\"amount\":2}")).isEqualTo(next);
        long position = node.send("account", "b", "DepositMoney", "{\"amount\":3}");
        eventually().until(() -> node.get(PARKED).get("parked").size() == 1);
        JsonNode parked = node.get(PARKED).at("/parked/0");
        assertThat(parked.at("/aggregate/id").textValue()).isEqualTo("c");
        assertThat(parked.get("reason").textValue()).contains("account_entry_pkey");
        assertThat(node.answer("balance?account=b", position).get("balance").intValue())
                .isEqualTo(8);
        assertThat(node.answer("balance?account=c", position).get("balance").intValue())
                .as("what was rolled back")
                .isEqualTo(7);

        postgres.execute(database, "delete from account_entry where account = 'nobody'");
        retry("c");
        JsonNode statement = node.answer("statement?account=c", position);
        assertThat(statement.get("closing").intValue()).isEqualTo(9);
        assertThat(statement.get("entries")).hasSize(3);
        assertThat(node.get("/subscriptions/balances/audit").get("complete").booleanValue())
                .isTrue();
    }

    private void ofASubscriptionThatRunsElsewhereANodeDoesNotSayWhetherItIsComplete() throws Exception {
        postgres.execute(
                database,
                "insert into subscription (name, part, parts, begins_after, position, epoch)"
                        + " values ('elsewhere', 0, 1, 0, 3, 0)");

        HttpResponse<String> audit = node.call("/subscriptions/elsewhere/audit");

        assertThat(audit.statusCode()).as(audit.body()).isEqualTo(503);
        assertThat(audit.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(audit.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(Reply.json(audit.body()).get("detail").textValue()).contains("elsewhere", "ask one that runs it");
    }

    private void aQueryThatHangsInTheDatabaseIsEnded() throws Exception {
        try (Connection connection = postgres.connect(database);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table account_balance in access exclusive mode");

            HttpResponse<String> answer = node.call("/queries/balance?account=a");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(Reply.json(answer.body()).get("detail").textValue()).contains("took too long");
        }
        assertThat(node.get("/queries/balance?account=a").get("owner").textValue())
                .isEqualTo("Ada");
    }

    private void retry(String account) throws Exception {
        HttpResponse<String> retry = node.post(PARKED + "/account/" + account + "/retry", "");
        assertThat(retry.statusCode()).as(retry.body()).isEqualTo(202);
        eventually().until(() -> node.get(PARKED).get("parked").isEmpty());
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
