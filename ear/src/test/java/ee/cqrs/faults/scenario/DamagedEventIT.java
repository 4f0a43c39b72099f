package ee.cqrs.faults.scenario;

import java.sql.SQLException;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.faults.FaultScenario;
import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.database.ForeignSession;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.server.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Somebody whom nothing stops damages an event of one aggregate, beside a server that runs. What else can be damaged, and
 * how, is tried out without a server by {@code DamageTest}.
 */
@FaultScenario
class DamagedEventIT {

    private static final String ID = "damaged";

    @Test
    @Timeout(900)
    void givenADamagedEventThenItsAggregateRefusesWithItsNameAndOthersGoOnUntilItIsMended() throws Exception {
        try (Scenario scenario = Scenario.named("damaged event").on(Database.POSTGRESQL)) {
            scenario.database().postgres();
            Node node = scenario.start("-Dcqrs.aggregate.max-live=8"); // it leaves memory at once
            accept(scenario, node, "ActivateCounter", "{\"initialValue\":1}");
            accept(scenario, node, "BumpCounter", "{}");
            accept(scenario, node, "ChangeOwner", "{\"owner\":\"A\\u0000da\"}"); // PostgreSQL itself has no NUL
            MixedLoad load = scenario.load(node);
            load.awaitAccepted(200);
            String payload = scenario.database().text("select payload from event where " + event(1));

            change(scenario, "update event set payload = '{\"amo' where " + event(1));
            scenario.injected("payload torn");
            load.awaitAccepted(100);
            mustRefuse(scenario, node.rest().send("counter", ID, "BumpCounter", "{}"));
            mustRefuse(scenario, node.rest().state("counter", ID));
            mustBeFound(scenario, node.rest().verdict());
            scenario.mustBeUp(node);
            load.awaitAccepted(100);

            change(scenario, "update event set payload = '%s' where %s".formatted(payload, event(1)));
            scenario.recovering(() -> accept(scenario, node, "BumpCounter", "{}"));
            String owner =
                    node.rest().state("counter", ID).body().at("/state/owner").textValue();
            if (!"A\0da".equals(owner)) {
                scenario.findings().wrong("a text with NUL has become %s", owner);
            }
            load.stop();
            scenario.check(node);
        }
    }

    private static void accept(Scenario scenario, Node node, String command, String body) {
        Answered answer = SentCommand.of("counter", ID, command, body).send(node.rest());
        scenario.model().answered(answer);
        if (!answer.accepted()) {
            scenario.findings().wrong("%s was answered by %d %s", command, answer.status(), answer.body());
        }
    }

    private static void mustRefuse(Scenario scenario, RestClient.Answer answer) {
        String detail = answer.body().path("detail").asText();
        if (answer.status() != 500
                || !answer.body().path("type").asText().endsWith(":internal")
                || !detail.contains("counter/%s, event 1".formatted(ID))
                || !detail.contains("log reference")) {
            scenario.findings().wrong("it is answered by %d %s", answer.status(), answer.body());
        }
        if (answer.body().toString().contains("ee.cqrs") || detail.contains("\n")) {
            scenario.findings().wrong("the answer tells of our classes: %s", answer.body());
        }
    }

    /** At the end, when it is mended, the oracles ask the same. */
    private static void mustBeFound(Scenario scenario, JsonNode verdict) {
        JsonNode first = verdict.at("/findings/0");
        if (verdict.get("sound").booleanValue()
                || !first.path("fault").asText().equals("altered")
                || !first.path("id").asText().equals(ID)
                || first.path("index").asLong() != 1) {
            scenario.findings().wrong("it is verified as %s", verdict);
        }
    }

    /** Past the triggers that refuse it. */
    private static void change(Scenario scenario, String statement) throws SQLException {
        try (ForeignSession vandal = ForeignSession.begin(scenario.database())) {
            vandal.execute("set local session_replication_role = replica");
            vandal.execute(statement);
            vandal.execute("commit");
        }
    }

    private static String event(long index) {
        return "aggregate_type = 'counter' and aggregate_id = '%s' and event_index = %d".formatted(ID, index);
    }
}
