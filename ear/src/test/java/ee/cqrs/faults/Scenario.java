package ee.cqrs.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

import ee.cqrs.faults.crash.Armed;
import ee.cqrs.faults.crash.CrashPoint;
import ee.cqrs.faults.database.FaultDatabase;
import ee.cqrs.faults.load.DeadlineWatch;
import ee.cqrs.faults.load.MixedLoad;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.Findings;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.faults.oracle.HealthTellsTheTruth;
import ee.cqrs.faults.report.Report;
import ee.cqrs.faults.report.Row;
import ee.cqrs.server.Database;
import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.Archive;

/**
 * One scenario on one database: its servers, its load, its model and its row in the report.
 *
 * <pre>{@code
 * try (Scenario scenario = Scenario.named("kill -9 at random").on(database)) {
 *     Node node = scenario.start();
 *     MixedLoad load = scenario.load(node);
 *     load.awaitAccepted(200);
 *     node.kill();
 *     scenario.injected("kill -9");
 *     load.finish();
 *     scenario.restart(node);
 *     scenario.check(node);
 * }
 * }</pre>
 *
 * A scenario that does not end with a check has failed.
 */
public final class Scenario implements AutoCloseable {

    /** The next server waits so long for what one that was killed has read of the log. */
    private static final String SHORT_LEASE = "-Dcqrs.subscription.lease=PT3S";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Successes before and after an outage. */
    private static final int ENOUGH = 200;

    /** It knows of a trouble after 5 s of silence at the latest; a busy machine takes its time to say so. */
    private static final HealthTellsTheTruth DOWN = new HealthTellsTheTruth(Duration.ofSeconds(15), Duration.ZERO);

    private static final HealthTellsTheTruth STILL_DOWN =
            new HealthTellsTheTruth(Duration.ofSeconds(15), Duration.ofSeconds(2));

    private static final HealthTellsTheTruth UP = new HealthTellsTheTruth(Duration.ofSeconds(30), Duration.ZERO);

    private final String name;
    private final long seed = Long.getLong("cqrs.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Form form = Form.current();
    private final Model model = new Model();
    private final Findings findings = new Findings();
    private final ScenarioRecord record;
    private final Report report;
    private final Servers servers;
    private final List<Armed> armed = new ArrayList<>();
    private final List<MixedLoad> loads = new ArrayList<>();
    private FaultDatabase database;
    private boolean checked;
    private int probes;

    private Scenario(String name, Database kind, Report report) {
        this.name = name;
        this.report = report;
        record = new ScenarioRecord(name, kind.name().toLowerCase(Locale.ROOT), seed);
        servers = new Servers(report.directoryOf(name + " on " + kind));
        System.out.printf("%s on %s: to have the same again, -Dcqrs.test.seed=%d%n", name, kind, seed);
    }

    /** Begins a scenario. */
    public static Named named(String name) {
        return new Named(name);
    }

    /** A scenario that still needs a database. */
    public record Named(String name) {

        /** Opens an empty database of this kind. */
        public Scenario on(Database kind) {
            return on(kind, Report.ofBuild());
        }

        Scenario on(Database kind, Report report) {
            Scenario scenario = new Scenario(name, kind, report);
            try {
                scenario.database = FaultDatabase.open(kind);
                return scenario;
            } catch (RuntimeException e) {
                report.write(scenario.row().failed("no database: " + e.getMessage()));
                throw e;
            }
        }
    }

    public long seed() {
        return seed;
    }

    /** For the thread of the test; the clients have their own, made from the seed. */
    public Random random() {
        return random;
    }

    public Form form() {
        return form;
    }

    /** How often to repeat something. */
    public int rounds(int full, int shortForm) {
        return form.of(full, shortForm);
    }

    public FaultDatabase database() {
        return database;
    }

    public Model model() {
        return model;
    }

    /** What the scenario itself finds, beside the oracles. */
    public Findings findings() {
        return findings;
    }

    /** Something was broken now. It has to be checked afterwards. */
    public void injected(String what) {
        record.injected(what);
        checked = false;
    }

    /** Nodes that start from now on have crash points, which {@link #arm} switches on. */
    public Scenario withCrashPoints() {
        servers.withCrashPoints();
        return this;
    }

    /** Starts the first node; it takes commands when this returns. */
    public Node start(String... javaOptions) throws Exception {
        return start(1, javaOptions);
    }

    /** Starts a node on the same database. */
    public Node start(int number, String... javaOptions) throws Exception {
        Node node = node(number, javaOptions);
        node.start();
        return node;
    }

    /** Prepares a node without starting it. */
    public Node node(int number, String... javaOptions) throws IOException {
        Stream<String> ofForm = form().of(Stream.empty(), Stream.of(SHORT_LEASE));
        return servers.prepare(
                number, database, Stream.concat(ofForm, Stream.of(javaOptions)).toArray(String[]::new));
    }

    /** Gives a node that does not run an EAR with one module more. */
    public void release(Node node, String declaration, Archive<?> module) throws IOException {
        servers.release(node, declaration, module);
    }

    /** Starts all kinds of clients, on every one of the nodes. */
    public MixedLoad load(Node... targets) throws Exception {
        MixedLoad load = MixedLoad.start(model, random.nextLong(), List.of(targets));
        loads.add(load);
        return load;
    }

    /** Switches a crash point on in a running node, see {@link #withCrashPoints}. */
    public Armed arm(Node node, CrashPoint place) throws Exception {
        Armed point = servers.arm(node, place);
        armed.add(point);
        return point;
    }

    /** Puts the clock of a process back by an hour, for as long as it runs; see {@link #withCrashPoints}. */
    public void putClockBack(Node node) throws Exception {
        servers.putClockBack(node);
        injected("clock back by an hour");
    }

    /** Measures how long it takes until the server works again: the repair and all that is waited for in it. */
    public void recovering(Action action) throws Exception {
        long start = System.nanoTime();
        try {
            action.run();
        } catch (Exception | AssertionError e) {
            findings.wrong("the server did not come back: %s", e.getMessage());
            throw e;
        }
        record.recovered(Duration.ofNanos(System.nanoTime() - start));
    }

    /** Starts a node that was killed, and waits until it works. */
    public void restart(Node node) throws Exception {
        recovering(() -> {
            node.start();
            awaitWorking(node);
        });
    }

    /** Something that may fail. */
    public interface Action {
        void run() throws Exception;
    }

    /** Waits until a node accepts a command, one of an aggregate that nobody else uses. */
    public void awaitWorking(Node node) {
        SentCommand probe =
                SentCommand.of("counter", "probe-%d".formatted(++probes), "ActivateCounter", "{\"initialValue\":0}");
        Awaitility.await("%s accepts a command".formatted(node))
                .atMost(PATIENCE)
                .until(() -> {
                    Answered answer = probe.send(node.rest());
                    model.answered(answer);
                    return answer.accepted();
                });
    }

    /**
     * Nothing can be saved for a while, under load: the health says so all the time, commands are refused by their
     * deadline, and work goes on by itself.
     *
     * @param what for the report
     * @param refusals how many clients have to be told to come again, before it is mended
     */
    public void outage(Node node, String what, int refusals, Action breaks, Action mends) throws Exception {
        MixedLoad load = load(node);
        load.awaitAccepted(ENOUGH);
        DeadlineWatch.during(this, node, watch -> {
            breaks.run();
            injected(what);
            STILL_DOWN.examine(node.toString(), Node.Health.DOWN, node::health, findings);
            watch.awaitRefused(refusals);
            STILL_DOWN.examine(node.toString(), Node.Health.DOWN, node::health, findings);
            recovering(() -> {
                mends.run();
                awaitWorking(node);
            });
        });
        load.awaitAccepted(ENOUGH);
        load.stop();
        check(node);
    }

    /** Between injection and repair: the health of the node must say that it is down. */
    public void mustBeDown(Node node) {
        DOWN.examine(node.toString(), Node.Health.DOWN, node::health, findings);
    }

    /** The health of the node must say that it is up. */
    public void mustBeUp(Node node) {
        UP.examine(node.toString(), Node.Health.UP, node::health, findings);
    }

    /** When the load has ended: waits until all is done that was under way, settles what is in doubt, and has all oracles judge. */
    public void check(Node... running) throws Exception {
        List.of(running).forEach(this::mustBeUp);
        new Check(model, findings, random).run(List.of(running));
        System.out.printf("%s: %s%n", name, model);
        checked = true;
    }

    /** Ends all processes, writes the row, and fails if anything was found. */
    @Override
    public void close() {
        loads.forEach(MixedLoad::abandon);
        armed.stream()
                .filter(point -> !point.isReached())
                .forEach(point -> findings.wrong("no thread came to the crash point \"%s\"", point));
        try {
            servers.close();
            database.close();
        } finally {
            report.write(row());
        }
        if (!row().passed()) {
            throw new ScenarioFailure(report, row());
        }
    }

    private Row row() {
        return record.row(model, findings, checked);
    }
}
