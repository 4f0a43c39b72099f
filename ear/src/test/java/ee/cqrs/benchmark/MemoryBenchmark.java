package ee.cqrs.benchmark;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

import ee.cqrs.accounts.AccountState;
import ee.cqrs.accounts.AccountStatus;
import ee.cqrs.benchmark.inside.GrowRequest;
import ee.cqrs.benchmark.inside.HeapState;
import ee.cqrs.benchmark.inside.LiveRequest;
import org.openjdk.jol.info.GraphLayout;

/** What a live aggregate takes of the heap beyond its state, and whether many fit into a small one. */
final class MemoryBenchmark implements Benchmark {

    private static final int FEW = 10_000;
    private static final int MANY = 200_000;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        int few = lab.options().scaled(FEW);
        int many = lab.options().scaled(MANY);
        GrowthBenchmark.fill(lab, Lab.STORE, new GrowRequest(many, many));
        List<String> options =
                List.of("-Xms1g", "-Xmx1g", "-Dcqrs.aggregate.idle-time=PT24H", "-Dcqrs.aggregate.max-live=" + many);
        try (BenchmarkServer server = lab.server(Lab.STORE, options)) {
            HeapState small = server.ask("memory", new LiveRequest(0, few), HeapState.class);
            HeapState large = server.ask("memory", new LiveRequest(few, many), HeapState.class);
            Table table = new Table("Heap of 1 GB after garbage collection", "live aggregates", "used MB");
            table.row(Table.number(small.live()), small.used() / 1e6);
            table.row(Table.number(large.live()), large.used() / 1e6);
            report.add(table);

            double each = (double) (large.used() - small.used()) / (large.live() - small.live());
            double state = stateSize();
            Table one = new Table("One live account", "what", "bytes");
            one.row("all", each);
            one.row("its state alone", state);
            report.add(one);
            report.add(Comparison.atMost("an aggregate beyond its state", each - state, "bytes", 4_096));
            report.add(Comparison.atLeast("in a heap of 1 GB", large.live(), "live aggregates", many));
        }
    }

    /** Without what all accounts share: currency, status, zero. */
    private static double stateSize() {
        Currency euro = Currency.getInstance("EUR");
        AccountState[] states = new AccountState[FEW];
        for (int i = 0; i < states.length; i++) {
            String owner = new String("Ada Lovelace".toCharArray());
            states[i] = new AccountState(owner, euro, BigDecimal.ZERO, new BigDecimal("0"), AccountStatus.OPEN, null);
        }
        GraphLayout layout = GraphLayout.parseInstance((Object) states);
        return (double) layout.totalSize() / states.length;
    }
}
