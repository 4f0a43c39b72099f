package ee.cqrs.it.browser;

import java.util.Arrays;
import java.util.List;

import ee.cqrs.it.client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static ee.cqrs.it.browser.FollowedServer.await;
import static org.assertj.core.api.Assertions.assertThat;

/** The command line of the README follows the log. */
@Tag("browser")
@Timeout(600)
class CurlIT {

    private static FollowedServer server;

    private String command;
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
    void readTheCommand() throws Exception {
        before = server.rest().head();
        command = FollowedServer.readme()
                .with("curl -N")
                .replace("http://localhost:8080/", server.url("/"))
                .replace("after=0", "after=" + before);
        assertThat(command).contains("type=account&event=MoneyDeposited").contains("after=" + before);
    }

    @Test
    void givenTheCommandThenItPrintsEachEventAtOnceAndCommentsWhileThereIsNone() throws Exception {
        String account = server.openAccount();
        server.deposit(account, "1");

        try (Curl curl = run(command)) {
            await("what there was", () -> curl.lines("id: ").size() == 1);
            server.activeCounter();
            for (int deposits = 2; deposits <= 4; deposits++) {
                int known = deposits;
                server.deposit(account, "1");
                await("deposit " + known, () -> curl.lines("data: ").size() == known);
            }
            int comments = curl.lines(":").size();
            await("two heartbeats", () -> curl.lines(":").size() >= comments + 2);

            assertThat(curl.isRunning()).isTrue();
            assertThat(curl.lines("id: ")).isEqualTo(positions(2, 4, 5, 6));
            assertThat(curl.lines("event: ")).hasSize(4).containsOnly("MoneyDeposited");
            assertThat(curl.lines("data: ").stream().map(Reply::json).toList()).isEqualTo(server.deposits(before));
        }
    }

    @Test
    void givenTheLastIdThenItGoesOnAfterThatWhateverTheAddressSays() throws Exception {
        String account = server.openAccount();
        for (int i = 0; i < 3; i++) {
            server.deposit(account, "1");
        }
        String lastId = "curl -H 'Last-Event-ID: %d'".formatted(before + 3);

        try (Curl curl = run(command.replaceFirst("^curl", lastId))) {
            server.deposit(account, "1");
            await("two deposits", () -> curl.lines("data: ").size() == 2);

            assertThat(curl.lines("id: ")).isEqualTo(positions(4, 5));
        }
    }

    private static Curl run(String command) throws Exception {
        return Curl.run(command, server.directoryFor("curl"));
    }

    private List<String> positions(int... offsets) {
        return Arrays.stream(offsets)
                .mapToObj(offset -> Long.toString(before + offset))
                .toList();
    }
}
