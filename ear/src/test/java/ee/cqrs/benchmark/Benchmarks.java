package ee.cqrs.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the chosen benchmarks and says at the end which targets are met. A missed target is a result, not a failure. */
public final class Benchmarks {

    private static final Map<String, Benchmark> ALL = Stream.of(
                    new EngineBenchmark(),
                    new RestBenchmark(),
                    new BatchBenchmark(),
                    new JmsBenchmark(),
                    new SseBenchmark(),
                    new ProjectionBenchmark(),
                    new InlineBenchmark(),
                    new HotBenchmark(),
                    new RestoreBenchmark(),
                    new GrowthBenchmark(),
                    new MemoryBenchmark(),
                    new StartBenchmark())
            .collect(Collectors.toMap(Benchmark::name, Function.identity()));

    private Benchmarks() {}

    /**
     * Runs what the system properties choose.
     *
     * @param args none
     * @throws Exception when something could not be measured
     */
    public static void main(String[] args) throws Exception {
        Options options = Options.ofSystemProperties();
        for (String name : options.benchmarks()) {
            if (!ALL.containsKey(name)) {
                throw new IllegalArgumentException("There is no benchmark %s, only %s".formatted(name, ALL.keySet()));
            }
        }
        List<Report> reports = new ArrayList<>();
        for (Database database : options.databases()) {
            try (Lab lab = new Lab(options, database)) {
                for (String name : options.benchmarks()) {
                    reports.add(run(ALL.get(name), lab));
                }
            }
        }
        System.out.println(summary(reports));
    }

    private static Report run(Benchmark benchmark, Lab lab) throws Exception {
        System.out.printf("%n== %s on %s%n%n", benchmark.name(), lab.database());
        Report report = new Report(benchmark.name(), lab.database());
        Map<String, Object> circumstances = Circumstances.now();
        report.setting("seconds", lab.options().time().toMillis() / 1e3);
        report.setting("scale", lab.options().scale());
        lab.begin(benchmark.name());
        benchmark.run(lab, report);
        report.write(lab.options().output(), circumstances);
        System.out.println(summary(List.of(report)));
        return report;
    }

    private static Table summary(List<Report> reports) {
        Table table = new Table(
                "Figures and targets", "figure", "on", "measured", "unit", "baseline", "of", "ratio", "target", "met");
        for (Report report : reports) {
            report.comparisons()
                    .forEach(c -> table.row(
                            report.benchmark() + ": " + c.name(),
                            report.database(),
                            c.figure(),
                            c.unit(),
                            c.baselineName(),
                            c.baseline(),
                            c.ratio(),
                            c.targetText(),
                            c.met() ? "yes" : "NO"));
        }
        return table;
    }
}
