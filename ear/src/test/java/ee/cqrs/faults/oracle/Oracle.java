package ee.cqrs.faults.oracle;

import java.util.List;
import java.util.Set;

import ee.cqrs.faults.model.EventLog;
import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.Model;

/** Judges one promise. It counts what is broken instead of failing at the first. */
public interface Oracle {

    void examine(Evidence evidence, Findings findings) throws Exception;

    /** What holds at any time, also before anything is settled. */
    static List<Oracle> always() {
        return List.of(
                new AcknowledgedIsKept(),
                new NoEventWithoutCommand(),
                new DenseNumbers(),
                new FeedShowsOnce(),
                new NoFalseSuccess(),
                new ClearAnswers(),
                new DecidedByTheRules());
    }

    /** What holds of every log and the answers to commands, whatever else wrote to it. */
    static List<Oracle> ofAnswers() {
        return List.of(new AcknowledgedIsKept(), new DenseNumbers(), new NoFalseSuccess(), new OneEffect());
    }

    /** Has oracles judge a log that no server is asked about. */
    static void judge(List<Oracle> oracles, Model model, EventLog log, Findings findings) throws Exception {
        Evidence evidence = new Evidence(
                model,
                log,
                Set.of(),
                (type, id) -> {
                    throw new IllegalStateException("No server shows the state of %s/%s".formatted(type, id));
                },
                () -> {
                    throw new IllegalStateException("No server verifies the log");
                },
                position -> {
                    throw new IllegalStateException("No server shows balances");
                });
        for (Oracle oracle : oracles) {
            oracle.examine(evidence, findings);
        }
    }

    /** What holds when every message is done and every doubt settled. */
    static List<Oracle> settled() {
        return List.of(
                new OneEffect(),
                new TakenIsDone(),
                new MessagesInOrder(),
                new StatesEqualReplay(),
                new LatestStateIsKept(),
                new HistoryIsIntact(),
                new ReadModelShowsTheLog());
    }
}
