package ee.cqrs.benchmark;

import java.util.Map;

import ee.cqrs.benchmark.http.HttpLoad;
import org.HdrHistogram.Histogram;

/** One command in a request, against a request to a resource of the same server that does nothing. */
final class RestBenchmark implements Benchmark {

    private static final int CONNECTIONS = 32;
    private static final String COMMAND = "DepositMoney";
    private static final String EMPTY = "empty resource";

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        try (BenchmarkServer server = lab.freshServer()) {
            server.openAccounts(EngineLoads.ACCOUNTS);
            HttpLoad commands = new HttpLoad(server.port(), CONNECTIONS, RestLoads.deposits());
            int answerLength = commands.answerLength();
            HttpLoad nothing = new HttpLoad(server.port(), CONNECTIONS, RestLoads.nothing(answerLength));
            var time = lab.options().time();

            Map<String, Series<Measured>> series = new Rounds<>(Measured::perSecond)
                    .add(EMPTY, () -> server.measure(() -> nothing.saturate(time)))
                    .add(COMMAND, () -> server.measure(() -> commands.saturate(time))
                            .requireEvents())
                    .run();
            double rate = series.get(COMMAND).middle();
            report.setting("connections", CONNECTIONS);
            report.setting("answerLength", answerLength);
            report.add(LoadTable.of("Requests", series));
            report.add(Comparison.ratioAtLeast(
                    COMMAND, rate, "requests/s", EMPTY, series.get(EMPTY).middle(), 0.6));

            Table latency = latencyTable(rate / 2);
            latency(latency, EMPTY, nothing.atRate(rate / 2, time));
            latency(latency, COMMAND, commands.atRate(rate / 2, time));
            report.add(latency);
        }
    }

    private static Table latencyTable(double rate) {
        return new Table(
                "Response time at %s requests/s, half of the measured load, from the intended start"
                        .formatted(Table.number(rate)),
                "request",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms",
                "requests");
    }

    private static void latency(Table table, String name, Histogram nanos) {
        table.row(
                name,
                nanos.getValueAtPercentile(50) / 1e6,
                nanos.getValueAtPercentile(99) / 1e6,
                nanos.getValueAtPercentile(99.9) / 1e6,
                nanos.getMaxValue() / 1e6,
                nanos.getTotalCount());
    }
}
