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
            Map<String, Measured> medians = rounds.medians();
            report.setting("accounts", EngineLoads.ACCOUNTS);
            report.setting("rawJdbcBatch", loads.batch());
            report.add(Measured.table("Deposits, medians of three rounds", medians));
            report.add(Comparison.ratioAtLeast(
                    "64 threads",
                    medians.get(engine(MOST)).perSecond(),
                    "commands/s",
                    "raw JDBC, batches of " + loads.batch(),
                    medians.get(raw(1)).perSecond(),
                    0.5));
            report.add(Comparison.ratioAtLeast(
                    "64 threads",
                    medians.get(engine(MOST)).perSecond(),
                    "commands/s",
                    "a transaction per command",
                    medians.get(each(MOST)).perSecond(),
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
