package ee.cqrs.benchmark;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.benchmark.inside.GrowRequest;

/** Whether it gets slower with what is stored: the same load on an empty store and on full ones, each in a new server. */
final class GrowthBenchmark implements Benchmark {

    private static final int[] EVENTS = {1_000_000, 5_000_000};
    private static final int THREADS = 64;
    private static final int EVENTS_OF_ONE = 100;
    private static final String EMPTY = "0 events stored";

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        Rounds<Measured> rounds = new Rounds<>(Measured::perSecond)
                .withoutWarmUp()
                .add(EMPTY, () -> {
                    lab.clear(Lab.STORE);
                    return deposits(lab, Lab.STORE);
                });
        for (int most : EVENTS) {
            int events = lab.options().scaled(most);
            fill(lab, store(events), new GrowRequest(Math.max(1, events / EVENTS_OF_ONE), events));
            rounds.add(title(events), () -> deposits(lab, store(events)));
        }
        Map<String, Series<Measured>> series = rounds.run();
        report.setting("threads", THREADS);
        report.add(LoadTable.of("Deposits", series));
        double empty = series.get(EMPTY).middle();
        for (int most : EVENTS) {
            int events = lab.options().scaled(most);
            double full = series.get(title(events)).middle();
            report.add(Comparison.ratioAtLeast(title(events), full, "commands/s", EMPTY, empty, 0.9));
            lab.clear(store(events));
        }
    }

    /** Leaves a store with events behind. */
    static void fill(Lab lab, String store, GrowRequest request) throws Exception {
        lab.clear(store);
        try (BenchmarkServer server = lab.server(store, List.of())) {
            server.ask("store/grow", request, JsonNode.class);
        }
    }

    private static Measured deposits(Lab lab, String store) throws Exception {
        try (BenchmarkServer server = lab.server(store, List.of())) {
            EngineLoads loads = new EngineLoads(server, lab.options());
            WarmUp.run(() -> loads.engine(THREADS), Measured::perSecond);
            return loads.engine(THREADS);
        }
    }

    private static String store(int events) {
        return "grown-" + events;
    }

    private static String title(int events) {
        return "%,d events stored".formatted(events);
    }
}
