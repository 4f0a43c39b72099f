package ee.cqrs.it.browser;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import ee.cqrs.it.client.EventSource;
import ee.cqrs.it.client.EventSource.Sent;
import ee.cqrs.it.client.ReadmeCommands;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static ee.cqrs.it.browser.FollowedServer.await;
import static org.assertj.core.api.Assertions.assertThat;

/** A page of the same server follows the log in Chromium. */
@Tag("browser")
@Timeout(600)
class BrowserIT {

    private static final String[] COUNTERS = {"CounterActivated", "CounterBumped"};

    private static FollowedServer server;

    private FollowingPage page;
    private long before;

    @BeforeAll
    static void start() throws Exception {
        server = FollowedServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        before = server.rest().head();
        page = FollowingPage.open(URI.create(server.url("/page/index.html")), server.directoryFor("chromium"));
    }

    @AfterEach
    void close() {
        if (page != null) {
            page.close();
        }
    }

    @Test
    void givenCommandsBeforeAndMeanwhileThenThePageSeesTheirEventsInOrderAndWithoutAGap() throws Exception {
        server.bump(server.activeCounter(), 20);
        page.follow("/cqrs/api/events?after=" + before, COUNTERS);
        awaitUpTo(server.rest().head());

        writeAtOnce(4, 50);

        awaitUpTo(before + 21 + 4 * 51);
        assertSeenIsTheLog();
        assertThat(page.openings()).isEqualTo(1);
    }

    @Test
    void givenThePageOfTheReadmeThenItSeesTheEventsOfOneNameAndOneTypeOnly() throws Exception {
        ReadmeCommands readme = FollowedServer.readme();
        page.run("console.log = (id, data) => seen.push({id, name: 'MoneyDeposited', data: JSON.stringify(data)})");
        page.run(readme.with("new EventSource"));
        page.run(readme.with("log.addEventListener"));

        server.activeCounter();
        String account = server.openAccount();
        server.deposit(account, "1");
        server.activeCounter();
        server.deposit(account, "2");

        awaitUpTo(before + 5);
        assertThat(ids()).endsWith(before + 3, before + 5);
        assertThat(page.seen()).extracting(Sent::data).isEqualTo(server.deposits(0));
    }

    @Test
    void givenATypeAndNamesThenThePageIsSentNothingElse() throws Exception {
        page.follow(
                "/cqrs/api/events?type=account&event=MoneyDeposited&after=" + before,
                "AccountOpened",
                "MoneyDeposited",
                "CounterActivated");

        String account = server.openAccount();
        server.activeCounter();
        server.deposit(account, "1");

        await("a deposit", () -> !page.seen().isEmpty());
        assertThat(ids()).containsExactly(before + 3);
    }

    @Test
    void givenAServerThatIsStoppedAndKilledThenThePageGoesOnByItselfAndSeesEachEventOnce() throws Exception {
        String counter = server.activeCounter();
        page.follow("/cqrs/api/events?after=" + before, COUNTERS);
        server.bump(counter, 5);
        awaitUpTo(before + 6);

        server.stopAndStart();
        server.bump(counter, 5);
        awaitUpTo(before + 11);
        server.killAndStart();
        server.bump(counter, 5);
        awaitUpTo(before + 16);

        assertSeenIsTheLog();
        assertThat(page.openings()).isEqualTo(3);
    }

    @Test
    void givenARefusalThenTheBrowserGivesUpAndAnotherSourceGoesOnAfterTheLastId() throws Exception {
        String counter = server.activeCounter();
        page.follow("/cqrs/api/events?after=" + before, COUNTERS);
        awaitUpTo(before + 1);
        page.run("source.close()");
        server.bump(counter, 3);

        List<EventSource> others = fillUp();
        try {
            page.follow("/cqrs/api/events?after=" + (before + 1), COUNTERS);
            await("the browser gives up", () -> page.readyState() == FollowingPage.CLOSED);
            assertThat(page.seen()).hasSize(1);
        } finally {
            others.forEach(EventSource::close);
        }

        await("another source goes on", () -> {
            if (page.readyState() == FollowingPage.CLOSED) {
                page.follow("/cqrs/api/events?after=" + (before + 1), COUNTERS);
            }
            return page.seen().size() >= 4;
        });
        assertSeenIsTheLog();
    }

    private static void writeAtOnce(int writers, int bumps) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<Void>> writing = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                writing.add(() -> {
                    server.bump(server.activeCounter(), bumps);
                    return null;
                });
            }
            for (Future<Void> written : threads.invokeAll(writing)) {
                written.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Takes all the places that there are; those who have left give theirs back with the next heartbeat. */
    private static List<EventSource> fillUp() throws Exception {
        List<EventSource> others = new ArrayList<>();
        await("every place is taken", () -> {
            EventSource other = EventSource.open(URI.create(server.url("/cqrs/api/events")), null);
            if (other.status() == 200) {
                others.add(other);
            }
            return others.size() == FollowedServer.MOST;
        });
        return others;
    }

    private void awaitUpTo(long position) {
        await("position " + position, () -> {
            List<Long> ids = ids();
            return !ids.isEmpty() && ids.get(ids.size() - 1) >= position;
        });
    }

    private void assertSeenIsTheLog() throws Exception {
        assertThat(ids())
                .isEqualTo(LongStream.rangeClosed(before + 1, server.rest().head())
                        .boxed()
                        .toList());
        assertThat(page.seen()).extracting(Sent::data).isEqualTo(server.rest().feed(before));
    }

    private List<Long> ids() throws Exception {
        return page.seen().stream().map(Sent::id).toList();
    }
}
