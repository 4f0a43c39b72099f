package ee.cqrs.benchmark;

import java.util.Map;

/** Deposits through the gateway, inside the server: against raw JDBC, and against a transaction for each command. */
final class EngineBenchmark implements Benchmark {

    private static final int[] THREADS = {1, 16, 64};
    private static final int MOST = 64;

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        try (BenchmarkServer server = lab.freshServer()) {
            EngineLoads loads = new EngineLoads(server, lab.options());
            Rounds<Measured> rounds = new Rounds<>(Measured::perSecond);
            for (int threads : THREADS) {
                rounds.add(each(threads), () -> loads.transactionPerCommand(threads));
                rounds.add(engine(threads), () -> loads.engine(threads));
            }
            for (int threads : new int[] {1, 2}) {
                rounds.add(raw(threads), () -> loads.rawJdbc(threads));
            }
            Map<String, Series<Measured>> series = rounds.run();
            report.setting("accounts", EngineLoads.ACCOUNTS);
            report.setting("rawJdbcBatch", loads.batch());
            report.add(LoadTable.of("Deposits", series));
            report.add(Comparison.ratioAtLeast(
                    "64 threads",
                    series.get(engine(MOST)).middle(),
                    "commands/s",
                    "raw JDBC, batches of " + loads.batch(),
                    series.get(raw(1)).middle(),
                    0.5));
            report.add(Comparison.ratioAtLeast(
                    "64 threads",
                    series.get(engine(MOST)).middle(),
                    "commands/s",
                    "a transaction per command",
                    series.get(each(MOST)).middle(),
                    4));
        }
    }

    private static String engine(int threads) {
        return "engine, threads: " + threads;
    }

    private static String each(int threads) {
        return "transaction per command, threads: " + threads;
    }

    private static String raw(int threads) {
        return "raw JDBC, threads: " + threads;
    }
}
