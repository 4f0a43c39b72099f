package ee.cqrs.it.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import ee.cqrs.it.client.EventSource;
import org.awaitility.Awaitility;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static ee.cqrs.it.http.Followed.await;
import static ee.cqrs.it.http.Followed.follow;
import static ee.cqrs.it.http.Followed.ids;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Many who follow the log at once, and some who do not keep up. The settings of the test server are in arquillian.xml. */
class HttpStreamIT extends HttpEntrance {

    private static final int MOST = 220;
    private static final int MANY = 200;
    private static final int WRITERS = 4;
    private static final int BATCHES = 8;
    private static final int BATCH = 400;
    private static final int FULL = WRITERS * BATCHES * BATCH; // more than the buffers of a connection hold

    @ArquillianResource
    private ManagementClient managed;

    private long before;

    @BeforeEach
    void rememberTheHead() throws Exception {
        before = REST.head();
    }

    @Test
    void givenManyClientsThenTheyCostNoThreadsAndEachSeesWhatHappens() throws Exception {
        Crowd.of(20, client -> () -> Request.get("/events?limit=1").send().ok()); // the threads of requests
        int threads = ServerProcess.threads();
        List<EventSource> sources = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                sources.add(followAsSoonAsPossible());
            }
            String counter = Given.activeCounter();
            Given.bump(counter).send().ok();

            for (EventSource source : sources) {
                await(source, 2);
                assertThat(ids(source)).containsExactly(before + 1, before + 2);
            }
            assertThat(ServerProcess.threads()).isLessThan(threads + MANY / 4);
        } finally {
            sources.forEach(EventSource::close);
        }
    }

    @Test
    void givenAsManyClientsAsThereMayBeThenOthersAreRefusedUntilSomeHaveLeft() throws Exception {
        List<EventSource> sources = new ArrayList<>();
        try {
            while (sources.size() <= MOST) {
                EventSource source = follow("/events?after=" + before);
                sources.add(source);
                if (source.status() != 200) {
                    break;
                }
            }
            assertThat(sources.get(sources.size() - 1).status()).isEqualTo(503);
            Response refused =
                    Request.get("/events").with("Accept", "text/event-stream").send();
            refused.problem(503, "unavailable");
            assertThat(refused.header("Retry-After")).isNotEmpty();
        } finally {
            sources.forEach(EventSource::close);
        }
        followAsSoonAsPossible().close();
    }

    @Test
    void givenWritersThenNothingIsLostOrRepeatedByThoseWhoFollowAllTheTimeAndThoseWhoComeAndGo() throws Exception {
        CompletableFuture<List<Long>> restless = CompletableFuture.supplyAsync(this::comeAndGo);

        try (EventSource steady = follow("/events?after=" + before)) {
            write();
            await(steady, FULL + WRITERS);

            List<Long> positions = LongStream.rangeClosed(before + 1, before + FULL + WRITERS)
                    .boxed()
                    .toList();
            assertThat(ids(steady)).isEqualTo(positions);
            assertThat(restless.get()).isEqualTo(positions);
        }
    }

    @Test
    void givenAClientThatTakesNothingThenItIsCutOffWhileOthersGoOnAndItGoesOnWhereItWas() throws Exception {
        List<Long> seen = new ArrayList<>();
        try (Socket slow = new Socket();
                EventSource other = follow("/events?after=" + before)) {
            slow.setReceiveBufferSize(65_536);
            slow.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("cqrs.test.http-port")));
            slow.getOutputStream()
                    .write(
                            "GET /cqrs/api/events?after=%d HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                                    .formatted(before)
                                    .getBytes(US_ASCII));
            write();
            await(other, FULL + WRITERS);
            // the other one is shown that it lives longer than the patience lasts
            await("the time is over", () -> other.comments() >= 4);

            seen.addAll(idsOf(allOf(slow)));

            assertThat(other.isOver()).isFalse();
            assertThat(seen.size())
                    .as("events that were sent to who takes none")
                    .isBetween(1, FULL - FULL / 4);
        }
        long last = seen.get(seen.size() - 1);
        try (EventSource again = follow("/events?after=" + before, last)) {
            await(again, Math.toIntExact(before + FULL + WRITERS - last));
            seen.addAll(ids(again));
        }
        assertThat(seen)
                .isEqualTo(LongStream.rangeClosed(before + 1, before + FULL + WRITERS)
                        .boxed()
                        .toList());
    }

    @Test
    void givenAServerThatIsSuspendedThenItDoesNotWaitForStreamsAndTakesThemAgainWhenItIsResumed() throws Exception {
        Operator operator = new Operator(managed.getControllerClient());
        try (EventSource source = follow("/events?after=" + before)) {
            operator.suspend();
            try {
                await("the server is suspended", () -> operator.suspendState().equals("SUSPENDED"));
                await("the stream is over", source::isOver);
                assertThat(follow("/events").status()).isEqualTo(503);
            } finally {
                operator.resume();
            }
        }
        try (EventSource source = followAsSoonAsPossible()) {
            Given.activeCounter();
            await(source, 1);
        }
    }

    /** That others have left is noticed with the next heartbeat. */
    private EventSource followAsSoonAsPossible() {
        return Awaitility.await("a client is taken")
                .pollDelay(Duration.ZERO)
                .until(() -> follow("/events?after=" + before), source -> source.status() == 200);
    }

    /** Follows for a moment, leaves, and comes again with what it saw last, until all is seen. */
    private List<Long> comeAndGo() {
        List<Long> seen = new ArrayList<>();
        long last = before;
        try {
            while (last < before + FULL + WRITERS) {
                try (EventSource source = follow("/events", last)) {
                    assertThat(source.status()).isEqualTo(200);
                    await(source, 1);
                    seen.addAll(ids(source));
                }
                last = seen.get(seen.size() - 1);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return seen;
    }

    private static void write() throws Exception {
        Crowd.of(WRITERS, writer -> () -> {
            String counter = Given.activeCounter();
            Request bumps = Item.array(Collections.nCopies(BATCH, Item.bump(counter, 1)));
            for (int i = 0; i < BATCHES; i++) {
                bumps.send().ok();
            }
            return counter;
        });
    }

    /** All that is still to be read, until the server's end of the connection is closed. */
    private static String allOf(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        socket.setSoTimeout(10_000);
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[65_536];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
            }
        } catch (SocketException e) {
            // reset: it is closed as well
        }
        return bytes.toString(UTF_8);
    }

    /** The ids of the events that were sent as a whole; a chunk, unlike a line of an event, ends with CR and LF, anywhere. */
    private static List<Long> idsOf(String answer) {
        List<String> lines = answer.replaceAll("\r\n[0-9a-f]+\r\n", "")
                .lines()
                .filter(line -> line.startsWith("id: "))
                .toList();
        return lines.stream()
                .limit(Math.max(0, lines.size() - 1))
                .map(line -> Long.parseLong(line.substring(4)))
                .toList();
    }
}
