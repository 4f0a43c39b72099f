package ee.cqrs.faults.life;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.Reply;

/** Clients that send the body of a sound command byte by byte. */
public final class SlowBodies implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final long PACE_MILLIS = 100;

    private final Scenario scenario;
    private final List<Slow> clients = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    private SlowBodies(Scenario scenario) {
        this.scenario = scenario;
    }

    /** How a body is announced, or how large it is. */
    public enum Kind {
        ANNOUNCED,
        CHUNKED,
        /** More than the server takes before it gives the request a thread. */
        LARGE,
        /** The client waits until the server wants the body. */
        EXPECTED
    }

    /** Sends the heads of so many requests of each kind, and what comes before the slow part. */
    public static SlowBodies begin(Scenario scenario, Node node, int ofEachKind) throws IOException {
        SlowBodies bodies = new SlowBodies(scenario);
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < ofEachKind; i++) {
                bodies.clients.add(Slow.connect(node, kind));
            }
        }
        bodies.clients.forEach(client -> scenario.model().sent(client.command));
        bodies.thread.scheduleWithFixedDelay(bodies::oneByte, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
        return bodies;
    }

    private void oneByte() {
        clients.forEach(client -> client.send(" "));
    }

    /** They send the rest, and are answered. */
    public void finish() throws IOException, InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The server takes nothing more");
        }
        for (Slow client : clients) {
            client.finish();
        }
        for (Slow client : clients) {
            scenario.model().answered(client.answer());
        }
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        for (Slow client : clients) {
            client.socket.close();
        }
    }

    /** One of them. */
    private static final class Slow {

        private static final String FIELDS = "{\"initialValue\":1}";
        private static final int ROOM = 2_000;
        private static final int MUCH = 60_000;

        private final SentCommand command =
                SentCommand.of("counter", "slow-" + UUID.randomUUID(), "ActivateCounter", FIELDS);
        private final Socket socket;
        private final Kind kind;
        private int left;
        private boolean refused;

        private Slow(Socket socket, Kind kind) {
            this.socket = socket;
            this.kind = kind;
            left = (kind == Kind.LARGE ? MUCH : 0) + ROOM;
        }

        static Slow connect(Node node, Kind kind) throws IOException {
            Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), node.server().ports().http());
            socket.setSoTimeout(PATIENCE_MILLIS);
            Slow slow = new Slow(socket, kind);
            slow.begin();
            return slow;
        }

        private void begin() throws IOException {
            write("""
                    POST /cqrs/api/aggregates/counter/%s/commands/ActivateCounter HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Idempotency-Key: %s\r
                    Connection: close\r
                    %s\r
                    %s\r
                    """.formatted(
                            command.id(),
                            command.commandId(),
                            kind == Kind.CHUNKED
                                    ? "Transfer-Encoding: chunked"
                                    : "Content-Length: %d".formatted(left + FIELDS.length()),
                            kind == Kind.EXPECTED ? "Expect: 100-continue\r\n" : ""));
            if (kind == Kind.LARGE) {
                send(" ".repeat(MUCH));
            }
        }

        /** A client that does not wait for the server's word may send all the same. */
        void send(String text) {
            if (refused) {
                return;
            }
            try {
                left -= text.length();
                write(kind == Kind.CHUNKED ? "%x\r\n%s\r\n".formatted(text.length(), text) : text);
            } catch (IOException e) {
                refused = true; // it is answered already
            }
        }

        void finish() throws IOException {
            send(FIELDS + " ".repeat(left));
            if (kind == Kind.CHUNKED && !refused) {
                write("0\r\n\r\n");
            }
        }

        Answered answer() throws IOException {
            InputStream in = socket.getInputStream();
            String text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("HTTP/1.1 100 Continue\r\n\r\n", "");
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return Answered.withoutAnswer(command);
            }
            int status = Integer.parseInt(text.split(" ", 3)[1]);
            return new Answered(command, status, Reply.json(text.substring(end)));
        }

        private void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
