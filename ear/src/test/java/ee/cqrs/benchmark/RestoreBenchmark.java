package ee.cqrs.benchmark;

import java.util.List;

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
            StreamRequest first = streams("short", SNAPSHOTS, lab.options().scaled(500), 100);
            restore(server, first, table, report);
            restore(server, streams("short", EVENTS_ONLY, lab.options().scaled(200), 100), table, report);
            restore(server, streams("long", SNAPSHOTS, 10, 10_000), table, report);
            restore(server, streams("long", EVENTS_ONLY, 10, 10_000), table, report);
            restore(server, streams("longest", SNAPSHOTS, 1, lab.options().scaled(LONGEST)), table, report);
            longest = streams("longest", EVENTS_ONLY, 1, lab.options().scaled(LONGEST));
            restore(server, longest, table, report);
            report.add(table);
            firstCommands(server.ask("restore/first", first, FirstCommandTiming.class), report);
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
        Timing timing = server.ask("restore", request, Timing.class);
        double restored = request.events() * 1e9 / timing.restored();
        double read = request.events() * 1e9 / timing.read();
        String name = request.events() + (request.later() > 0 ? " events, snapshot" : " events");
        table.row(
                name, request.events() + request.later(), timing.restored() / 1e6, timing.read() / 1e6, restored, read);
        report.add(Comparison.ratioAtLeast(name, restored, "events/s", "read and parsed", read, 0.5));
    }

    private static void firstCommands(FirstCommandTiming timing, Report report) {
        Table table = new Table("First commands, medians", "what", "us");
        table.row("select of the snapshot", timing.select() / 1e3);
        table.row("refused, restored for it", timing.refusedCold() / 1e3);
        table.row("refused, in memory", timing.refusedLive() / 1e3);
        table.row("accepted, restored for it", timing.acceptedCold() / 1e3);
        table.row("accepted, in memory", timing.acceptedLive() / 1e3);
        report.add(table);
        double select = timing.select() / 1e3;
        report.add(Comparison.ratioAtMost(
                "first command, refused", timing.refusedCold() / 1e3, "us", "select of one row", select, 3));
        report.add(Comparison.ratioAtMost(
                "first command, accepted", timing.acceptedCold() / 1e3, "us", "select of one row", select, 3));
    }
}
