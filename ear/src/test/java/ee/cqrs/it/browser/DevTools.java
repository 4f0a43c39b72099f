package ee.cqrs.it.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ee.cqrs.it.client.RestClient;

/** Has a page evaluate what is asked for, over the protocol of a browser's developer tools. One thread asks. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    private DevTools(URI page) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, this)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    static DevTools of(URI page) {
        return new DevTools(page);
    }

    /** The value of an expression, as JSON has it; missing if it has none. */
    JsonNode evaluate(String expression) throws Exception {
        ObjectNode request = RestClient.JSON.createObjectNode().put("id", 1).put("method", "Runtime.evaluate");
        request.putObject("params").put("expression", expression).put("returnByValue", true);
        socket.sendText(request.toString(), true);
        String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("The browser does not answer: " + expression);
        }
        JsonNode result = RestClient.JSON.readTree(answer).path("result");
        if (!result.has("result") || result.has("exceptionDetails")) {
            throw new AssertionError("%s: %s".formatted(expression, answer));
        }
        return result.path("result").path("value");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            answers.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable e) {
        answers.add("{\"error\":\"%s\"}".formatted(e));
    }

    @Override
    public void close() {
        socket.abort();
    }
}
