package ee.cqrs.benchmark;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import ee.cqrs.benchmark.http.Followers;
import ee.cqrs.benchmark.inside.LoadResult;
import ee.cqrs.benchmark.inside.Paced;
import ee.cqrs.benchmark.inside.PacedRequest;
import org.HdrHistogram.Histogram;

/** How long it takes from the commit of an event until all who follow the log have it. None may be lost or sent twice. */
final class SseBenchmark implements Benchmark {

    private static final double TARGET_MILLIS = 20;
    private static final int DIGITS = 3;

    /** Those of the measurement before are there until the next heartbeat. */
    private static final String MAX_CLIENTS = "-Dcqrs.stream.max-clients=12000";

    @Override
    public String name() {
        return "sse";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        Table table = new Table(
                "From the commit of an event until a client has it",
                "clients",
                "events/s",
                "load",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms",
                "received",
                "server CPU us");
        try (BenchmarkServer server = lab.freshServer(List.of(MAX_CLIENTS))) {
            server.openAccounts(EngineLoads.ACCOUNTS);
            measure(lab, server, 1_000, 50, table, report);
            measure(lab, server, 50, 1_000, table, report);
            measure(lab, server, 4_000, 10, table, report);
        }
        report.add(table);
    }

    private static void measure(Lab lab, BenchmarkServer server, int clients, int perSecond, Table table, Report report)
            throws Exception {
        follow(lab, server, clients, perSecond); // warm-up
        row(table, clients, perSecond, "full", follow(lab, server, clients, perSecond));
        Outcome half = follow(lab, server, clients, perSecond / 2.0);
        row(table, clients, perSecond / 2, "half", half);
        report.add(Comparison.atMost(
                "p99 at half load, %d clients".formatted(clients),
                half.nanos().getValueAtPercentile(99) / 1e6,
                "ms",
                TARGET_MILLIS));
    }

    private static Outcome follow(Lab lab, BenchmarkServer server, int clients, double perSecond) throws Exception {
        int events =
                Math.max(1, (int) Math.round(perSecond * lab.options().time().toMillis() / 1e3));
        Histogram nanos = new Histogram(DIGITS);
        Measured measured;
        try (Followers followers = new Followers(server.port(), clients, server.head(), events)) {
            measured = server.measure(() -> {
                CompletableFuture<Paced> paced =
                        CompletableFuture.supplyAsync(() -> deposit(server, perSecond, events));
                followers.readAll();
                long[] durable = paced.get().durable();
                for (int event = 0; event < events; event++) {
                    for (int client = 0; client < clients; client++) {
                        nanos.recordValue(Math.max(0, followers.seen(client, event) - durable[event]));
                    }
                }
                return new LoadResult((long) events * clients, 0, null, Math.round(events / perSecond * 1e9));
            });
        }
        return new Outcome(nanos, measured);
    }

    private static Paced deposit(BenchmarkServer server, double perSecond, int events) {
        try {
            return server.ask("paced", new PacedRequest(perSecond, events, EngineLoads.ACCOUNTS), Paced.class);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static void row(Table table, int clients, int perSecond, String load, Outcome outcome) {
        Histogram nanos = outcome.nanos();
        table.row(
                clients,
                perSecond,
                load,
                nanos.getValueAtPercentile(50) / 1e6,
                nanos.getValueAtPercentile(99) / 1e6,
                nanos.getValueAtPercentile(99.9) / 1e6,
                nanos.getMaxValue() / 1e6,
                nanos.getTotalCount(),
                outcome.measured().serverMicros());
    }

    private record Outcome(Histogram nanos, Measured measured) {}
}
