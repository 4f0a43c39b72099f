package ee.cqrs.benchmark;

import java.util.Map;

import ee.cqrs.benchmark.http.HttpLoad;

/** Many commands in a request, against raw JDBC with commits of the same size. */
final class BatchBenchmark implements Benchmark {

    private static final int CONNECTIONS = 4;
    private static final int SIZE = 1_000;
    private static final String ARRAYS = "JSON arrays";
    private static final String LINES = "NDJSON";
    private static final String RAW = "raw JDBC, threads: 1";

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        try (BenchmarkServer server = lab.freshServer()) {
            EngineLoads loads = new EngineLoads(server, lab.options());
            HttpLoad arrays = new HttpLoad(server.port(), CONNECTIONS, RestLoads.arrays(SIZE));
            HttpLoad lines = new HttpLoad(server.port(), CONNECTIONS, RestLoads.lines(SIZE));
            var time = lab.options().time();

            Map<String, Series<Measured>> series = new Rounds<>(Measured::perSecond)
                    .add(LINES, () -> server.measure(() -> lines.saturate(time)).requireEvents())
                    .add(
                            ARRAYS,
                            () -> loads.noted(
                                    server.measure(() -> arrays.saturate(time)).requireEvents()))
                    .add(RAW, () -> loads.rawJdbc(1))
                    .run();
            report.setting("connections", CONNECTIONS);
            report.setting("commandsInARequest", SIZE);
            report.setting("rawJdbcBatch", loads.batch());
            report.add(
                    LoadTable.of("Commands in batches of %d over %d connections".formatted(SIZE, CONNECTIONS), series));
            double raw = series.get(RAW).middle();
            for (String form : new String[] {ARRAYS, LINES}) {
                double figure = series.get(form).middle();
                report.add(
                        lab.database() == Database.H2
                                ? Comparison.ratioAtLeast(
                                        form, figure, "commands/s", "raw JDBC, batches of " + loads.batch(), raw, 0.5)
                                : Comparison.atLeast(form, figure, "commands/s", 10_000));
            }
        }
    }
}
