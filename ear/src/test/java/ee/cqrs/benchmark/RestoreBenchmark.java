package ee.cqrs.benchmark;

import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.benchmark.inside.FirstCommandTiming;
import ee.cqrs.benchmark.inside.StreamRequest;
import ee.cqrs.benchmark.inside.Timing;

/** Restoring aggregates from events, and from a snapshot and later events, against reading the same rows. */
final class RestoreBenchmark implements Benchmark {

    /** So that what was restored can be made to leave memory, and be restored again. */
    private static final String NO_IDLE_TIME = "-Dcqrs.aggregate.idle-time=PT0.001S";

    private static final String EVENTS_ONLY = "ledger";
    private static final String SNAPSHOTS = "snapshot-ledger";
    private static final int LATER = 50;
    private static final int LONGEST = 1_000_000;

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        StreamRequest longest;
        try (BenchmarkServer server = lab.freshServer(List.of(NO_IDLE_TIME))) {
            Table table = new Table(
                    "Restores, medians",
                    "stream",
                    "events",
                    "restore ms",
                    "read ms",
                    "restored events/s",
                    "read events/s");
            StreamRequest later = streams("short", SNAPSHOTS, lab.options().scaled(500), 100);
            restore(server, later, table, report);
            restore(server, streams("short", EVENTS_ONLY, lab.options().scaled(200), 100), table, report);
            restore(server, streams("long", SNAPSHOTS, 10, 10_000), table, report);
            restore(server, streams("long", EVENTS_ONLY, 10, 10_000), table, report);
            restore(server, streams("longest", SNAPSHOTS, 1, lab.options().scaled(LONGEST)), table, report);
            longest = streams("longest", EVENTS_ONLY, 1, lab.options().scaled(LONGEST));
            restore(server, longest, table, report);
            report.add(table);
            StreamRequest exact =
                    new StreamRequest(SNAPSHOTS, "exact", lab.options().scaled(500), 100, 0);
            server.ask("restore/fill", exact, JsonNode.class);
            firstCommands(server, "snapshot", exact, report);
            firstCommands(server, "snapshot and %d events".formatted(LATER), later, report);
        }
        try (BenchmarkServer server = lab.server(Lab.STORE, List.of("-Xms256m", "-Xmx256m", NO_IDLE_TIME))) {
            double nanos = server.ask("restore/once", longest, Double.class);
            Table table = new Table("The longest stream in a heap of 256 MB, once", "events", "restore ms", "events/s");
            table.row(Table.number(longest.length()), nanos / 1e6, longest.length() * 1e9 / nanos);
            report.add(table);
        }
    }

    private static StreamRequest streams(String name, String type, int streams, int events) {
        return new StreamRequest(type, name, streams, events, type.equals(SNAPSHOTS) ? LATER : 0);
    }

    private static void restore(BenchmarkServer server, StreamRequest request, Table table, Report report)
            throws Exception {
        server.ask("restore/fill", request, JsonNode.class);
        Callable<Timing> pass = () -> server.ask("restore", request, Timing.class);
        if (request.snapshot()
                || request.events() < LONGEST) { // the longest takes its time, and the rest has warmed up for it
            WarmUp.run(pass, timing -> 1 / timing.restored());
        }
        Timing timing = pass.call();
        double restored = request.events() * 1e9 / timing.restored();
        double read = request.events() * 1e9 / timing.read();
        String name = request.events() + (request.later() > 0 ? " events, snapshot" : " events");
        table.row(
                name, request.events() + request.later(), timing.restored() / 1e6, timing.read() / 1e6, restored, read);
        report.add(Comparison.ratioAtLeast(name, restored, "events/s", "read and parsed", read, 0.5));
    }

    /** Those that are accepted come last: each leaves one more event behind. */
    private static void firstCommands(BenchmarkServer server, String name, StreamRequest request, Report report)
            throws Exception {
        Table table =
                new Table("First commands, %s, medians".formatted(name), "command", "select us", "us", "in memory us");
        for (String verdict : List.of("refused", "accepted")) {
            Callable<FirstCommandTiming> pass =
                    () -> server.ask("restore/" + verdict, request, FirstCommandTiming.class);
            WarmUp.run(pass, timing -> 1 / timing.cold());
            FirstCommandTiming timing = pass.call();
            double select = timing.select() / 1e3;
            double cold = timing.cold() / 1e3;
            table.row(verdict, select, cold, timing.live() / 1e3);
            report.add(Comparison.ratioAtMost(
                    "first command, %s, %s".formatted(name, verdict), cold, "us", "select of one row", select, 3));
        }
        report.add(table);
    }
}
