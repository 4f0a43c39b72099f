package ee.cqrs.faults.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.model.SentCommand;
import org.awaitility.Awaitility;

/**
 * All kinds of clients at once, on one node or several: four over REST, two with batches, one that wants replies to its
 * messages, one that wants none, and two who follow the log, page by page and as a stream. They go on through outages and send what is in doubt again
 * under the same id. All that they are told goes into the model.
 */
public final class MixedLoad {

    private static final int SINGLE_CLIENTS = 4;
    private static final int BATCH_CLIENTS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Course course;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> clients = new ArrayList<>();
    private final List<Reader> followers = new ArrayList<>();

    private MixedLoad(Model model) {
        course = new Course(model);
    }

    /** Starts the clients of every node. The aggregates are made first, those that are there already stay. */
    public static MixedLoad start(Model model, long seed, List<Node> nodes) throws Exception {
        MixedLoad load = new MixedLoad(model);
        Random seeds = new Random(seed);
        List<SentCommand> first = new ArrayList<>(CommandMix.first());
        List<Client> clients = new ArrayList<>();
        for (Node node : nodes) {
            // a counter of this load only, by which the order of its messages can be told
            String told = "told-" + UUID.randomUUID();
            first.add(SentCommand.of("counter", told, "ActivateCounter", "{\"initialValue\":0}"));
            for (int i = 0; i < SINGLE_CLIENTS; i++) {
                clients.add(new SingleClient(load.course, node.rest(), new CommandMix(seeds.nextLong())));
            }
            for (int i = 0; i < BATCH_CLIENTS; i++) {
                clients.add(new BatchClient(load.course, node.rest(), new CommandMix(seeds.nextLong())));
            }
            clients.add(new Asker(load.course, node, new CommandMix(seeds.nextLong())));
            clients.add(new Teller(load.course, node, told));
            load.followers.add(new Follower(load.course, node, "follower of " + told));
            load.followers.add(new StreamFollower(load.course, node, "stream beside " + told));
        }
        clients.addAll(load.followers);
        for (SentCommand command : first) {
            Answered answer = command.send(nodes.get(0).rest());
            model.answered(answer);
            if (!answer.accepted() && !answer.rejected()) {
                throw new IllegalStateException("The load cannot start: " + answer);
            }
        }
        for (Client client : clients) {
            load.clients.add(load.threads.submit(() -> {
                client.run();
                return null;
            }));
        }
        load.threads.shutdown();
        return load;
    }

    /** How many successes were told, since this load began. */
    public int accepted() {
        return course.accepted();
    }

    /** How many answers, or missing answers, were neither a success nor a rejection by the rules. */
    public int refused() {
        return course.refused();
    }

    /** Waits for so many more successes, and until each kind of client has been served. */
    public void awaitAccepted(int more) {
        int enough = accepted() + more;
        Awaitility.await("%d commands are accepted".formatted(more))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> accepted() >= enough && course.everybodyServed());
    }

    /** Ends the clients of a server that is there, each after its present command, those who follow the feed last. */
    public void stop() throws Exception {
        end();
        for (Reader follower : followers) {
            follower.catchUp();
        }
    }

    /** Has the clients end, without waiting for it: of a scenario that has failed they must not go on in the next. */
    public void abandon() {
        course.end();
    }

    /** Ends the clients of a server that is gone. */
    public void finish() throws Exception {
        end();
    }

    private void end() throws ExecutionException, InterruptedException, TimeoutException {
        course.end();
        for (Future<?> client : clients) {
            client.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
