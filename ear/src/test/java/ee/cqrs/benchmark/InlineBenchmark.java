package ee.cqrs.benchmark;

import java.util.Map;

/** What an inline projection costs a command: deposits with and without one that keeps the balances, each in a new server. */
final class InlineBenchmark implements Benchmark {

    private static final int[] THREADS = {16, 64};
    private static final String WITHOUT = "no projection, %d threads";
    private static final String WITH = "an inline projection, %d threads";

    @Override
    public String name() {
        return "inline";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        Rounds<Measured> rounds = new Rounds<>(Measured::perSecond).withoutWarmUp();
        for (int threads : THREADS) {
            rounds.add(WITHOUT.formatted(threads), () -> deposits(lab, threads, false));
            rounds.add(WITH.formatted(threads), () -> deposits(lab, threads, true));
        }
        Map<String, Series<Measured>> series = rounds.run();
        report.add(LoadTable.of("Deposits", series));
        Table price = new Table("The price of an inline projection", "threads", "throughput", "CPU us a command");
        for (int threads : THREADS) {
            Measured without = series.get(WITHOUT.formatted(threads)).median();
            Measured with = series.get(WITH.formatted(threads)).median();
            price.row(threads, with.perSecond() / without.perSecond(), micros(with) - micros(without));
        }
        report.add(price);
    }

    private static double micros(Measured measured) {
        return measured.serverMicros() + measured.databaseMicros();
    }

    private static Measured deposits(Lab lab, int threads, boolean inline) throws Exception {
        try (BenchmarkServer server = inline ? lab.serverWithInlineProjection() : lab.freshServer()) {
            EngineLoads loads = new EngineLoads(server, lab.options());
            WarmUp.run(() -> loads.engine(threads), Measured::perSecond);
            return loads.engine(threads);
        }
    }
}
