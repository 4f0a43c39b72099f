package ee.cqrs.benchmark;

import java.util.List;
import java.util.Map;

import ee.cqrs.benchmark.inside.GrowRequest;

/** From the start of the process to the first accepted command, with an empty store and with a full one. */
final class StartBenchmark implements Benchmark {

    private static final int EVENTS = 1_000_000;
    private static final int EVENTS_OF_ONE = 100;
    private static final int ROUNDS = 5;
    private static final String FULL_STORE = "full";
    private static final String EMPTY = "empty store";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        int events = lab.options().scaled(EVENTS);
        String full = "%,d events stored".formatted(events);
        GrowthBenchmark.fill(lab, FULL_STORE, new GrowRequest(Math.max(1, events / EVENTS_OF_ONE), events));
        lab.clear(Lab.STORE);
        Map<String, Series<Double>> series = new Rounds<Double>(seconds -> seconds)
                .rounds(ROUNDS)
                .add(EMPTY, () -> start(lab, Lab.STORE))
                .add(full, () -> start(lab, FULL_STORE))
                .run();
        Table table = new Table("Seconds from the start to the first accepted command", "store", "median", "rounds");
        series.forEach((name, seconds) -> table.row(name, seconds.middle(), seconds.rounds()));
        report.add(table);
        report.add(Comparison.ratioAtMost(
                full, series.get(full).middle(), "s", EMPTY, series.get(EMPTY).middle(), 1.1));
        lab.clear(FULL_STORE);
    }

    private static double start(Lab lab, String store) throws Exception {
        try (BenchmarkServer server = lab.prepared(store, List.of())) {
            return server.startToFirstCommand().toNanos() / 1e9;
        }
    }
}
