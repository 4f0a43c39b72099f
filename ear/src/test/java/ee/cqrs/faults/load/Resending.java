package ee.cqrs.faults.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.RestClient;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Sends commands again under their ids: those in doubt are settled, the accepted get their first answer. */
public final class Resending {

    private static final int CLIENTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Model model;
    private final RestClient rest;

    public Resending(Model model, RestClient rest) {
        this.model = model;
        this.rest = rest;
    }

    /** All that are in doubt. */
    public void settle() throws Exception {
        send(model.inDoubt(), model::answered);
    }

    /** Some of those that were accepted. */
    public void repeat(int most, Random random) throws Exception {
        List<SentCommand> accepted =
                new ArrayList<>(model.accepted().stream().map(Answered::command).toList());
        Collections.shuffle(accepted, random);
        send(accepted.subList(0, Math.min(most, accepted.size())), model::repeated);
    }

    private void send(List<SentCommand> commands, Consumer<Answered> told) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> underWay = new ArrayList<>();
            for (SentCommand command : commands) {
                underWay.add(clients.submit(() -> told.accept(answer(command))));
            }
            for (Future<?> one : underWay) {
                one.get();
            }
        } finally {
            clients.shutdown();
        }
    }

    /** What is refused for now is sent again for a while; the oracles judge what is in doubt even then. */
    private Answered answer(SentCommand command) {
        Answered first = command.send(rest);
        if (isSettled(first)) {
            return first;
        }
        AtomicReference<Answered> last = new AtomicReference<>(first);
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                last.set(command.send(rest));
                return isSettled(last.get());
            });
        } catch (ConditionTimeoutException e) {
            return last.get();
        }
        return last.get();
    }

    private static boolean isSettled(Answered answer) {
        return answer.accepted() || answer.rejected();
    }
}
