package ee.cqrs.benchmark;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.benchmark.inside.LoadResult;
import ee.cqrs.benchmark.inside.MessageRequest;

/** How fast a full queue of commands is worked off, order kept for each aggregate, beside taking the messages and nothing else. */
final class JmsBenchmark implements Benchmark {

    private static final int MESSAGES = 20_000;
    private static final int SESSIONS = 16;
    private static final String QUEUE = "queue Commands";
    private static final String NOTHING = "taken, nothing done";

    @Override
    public String name() {
        return "jms";
    }

    @Override
    public void run(Lab lab, Report report) throws Exception {
        int count = Math.max(1, lab.options().scaled(MESSAGES) / SESSIONS) * SESSIONS;
        MessageRequest request = new MessageRequest(count, SESSIONS, EngineLoads.ACCOUNTS);
        try (BenchmarkServer server = lab.freshServer()) {
            server.openAccounts(EngineLoads.ACCOUNTS);
            Map<String, Series<Measured>> series = new Rounds<>(Measured::perSecond)
                    .add(NOTHING, () -> emptied(server, "take", request))
                    .add(QUEUE, () -> emptied(server, "drain", request))
                    .run();
            report.setting("messages", count);
            report.setting("sessions", SESSIONS);
            report.add(LoadTable.of("Messages, %d in the queue before".formatted(count), series));
            double figure = series.get(QUEUE).middle();
            report.add(Comparison.atLeast(QUEUE, figure, "commands/s", 3_000));
        }
    }

    private static Measured emptied(BenchmarkServer server, String how, MessageRequest request) throws Exception {
        server.ask("messages/fill", request, JsonNode.class);
        return server.measure(() -> server.ask("messages/" + how, request, LoadResult.class));
    }
}
