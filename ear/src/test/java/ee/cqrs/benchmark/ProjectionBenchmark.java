package ee.cqrs.benchmark;

import java.util.List;

import ee.cqrs.benchmark.inside.Delays;
import ee.cqrs.benchmark.inside.GrowRequest;
import ee.cqrs.benchmark.inside.LoadResult;
import ee.cqrs.benchmark.inside.PacedRequest;
import ee.cqrs.benchmark.inside.PlainRequest;
import org.HdrHistogram.Histogram;

/**
 * The projection of the accounts: how fast it catches up with a long log, against plain JDBC that does the same, and how long
 * it takes from the commit of an event until queries see it.
 */
final class ProjectionBenchmark implements Benchmark {

    private static final int EVENTS = 1_000_000;
    private static final int ACCOUNTS = 10_000;
    private static final int WRITERS = 16;
    private static final int DIGITS = 3;
    private static final double TARGET_MILLIS = 20;
    private static final double TARGET_RATIO = 0.4;
    private static final String WITHOUT = "-Dcqrs.projection.run=false";
    private static final String WITH = "-Dcqrs.projection.run=true";

    @Override
    public String name() {
        return "projection";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        int events = lab.options().scaled(EVENTS);
        int accounts = Math.min(ACCOUNTS, events);
        report.setting("events", events);
        report.setting("accounts", accounts);
        try (BenchmarkServer server = lab.freshServer(List.of(WITHOUT))) {
            server.ask("store/grow", new GrowRequest(accounts, events), GrowRequest.class);
        }
        try (BenchmarkServer server = lab.server(Lab.STORE, List.of(WITH))) {
            catchUp(server, report);
            visible(lab, server, report);
        }
    }

    /** It has begun when the server is there: what is measured is the rest. */
    private static void catchUp(BenchmarkServer server, Report report) throws Exception {
        double projection = perSecond(server.ask("projection/reach", "", LoadResult.class));
        double one = plain(server, 1);
        double two = plain(server, 2);
        Table table = new Table("Catching up with a log", "by", "events/s");
        table.row("projection", projection);
        table.row("plain JDBC, one thread", one);
        table.row("plain JDBC, two threads", two);
        report.add(table);
        report.add(Comparison.ratioAtLeast(
                "catch-up", projection, "events/s", "plain JDBC", Math.max(one, two), TARGET_RATIO));
    }

    /** The first time warms up. */
    private static double plain(BenchmarkServer server, int threads) throws Exception {
        server.ask("projection/plain", new PlainRequest(threads), LoadResult.class);
        return perSecond(server.ask("projection/plain", new PlainRequest(threads), LoadResult.class));
    }

    private static void visible(Lab lab, BenchmarkServer server, Report report) throws Exception {
        EngineLoads loads = new EngineLoads(server, lab.options());
        sustained(server, loads); // warm-up
        double full = sustained(server, loads);
        double half = full / 2;
        int count = Math.max(1, (int) Math.round(half * lab.options().time().toMillis() / 1e3));
        PacedRequest request = new PacedRequest(half, count, EngineLoads.ACCOUNTS);
        server.ask("projection/visible", request, Delays.class); // warm-up
        Histogram nanos = new Histogram(DIGITS);
        for (long delay :
                server.ask("projection/visible", request, Delays.class).nanos()) {
            nanos.recordValue(delay);
        }
        Table table = new Table(
                "From the commit of an event until queries see it",
                "events/s",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms");
        table.row(
                half,
                nanos.getValueAtPercentile(50) / 1e6,
                nanos.getValueAtPercentile(99) / 1e6,
                nanos.getValueAtPercentile(99.9) / 1e6,
                nanos.getMaxValue() / 1e6);
        report.add(table);
        report.setting("fullLoad", full);
        report.add(Comparison.atMost(
                "p99 until visible at half load", nanos.getValueAtPercentile(99) / 1e6, "ms", TARGET_MILLIS));
    }

    /** Deposits a second, written and seen by queries: what the projection is behind at the end counts. */
    private static double sustained(BenchmarkServer server, EngineLoads loads) throws Exception {
        Measured written = loads.engine(WRITERS);
        LoadResult rest = server.ask("projection/reach", "", LoadResult.class);
        return written.result().commands() * 1e9 / (written.result().nanos() + rest.nanos());
    }

    private static double perSecond(LoadResult result) {
        return result.commands() * 1e9 / result.nanos();
    }
}
