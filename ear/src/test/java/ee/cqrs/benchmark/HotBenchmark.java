package ee.cqrs.benchmark;

import java.util.Map;

/** All threads deposit on one account: how much of the throughput is left when nothing can be done side by side. */
final class HotBenchmark implements Benchmark {

    private static final int THREADS = 64;
    private static final String ONE = "1 account";
    private static final String MANY = EngineLoads.ACCOUNTS + " accounts";

    @Override
    public String name() {
        return "hot";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        try (BenchmarkServer server = lab.freshServer()) {
            EngineLoads loads = new EngineLoads(server, lab.options());
            Map<String, Series<Measured>> series = new Rounds<>(Measured::perSecond)
                    .add(MANY, () -> loads.engine(THREADS))
                    .add(ONE, () -> loads.engine(THREADS, 1))
                    .run();
            report.setting("threads", THREADS);
            report.add(LoadTable.of("Deposits", series));
            report.add(Comparison.ratioAtLeast(
                    ONE,
                    series.get(ONE).middle(),
                    "commands/s",
                    MANY,
                    series.get(MANY).middle(),
                    0.25));
        }
    }
}
