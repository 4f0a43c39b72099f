package ee.cqrs.faults;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import ee.cqrs.faults.load.Resending;
import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.oracle.Evidence;
import ee.cqrs.faults.oracle.Oracle;
import ee.cqrs.it.client.CommandQueue;
import org.awaitility.core.ConditionTimeoutException;

/** Has the oracles judge: at once what holds at any time, and all when everything is settled. */
record Check(Model model, Findings findings, Random random) {

    /** Of the accepted commands so many are sent again. */
    private static final int REPEATED = 500;

    private static final Duration MESSAGES_DONE = Duration.ofMinutes(5);

    void run(List<Node> nodes) throws Exception {
        judge(Oracle.always(), evidence(nodes.get(0), Set.of()));

        Set<String> setAside = new HashSet<>();
        for (Node node : nodes) {
            awaitMessagesDone(node);
            try (CommandQueue queue = node.connectQueue()) {
                setAside.addAll(queue.setAside());
            }
        }
        Resending resending = new Resending(model, nodes.get(0).rest());
        resending.settle();
        resending.repeat(REPEATED, random);

        for (Node node : nodes) {
            Evidence evidence = evidence(node, setAside);
            judge(Oracle.always(), evidence);
            judge(Oracle.settled(), evidence);
        }
    }

    private void judge(List<Oracle> oracles, Evidence evidence) throws Exception {
        for (Oracle oracle : oracles) {
            oracle.examine(evidence, findings);
        }
    }

    private Evidence evidence(Node node, Set<String> setAside) throws Exception {
        return new Evidence(
                model,
                new EventLog(node.rest().feed(0)),
                setAside,
                (type, id) -> node.rest().state(type, id).body(),
                node.rest()::verdict,
                new ReadModel(node.rest()::ask)::balances);
    }

    private void awaitMessagesDone(Node node) throws Exception {
        try {
            node.askBroker(broker -> {
                broker.awaitDrained(MESSAGES_DONE);
                return true;
            });
        } catch (ConditionTimeoutException e) {
            findings.wrong("messages in the queue of %s are not done within %s", node, MESSAGES_DONE);
        }
    }
}
