package ee.cqrs.it.browser;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.EventSource.Sent;
import ee.cqrs.it.client.Reply;

/** The page in a browser, which follows the log by its own {@code EventSource}. It is in the test resources. */
final class FollowingPage implements AutoCloseable {

    /** What the {@code readyState} of a source is when the browser has given up. */
    static final int CLOSED = 2;

    private final Browser browser;
    private final DevTools tools;

    private FollowingPage(Browser browser) throws Exception {
        this.browser = browser;
        tools = browser.tools();
    }

    static FollowingPage open(URI page, Path directory) throws Exception {
        Browser browser = Browser.open(page, directory);
        try {
            return new FollowingPage(browser);
        } catch (Exception | AssertionError e) {
            browser.close();
            throw e;
        }
    }

    /** Begins to follow: every event has a name, and a page names those that it wants. */
    void follow(String address, String... names) throws Exception {
        run("follow('%s', %s)"
                .formatted(address, Arrays.stream(names).map("'%s'"::formatted).collect(Collectors.joining(", "))));
    }

    /** Has it do something. */
    void run(String script) throws Exception {
        tools.evaluate(script + "\n;null");
    }

    /** All events so far. */
    List<Sent> seen() throws Exception {
        List<Sent> seen = new ArrayList<>();
        for (JsonNode event : tools.evaluate("seen")) {
            seen.add(new Sent(
                    Long.parseLong(event.get("id").textValue()),
                    event.get("name").textValue(),
                    Reply.json(event.get("data").textValue())));
        }
        return seen;
    }

    /** How often the browser has connected. */
    int openings() throws Exception {
        return tools.evaluate("openings").intValue();
    }

    /** How its source is. */
    int readyState() throws Exception {
        return tools.evaluate("source.readyState").intValue();
    }

    @Override
    public void close() {
        tools.close();
        browser.close();
    }
}
